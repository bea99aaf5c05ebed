import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { REVERSED } from '../support/reversed-format.ts'
import { runCommand } from './command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

interface Project {
  readonly folder: string
  /** The new package. */
  readonly made: string
}

/** A project that has a new package among its dependencies, installed as npm would do it. */
async function project(kind = 'connector', name = 'acme'): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-new-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const told = await runCommand(['new', kind, name], { cwd: folder })
  expect(told).toMatchObject({ code: 0 })
  const packageName = /cd (\S+) &&/.exec(told.text)![1]!
  const made = join(folder, packageName)
  for (const [where, linked, what] of [
    [made, 'kafila', ROOT],
    [made, 'vitest', join(ROOT, 'node_modules/vitest')],
    [folder, packageName, made],
  ] as const) {
    mkdirSync(join(where, 'node_modules'), { recursive: true })
    symlinkSync(what, join(where, 'node_modules', linked), 'dir')
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { [packageName]: '^0.1.0' } }))
  return { folder, made }
}

test('a new connector passes the conformance kit as it stands', { timeout: 60_000 }, async () => {
  const { made } = await project()
  const { code, output } = await vitestIn(made)
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

test('routes of another folder find the plug-ins that their properties name where the command runs, as in a pod', async () => {
  const { folder } = await project()
  writeFileSync(join(folder, 'package.json'), '{}')
  const routes = mkdtempSync(join(tmpdir(), 'kafila-routes-'))
  onTestFinished(() => rmSync(routes, { recursive: true, force: true }))
  writeFileSync(
    join(routes, 'orders.camel.yaml'),
    '- from: { uri: "timer:t?repeatCount=1", steps: [ { to: "acme:orders" }, { log: "sent" } ] }\n',
  )
  writeFileSync(join(routes, 'application.properties'), 'kafila.plug-ins=kafila-connector-acme\n')
  const run = () => runCommand(['run', routes, '--max-messages', '1'], { cwd: folder })
  const { code, text } = await run()
  expect([code, text.includes('sent')]).toEqual([0, true])
  rmSync(join(folder, 'node_modules'), { recursive: true })
  const without = await run()
  expect([without.code, without.text.includes('the plug-in kafila-connector-acme cannot be used')]).toEqual([2, true])
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

test.each([
  ['eip', 'first-ones', 3],
  ['format', 'name-lines', 12],
  ['language', 'dot-path', 7],
  ['store', 'journal-file', 27],
])('a new %s passes its tests as it stands', { timeout: 60_000 }, async (kind, name, count) => {
  const { made } = await project(kind, name)
  const { code, output } = await vitestIn(made)
  expect(output).toContain(`Tests  ${count} passed`)
  expect(code).toBe(0)
})

const STEP = `- from:
    uri: direct:in
    steps:
      - firstOnes:
          simple: "\${body} > 1"
          first: many
          steps: [ { log: "x" } ]
      - firstOnes: { frist: 2, steps: [ { log: "x" } ] }
`

test('a step of a plug-in is known to validate, list, describe, convert and graph', async () => {
  const { folder } = await project('eip', 'first-ones')
  const run = (...args: string[]) => runCommand(args, { cwd: folder })
  writeFileSync(join(folder, 'bad.camel.yaml'), STEP)
  writeFileSync(join(folder, 'good.camel.yaml'), STEP.replace('many', '2').replace('frist', 'first'))
  const bad = await run('validate', 'bad.camel.yaml')
  expect(bad.code).toBe(2)
  expect(bad.text).toMatch(/bad\.camel\.yaml:6:\d+.*first/)
  expect(bad.text).toMatch(/bad\.camel\.yaml:8:\d+.*frist/)
  expect(bad.text).toContain('did you mean `first`?')
  expect(await run('validate', 'good.camel.yaml')).toMatchObject({ code: 0 })
  expect((await run('validate', '--camel', 'good.camel.yaml')).text).toMatch(/4:\d+.*Camel has no step firstOnes/)
  expect((await run('list', 'eips')).text).toContain('firstOnes')
  expect((await run('describe', 'firstOnes')).text).toContain('For how many messages the steps run.')
  expect((await run('graph', 'good.camel.yaml')).text).toContain('firstOnes')
  const converted = await run('convert', '--to', 'ts', 'good.camel.yaml')
  expect(converted).toMatchObject({ code: 0 })
  expect(converted.text).toContain("import { firstOnes } from './kafila.plug-ins.ts'")
  expect(converted.text).toContain('kafila config types --output kafila.plug-ins.ts')
  // what it says makes it run
  expect(await run('convert', '--to', 'ts', 'good.camel.yaml', '--output', 'made/good.camel.ts')).toMatchObject({ code: 0 })
  expect((await run('validate', 'made')).code).not.toBe(0)
  expect(await run('config', 'types', '--output', 'made/kafila.plug-ins.ts')).toMatchObject({ code: 0 })
  expect(await run('validate', 'made')).toMatchObject({ code: 0 })
})

test('a language of a plug-in is known to validate, list and describe', async () => {
  const { folder } = await project('language', 'dot-path')
  const run = (...args: string[]) => runCommand(args, { cwd: folder })
  const route = (text: string) => `- from:\n    uri: direct:in\n    steps:\n      - setBody: { dotPath: "${text}" }\n`
  writeFileSync(join(folder, 'bad.camel.yaml'), route('a..b'))
  writeFileSync(join(folder, 'good.camel.yaml'), route('a.b'))
  const bad = await run('validate', 'bad.camel.yaml')
  expect(bad.code).toBe(2)
  // the column points into the expression
  expect(bad.text).toMatch(/bad\.camel\.yaml:4:32.*a key is missing/)
  expect(await run('validate', 'good.camel.yaml')).toMatchObject({ code: 0 })
  expect((await run('validate', '--camel', 'good.camel.yaml')).text).toContain('Camel has no language dotPath')
  expect((await run('list', 'languages')).text).toContain('dotPath')
  expect((await run('describe', 'dotPath')).text).toContain('What a path that leads nowhere gives')
})

const LOCAL = `import { defineFormat, definePlugIn, defineStep, text } from 'kafila/kit'

const shout = defineStep({
  name: 'shout',
  summary: 'Makes the body loud.',
  category: 'transformation',
  fields: { mark: text({ describe: 'What is put behind it.', default: '!' }) },
  examples: [],
  compile: ({ mark }: { mark: string }) => exchange => {
    exchange.body = String(exchange.body).toUpperCase() + mark
  },
})

${REVERSED}`

test('a module of the project is a plug-in by its path, also in TypeScript, without anything installed', async () => {
  const { folder } = await project()
  rmSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  writeFileSync(join(folder, 'mine.ts'), LOCAL)
  writeFileSync(join(folder, 'application.properties'), 'kafila.plug-ins=./mine.ts\n')
  const route = `- from: { uri: "timer:t?repeatCount=1", steps: [ { setBody: { constant: abc } }, { shout: {} }, { marshal: { reversed: {} } }, { log: "\${body}" } ] }\n`
  writeFileSync(join(folder, 'route.camel.yaml'), route)
  const { code, text } = await runCommand(['run', 'route.camel.yaml', '--max-messages', '1'], { cwd: folder })
  expect(text).toContain('!CBA')
  expect(code).toBe(0)
})

test('what a plug-in declares wrongly is told, with the package and the place in it', async () => {
  const { folder, made } = await project('eip', 'first-ones')
  const file = join(made, 'index.js')
  const source = readFileSync(file, 'utf8')
  writeFileSync(join(folder, 'route.camel.yaml'), '- from: { uri: "direct:a", steps: [ { firstOnes: { steps: [ { stop: {} } ] } } ] }\n')
  const validate = async (changed: string) => {
    writeFileSync(file, changed)
    const { code, text } = await runCommand(['validate', 'route.camel.yaml'], { cwd: folder })
    expect(code).toBe(2)
    return text
  }
  expect(await validate(source.replace("name: 'firstOnes'", "name: 'filter'"))).toContain(
    'the plug-in kafila-plug-in-first-ones cannot be used: the step filter is built in',
  )
  expect(await validate(source.replace("category: 'routing'", "category: 'rooting'"))).toContain(
    'kafila-plug-in-first-ones cannot be used: steps[0].category: expected one of routing,',
  )
  expect(await validate(source.replace(/return exchange =>[\s\S]*?\n {6}\}\)/, 'return Promise.resolve()'))).toMatch(
    /route\.camel\.yaml:1:\d+.*kafila-plug-in-first-ones cannot be used: compile of the step firstOnes has to give a function, and gave a promise/,
  )
  expect(await validate(source.replace('let done = 0', 'nothing.here()'))).toMatch(/route\.camel\.yaml:1:\d+.*nothing is not defined/)
  expect(await validate('export default { }')).toContain('neither a connector (defineConnector) nor a plug-in')
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
