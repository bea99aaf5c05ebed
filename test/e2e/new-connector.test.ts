import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from './command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A project that has a new connector among its dependencies, installed as npm would do it. */
async function project(): Promise<{ readonly folder: string; readonly connector: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-new-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const made = await runCommand(['new', 'connector', 'acme'], { cwd: folder })
  expect(made).toMatchObject({ code: 0 })
  const connector = join(folder, 'kafila-connector-acme')
  for (const [where, name, what] of [
    [connector, 'kafila', ROOT],
    [connector, 'vitest', join(ROOT, 'node_modules/vitest')],
    [folder, 'kafila-connector-acme', connector],
  ] as const) {
    mkdirSync(join(where, 'node_modules'), { recursive: true })
    symlinkSync(what, join(where, 'node_modules', name), 'dir')
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { 'kafila-connector-acme': '^0.1.0' } }))
  return { folder, connector }
}

test('a new connector passes the conformance kit as it stands', { timeout: 60_000 }, async () => {
  const { connector } = await project()
  const { code, output } = await vitestIn(connector)
  expect(output).toMatch(/Tests {2}2\d passed/)
  expect(code).toBe(0)
})

test('a project that depends on a connector knows its scheme, its options and its reference', async () => {
  const { folder } = await project()
  writeFileSync(join(folder, 'good.camel.yaml'), '- from: { uri: "acme:orders?concurrency=2", steps: [ { log: "${body}" } ] }\n')
  writeFileSync(join(folder, 'bad.camel.yaml'), '- from: { uri: "acme:orders?concurency=2", steps: [ { log: "${body}" } ] }\n')
  expect(await runCommand(['validate', 'good.camel.yaml'], { cwd: folder })).toMatchObject({ code: 0 })
  const bad = await runCommand(['validate', 'bad.camel.yaml'], { cwd: folder })
  expect(bad.code).toBe(2)
  expect(bad.text).toContain('concurrency')
  expect((await runCommand(['describe', 'acme'], { cwd: folder })).text).toContain('queues of acme')
})

test('a plug-in that is not there, or is none, is named', async () => {
  const { folder } = await project()
  writeFileSync(join(folder, 'route.camel.yaml'), '- from: { uri: "direct:a", steps: [ { log: "x" } ] }\n')
  const missing = await runCommand(['validate', 'route.camel.yaml', '--property', 'kafila.plug-ins=./nothing.js'], { cwd: folder })
  expect(missing.code).not.toBe(0)
  expect(missing.text).toContain('the plug-in ./nothing.js cannot be used')
  writeFileSync(join(folder, 'wrong.mjs'), 'export default 7\n')
  const wrong = await runCommand(['validate', 'route.camel.yaml', '--property', 'kafila.plug-ins=./wrong.mjs'], { cwd: folder })
  expect(wrong.text).toContain('neither a connector (defineConnector) nor a plug-in')
})

test('names that are no schemes are refused, and nothing is overwritten', async () => {
  const { folder } = await project()
  expect((await runCommand(['new', 'connector', 'Acme!'], { cwd: folder })).code).toBe(2)
  expect((await runCommand(['new', 'thing', 'acme'], { cwd: folder })).code).toBe(2)
  const again = await runCommand(['new', 'connector', 'acme'], { cwd: folder })
  expect(again.code).not.toBe(0)
  expect(again.text).toContain('exists already')
})

function vitestIn(folder: string): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
    execFile(
      process.execPath,
      [vitest, 'run', '--root', folder],
      { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` }),
    )
  })
}
