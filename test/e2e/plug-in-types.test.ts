import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { REVERSED } from '../support/reversed-format.ts'
import { runCommand } from './command.ts'

const PLUG_IN = `import { defineFormat, definePlugIn, defineStep, expression, steps, text } from 'kafila/kit'

const shout = defineStep({
  name: 'shout',
  summary: 'Makes what an expression gives loud, and runs its steps.',
  category: 'transformation',
  fields: {
    expression: expression({ describe: 'What is made loud.', required: true }),
    mark: text({ describe: 'What is put behind it.', default: '!' }),
    steps: steps({ describe: 'Run with it.' }),
  },
  examples: [],
  compile: ({ expression, mark, steps }) => exchange => {
    exchange.body = String(expression(exchange)).toUpperCase() + mark
    return steps(exchange)
  },
})

${REVERSED}`

const ROUTE = `import { from, timer } from 'kafila'
import { reversed, shout } from './kafila.plug-ins.ts'

export default from<string>(timer('t', { repeatCount: 1 }))
  .setBody(() => 'abc')
  .marshal(reversed())
  .eip(shout(body => String(body), { mark: '?' }, steps => steps.log('\${body}')))
`

function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-plug-in-types-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const FILES = { 'mine.ts': PLUG_IN, 'application.properties': 'kafila.plug-ins=./mine.ts\n', 'orders.camel.ts': ROUTE }

test('functions for the plug-ins of a project are written, and a route in TypeScript runs with them', async () => {
  const cwd = project(FILES)
  const written = await runCommand(['config', 'types', '--output', 'kafila.plug-ins.ts'], { cwd })
  expect(written).toEqual({ code: 0, text: 'wrote kafila.plug-ins.ts\n' })
  expect((await runCommand(['config', 'types'], { cwd })).text).toBe(readFileSync(join(cwd, 'kafila.plug-ins.ts'), 'utf8'))
  const { code, text } = await runCommand(['run', '.', '--max-messages', '1'], { cwd })
  expect(text).toContain('CBA?')
  expect(code).toBe(0)
})

test('what is wrong with a step of a plug-in is told at the call of its function', async () => {
  const cwd = project(FILES)
  await runCommand(['config', 'types', '--output', 'kafila.plug-ins.ts'], { cwd })
  writeFileSync(join(cwd, 'orders.camel.ts'), ROUTE.replace("mark: '?'", "marc: '?'"))
  const { code, text } = await runCommand(['validate', '.'], { cwd })
  expect(text).toMatch(/orders\.camel\.ts:7:38: error KF_FIELD_UNKNOWN .*marc/)
  expect(text).toContain('did you mean `mark`?')
  expect(code).toBe(2)
})

test('--check tells whether the module is what the plug-ins declare now', async () => {
  const cwd = project(FILES)
  const check = (...more: string[]) => runCommand(['config', 'types', '-o', 'kafila.plug-ins.ts', '--check', ...more], { cwd })
  const stale = { code: 1, text: 'kafila.plug-ins.ts is out of date: kafila config types --output kafila.plug-ins.ts\n' }
  expect(await check()).toEqual(stale)
  await runCommand(['config', 'types', '-o', 'kafila.plug-ins.ts'], { cwd })
  expect(await check()).toEqual({ code: 0, text: 'kafila.plug-ins.ts is up to date\n' })
  writeFileSync(join(cwd, 'mine.ts'), PLUG_IN.replace("default: '!'", "default: '?'"))
  expect(await check()).toEqual(stale)
  expect(JSON.parse((await check('--json')).text)).toMatchObject({
    command: 'config types',
    ok: false,
    result: { file: 'kafila.plug-ins.ts' },
  })
  // what it has written itself is written again
  expect(await runCommand(['config', 'types', '-o', 'kafila.plug-ins.ts'], { cwd })).toMatchObject({ code: 0 })
  expect(await check()).toMatchObject({ code: 0 })
})

test('nothing of the user is overwritten, and a project without plug-ins is told so', async () => {
  const cwd = project(FILES)
  const taken = await runCommand(['config', 'types', '-o', 'orders.camel.ts'], { cwd })
  expect([taken.code, taken.text.includes('KF_CLI_EXISTS')]).toEqual([2, true])
  expect(readFileSync(join(cwd, 'orders.camel.ts'), 'utf8')).toBe(ROUTE)
  const withoutFile = await runCommand(['config', 'types', '--check'], { cwd })
  expect([withoutFile.code, withoutFile.text.includes('--check needs the file')]).toEqual([2, true])
  const none = await runCommand(['config', 'types'], { cwd: project({}) })
  expect([
    none.code,
    none.text.includes('no plug-in of the project (package.json, kafila.plug-ins in application.properties) declares'),
  ]).toEqual([2, true])
})
