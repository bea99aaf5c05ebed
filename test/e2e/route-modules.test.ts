import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { runCommand, startCommand } from './command.ts'

const folders: string[] = []

/** A folder outside of the project: nothing is installed beside its files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kafila-modules-')))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const ORDERS = `import { direct, file, from, timer } from 'kafila'
import { greeting, type Name } from './greeting.js'

interface Tick { readonly count: number }

export const greet = from(direct('greet'))
  .transform((body): string => greeting(body as Name))
  .to(file('out', { fileName: 'greeting.txt' }))

export default from<Tick>(timer('tick', { repeatCount: 1, delay: 0 }))
  .setBody(() => 'Ada')
  .to('direct:greet')
`
const GREETING = `export type Name = string
export const greeting = (name: Name): string => \`hello \${name}\`
`

test('a module of routes runs without being built, with what it imports', async () => {
  const cwd = folderWith({ 'orders.ts': ORDERS, 'greeting.ts': GREETING })
  const { code, text } = await runCommand(['run', 'orders.ts', '--max-messages', '1'], { cwd })
  expect(text).toContain('2 routes started')
  expect(code).toBe(0)
  expect(readFileSync(join(cwd, 'out/greeting.txt'), 'utf8')).toBe('hello Ada')
})

test('what is wrong with a route is told at the place of the call', async () => {
  const cwd = folderWith({
    'bad.ts': `import { from, simple } from 'kafila'

export default [
  from('direct:a').setBody(simple('\${bodyy}')),
  from('direct:b').to('nowhere:x'),
  from('direct:c').log('\${header.}'),
  from('direct:d').filter(simple('\${body} >'), steps => steps.log('x')),
]
`,
  })
  const { code, text } = await runCommand(['validate', 'bad.ts', '--json'], { cwd })
  expect(code).toBe(2)
  const { result } = JSON.parse(text) as { result: { diagnostics: { code: string; at: { file: string; line: number; column: number } }[] } }
  expect(result.diagnostics.map(({ code, at }) => `${at.file}:${at.line}:${at.column} ${code}`)).toMatchInlineSnapshot(`
    [
      "bad.ts:4:36 KF_EXPR_SYNTAX",
      "bad.ts:5:24 KF_ROUTE_UNKNOWN_COMPONENT",
      "bad.ts:7:43 KF_EXPR_SYNTAX",
    ]
  `)
})

test('a module that cannot be loaded is told with its place, or that of the module that it imports', async () => {
  const cwd = folderWith({
    'enums.ts': `export enum Colour { Red }\n`,
    'uses.ts': `import { Colour } from './enums.ts'\nexport default Colour\n`,
    'throws.ts': `const settings: { name?: string } = {}\nexport default settings.name!.length\n`,
    'nothing.ts': `export const answer = 42\n`,
    'block.ts': `import { from, simple } from 'kafila'\nexport default from('direct:a')\n  .filter(simple('\${body}'), (() => 1) as never)\n`,
  })
  const told = async (file: string) => (await runCommand(['validate', file], { cwd })).text.split('\n')[0]
  expect(await told('uses.ts')).toBe('KF_FILES_MODULE enums.ts:1:8: TypeScript enum is not supported in strip-only mode')
  expect(await told('throws.ts')).toBe("KF_FILES_MODULE throws.ts: Cannot read properties of undefined (reading 'length') (throws.ts:2:31)")
  expect(await told('nothing.ts')).toBe('KF_ROUTE_CALL nothing.ts: there is no route: export default from(…), or a list of routes')
  expect(await told('block.ts')).toBe(
    "KF_ROUTE_CALL block.ts:3:4: the steps of filter are a function that gives its steps: steps => steps.log('…')",
  )
})

test('--dev loads a module again when it or what it imports changes; other routes go on', async () => {
  const cwd = folderWith({
    'routes.camel.ts': `import { direct, from, timer } from 'kafila'
import { word } from './word.ts'
export const first = from(timer('first', { period: 20 })).setBody(() => word).log('first \${body}')
`,
    'word.ts': `export const word = 'one'\n`,
    'other.camel.yaml': '- route: { id: other, from: { uri: "timer:other?period=20", steps: [{ log: other }] } }\n',
  })
  const running = startCommand(['run', '.', '--dev'], { cwd })
  try {
    await running.shows('first one')
    writeFileSync(join(cwd, 'word.ts'), `export const word = 'two'\n`)
    await running.shows('first two')
    expect(running.text()).toContain('reloaded: restarted route1; 1 kept running')
    writeFileSync(join(cwd, 'word.ts'), `export const word: = 'three'\n`)
    await running.shows('reload failed: word.ts:1:20')
    writeFileSync(join(cwd, 'word.ts'), `export const word = 'four'\n`)
    await running.shows('first four')
  } finally {
    running.child.kill('SIGTERM')
    await running.ended
  }
})

test('an option is told at its own place', async () => {
  const cwd = folderWith({
    'options.ts': `import { from, kafka, timer } from 'kafila'

export default [
  from(timer('tick', {
    period: '{{tick.period}}',
  })).to(kafka('orders', { brokers: 'nowhere' })).log('{{missing}}'),
  from('direct:b').log('x', { loggingLevel: 'LOUD' as never, levl: 1 } as never).setHeader('x', () => 1),
]
`,
  })
  const { text } = await runCommand(['validate', 'options.ts', '--json'], { cwd })
  const { result } = JSON.parse(text) as { result: { diagnostics: { code: string; at: { line: number; column: number } }[] } }
  expect(result.diagnostics.map(({ code, at }) => `${at.line}:${at.column} ${code}`)).toMatchInlineSnapshot(`
    [
      "5:14 KF_ROUTE_PLACEHOLDER",
      "6:37 KF_FIELD_TYPE",
      "6:56 KF_ROUTE_PLACEHOLDER",
      "7:45 KF_FIELD_TYPE",
      "7:62 KF_FIELD_UNKNOWN",
    ]
  `)
})
