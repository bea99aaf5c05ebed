import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Texts that nest deeper than any stack, each made in the child so that no command line has to hold it. */
const TEXTS: Readonly<Record<string, string>> = {
  'flow lists': "'['.repeat(n)",
  'flow maps': "'{a: '.repeat(n)",
  'flow maps with complex keys': "'{? '.repeat(n)",
  'lists in flow maps': "'{a: ['.repeat(n)",
  'compact lists': "'- '.repeat(n)",
  'explicit keys': "'? '.repeat(n)",
  'lists of explicit keys': "'- ? '.repeat(n)",
  'explicit values': "': '.repeat(n)",
  'maps over many lines': "Array.from({ length: Math.min(n, 2000) }, (_, i) => ' '.repeat(i) + 'a:\\n').join('')",
  'lists over many lines': "Array.from({ length: Math.min(n, 2000) }, (_, i) => ' '.repeat(i) + '-\\n').join('')",
  'mixed over many lines': "Array.from({ length: Math.min(n, 2000) }, (_, i) => ' '.repeat(i) + (i % 2 ? '- ' : 'a:') + '\\n').join('')",
  'steps in steps': "'- from: {uri: \"direct:a\", steps: [' + '{pipeline: {steps: ['.repeat(n) + ']}}'.repeat(n) + ']}'",
  'closed flow lists': "'- ' + '['.repeat(n) + ']'.repeat(n)",
}

const CHILD = (make: string) => `
  const { parseYaml, Positions } = require('./front.cjs')
  const n = 50000
  const found = []
  parseYaml(${make}, 'deep.yaml', new Positions(), each => found.push(each.code))
  console.log(found.join(','))`

describe('a text that nests too deeply is refused before anything recurses over it', () => {
  let folder = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kafila-limits-'))
    const root = fileURLToPath(new URL('../../../', import.meta.url))
    await build({
      stdin: { contents: "export * from './src/model/yaml/parse.ts'; export * from './src/model/positions.ts'", resolveDir: root },
      outfile: join(folder, 'front.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      logLevel: 'silent',
    })
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(Object.entries(TEXTS))('%s', (_, make) => {
    const child = spawnSync(process.execPath, ['-e', CHILD(make)], { cwd: folder, encoding: 'utf8', timeout: 20_000 })
    expect(child.stderr).toBe('')
    expect(child.stdout.trim()).toBe('KF_YAML_NESTING')
  })
})
