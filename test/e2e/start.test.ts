import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from './command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROBE = fileURLToPath(new URL('read-files.cjs', import.meta.url))

/** Runs a route until its first message; gives its output, and the files of libraries and of the build that it read. */
async function firstMessage(steps: string, files: Readonly<Record<string, string>> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'kafila-start-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  writeFileSync(join(cwd, 'one.yaml'), `- from:\n    uri: timer:once?delay=0&repeatCount=1\n    steps:\n${steps}`)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  const env = { XDG_CACHE_HOME: join(cwd, 'cache') }
  const { code, text } = await runCommand(['run', 'one.yaml', '--max-messages', '1'], { cwd, env, node: ['--require', PROBE] })
  const read = [...text.matchAll(/^read (.*)$/gm)].map(([, path]) => path!.replaceAll('\\', '/'))
  return { code, text, scripts: read.flatMap(path => /\/dist\/(.*)$/.exec(path)?.[1] ?? []), libraries: read.filter(isLibrary) }
}

function isLibrary(path: string): boolean {
  return path.includes('/node_modules/')
}

test('a start with a timer and a log reads one script, and no file of a library', async () => {
  const steps = '      - setProperty: { name: p, constant: hello }\n      - log: "${exchangeProperty.p} of ${routeId}: ${body}"\n'
  const { code, text, scripts, libraries } = await firstMessage(steps)
  expect([code, text.includes('hello')]).toEqual([0, true])
  expect(libraries).toEqual([])
  expect(scripts).toEqual(['cli.cjs'])
})

test('what many routes use is read without what few do, and what has libraries is read with a route that uses it', async () => {
  const steps =
    '      - setBody: { constant: "[ { \\"a\\": \\"hello\\" } ]" }\n      - unmarshal: { json: {} }\n      - split: { simple: "${body}", steps: [ { setBody: { jsonata: "a" } }, { log: "${body}" } ] }\n'
  const { code, text, scripts } = await firstMessage(steps)
  expect([code, text.includes('hello')]).toEqual([0, true])
  expect(scripts.map(path => /(cli|kafila_\w+|jsonata)[-.]/.exec(path)?.[1]).sort()).toEqual([
    'cli',
    'jsonata',
    'kafila_jsonata',
    'kafila_warm',
  ])
})

test('a library is a script of its own, read when a route needs it', async () => {
  const steps =
    '      - setBody: { constant: "<a><b>inner</b></a>" }\n      - setBody: { xpath: { expression: "/a/b/text()", resultType: String } }\n      - log: "${body}"\n'
  const { code, text, scripts, libraries } = await firstMessage(steps)
  expect([code, text.includes('inner')]).toEqual([0, true])
  expect(libraries).toEqual([])
  expect(scripts.filter(path => /^chunks\/xpath-\w+\.cjs$/.test(path))).toHaveLength(1)
})

test('a connector with a client library is a script of its own, together with that library', async () => {
  const steps = '      - setBody: { constant: "you" }\n      - to: "mustache:file:greeting.mustache"\n      - log: "${body}"\n'
  const { code, text, scripts, libraries } = await firstMessage(steps, { 'greeting.mustache': 'hello {{body}}' })
  expect([code, text.includes('hello you')]).toEqual([0, true])
  expect(libraries).toEqual([])
  expect(scripts.filter(path => /^chunks\/kafila_mustache-\w+\.cjs$/.test(path))).toHaveLength(1)
})

test('a first start keeps the compiled form of each script that it read, and the next one uses it', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'kafila-start-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const kept = () => readdirSync(join(cwd, 'kafila')).map(name => ({ name, at: statSync(join(cwd, 'kafila', name)).mtimeMs }))
  const input = '- from:\n    uri: timer:once?delay=0&repeatCount=1\n    steps:\n      - marshal: { json: {} }\n      - log: "${body}"\n'
  const start = () => runCommand(['run', '-', '--max-messages', '1'], { cwd, input, env: { XDG_CACHE_HOME: cwd } })
  expect((await start()).code).toBe(0)
  const first = kept()
  expect(first.map(({ name }) => /^run-(cli|kafila_warm)/.exec(name)?.[1]).sort()).toEqual(['cli', 'kafila_warm'])
  expect((await start()).code).toBe(0)
  expect(kept()).toEqual(first)
})

test('members of a CommonJS library are there by name', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'kafila-start-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  writeFileSync(join(cwd, 'draft.json'), '{ "$schema": "http://json-schema.org/draft-07/schema#", "type": "object" }')
  const { code, text } = await runCommand(['run', '-', '--max-messages', '1'], {
    cwd,
    input: `- from:
    uri: timer:once?delay=0&repeatCount=1
    steps:
      - setBody: { constant: "{}" }
      - to: json-validator:file:draft.json
      - log: "valid"
`,
  })
  expect([code, text.includes('valid')]).toEqual([0, true])
})

test('the maps of the build lead from a place in a script to the source', async () => {
  const { readableStack } = await import('../../src/cli/readable-stack.ts')
  const script = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))
  const lines = readFileSync(script, 'utf8').split('\n')
  const line = lines.findIndex(each => each.includes('nothing was started'))
  const stack = readableStack(`Error: x\n    at a (${script}:${line + 1}:${lines[line]!.indexOf('nothing was started') + 1})`)
  const [, file, at] = /at a \(([^:]+):(\d+):\d+\)/.exec(stack)!
  const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n')
  expect([file, source[Number(at) - 1]!.includes('nothing was started')]).toEqual(['src/cli/actions/run-routes.ts', true])
})

test('a build of the same length and time as another is started as it is, not by the compiled form of the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true })
  mkdirSync(join(folder, 'dist'))
  const head = /^\/\*([0-9a-f]{16})\*\//
  expect(readFileSync(join(ROOT, 'dist/cli.cjs'), 'latin1')).toMatch(head)
  const build = (digest: string, word: string) => {
    const main = `async () => { process.stdout.write("${word}"); return 0 }`
    const text = `/*${digest.repeat(16)}*/({"cli":function(require,__load,__exports){"use strict";__exports(()=>({main:${main}}))},})`
    expect(text).toMatch(head)
    writeFileSync(join(folder, 'dist/cli.cjs'), text)
    // as npm has it
    utimesSync(join(folder, 'dist/cli.cjs'), 499_162_500, 499_162_500)
  }
  const env = { ...process.env, XDG_CACHE_HOME: folder }
  const start = () => execFileSync(process.execPath, [join(folder, 'bin/kafila.js')], { env, encoding: 'utf8' })
  build('a', 'one')
  expect([start(), start()]).toEqual(['one', 'one'])
  build('b', 'two')
  expect([start(), start()]).toEqual(['two', 'two'])
})
