import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from './command.ts'

const ROUTES = fileURLToPath(new URL('../../routes/routing', import.meta.url))
let cwd: string

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'kafila-convert-')))
})

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

test('a folder of YAML becomes modules that run the same tests, and YAML again', async () => {
  const names = readdirSync(ROUTES).filter(file => file.endsWith('.camel.yaml'))
  const there = await runCommand(['convert', ROUTES, '--to', 'ts', '--output', 'ts'], { cwd })
  expect(there).toEqual({ code: 0, text: names.map(name => `wrote ts/${name.replace('.yaml', '.ts')}\n`).join('') })
  for (const file of readdirSync(ROUTES).filter(each => each.endsWith('.test.yaml'))) cpSync(join(ROUTES, file), join(cwd, 'ts', file))
  const tests = await runCommand(['test', 'ts'], { cwd })
  expect(tests.text).toMatch(/\d+ passed/)
  expect(tests.code).toBe(0)
  const back = await runCommand(['convert', 'ts', '--to', 'yaml', '--output', 'yaml'], { cwd })
  expect(back.code).toBe(0)
  const canonical = await runCommand(['convert', ROUTES, '--to', 'yaml', '--output', 'canonical'], { cwd })
  expect(canonical.code).toBe(0)
  for (const name of names) expect(readFileSync(join(cwd, 'yaml', name), 'utf8')).toBe(readFileSync(join(cwd, 'canonical', name), 'utf8'))
})

test('routes with functions are refused with the places of all of them, and nothing is written', async () => {
  writeFileSync(
    join(cwd, 'orders.ts'),
    `import { direct, from, simple } from 'kafila'

export default from<string>(direct('orders'))
  .filter(body => body !== '', steps => steps.process(exchange => console.log(exchange.body)))
  .setBody(simple('kept'))
`,
  )
  const { code, text } = await runCommand(['convert', 'orders.ts', '--to', 'yaml', '--output', 'orders.yaml'], { cwd })
  expect(code).toBe(2)
  expect(text).toContain('orders.ts:4:4: error KF_ROUTE_CONVERT the function of filter cannot be written as YAML')
  expect(text).toContain('orders.ts:4:47: error KF_ROUTE_CONVERT the function of process cannot be written as YAML')
  expect(text).toContain('2 errors: nothing was written')
  expect(readdirSync(cwd)).toEqual(['orders.ts'])
})

test('a file that is there is not overwritten; what is wrong with a file is told', async () => {
  writeFileSync(join(cwd, 'a.yaml'), '- from: { uri: "direct:a", steps: [{ lgo: x }] }\n')
  const wrong = await runCommand(['convert', 'a.yaml', '--to', 'ts'], { cwd })
  expect([wrong.code, wrong.text]).toEqual([2, expect.stringContaining('did you mean `log`?')])
  writeFileSync(join(cwd, 'a.yaml'), '- from: { uri: "direct:a", steps: [{ log: x }] }\n')
  writeFileSync(join(cwd, 'a.ts'), '')
  const taken = await runCommand(['convert', 'a.yaml', '--to', 'ts', '--output', 'a.ts'], { cwd })
  expect([taken.code, taken.text]).toEqual([2, expect.stringContaining('a.ts exists already')])
  const printed = await runCommand(['convert', '-', '--to', 'ts'], { cwd, input: readFileSync(join(cwd, 'a.yaml'), 'utf8') })
  expect(printed).toEqual({
    code: 0,
    text: "import { direct, from } from 'kafila'\n\nexport default from(direct('a')).log('x')\n",
  })
  const json = await runCommand(['convert', 'a.yaml', '--to', 'yaml', '--json'], { cwd })
  expect(JSON.parse(json.text)).toEqual({
    command: 'convert',
    ok: true,
    summary: '1 file converted',
    result: { files: [{ file: 'a.yaml', text: expect.stringContaining('message: x') }], diagnostics: [] },
  })
})

test('a block without steps that others follow has no counterpart in YAML', async () => {
  writeFileSync(join(cwd, 'a.ts'), `import { from } from 'kafila'\nexport default from('direct:a').kamelet('greet').log('behind')\n`)
  const { code, text } = await runCommand(['convert', 'a.ts', '--to', 'yaml'], { cwd })
  expect([code, text]).toEqual([
    2,
    expect.stringContaining('a.ts:2:33: error KF_ROUTE_CONVERT kamelet without steps cannot be written as YAML'),
  ])
})

test('a Kamelet is no list of routes', async () => {
  const kamelet = 'kind: Kamelet\nmetadata: { name: greet }\nspec:\n  template:\n    from: { uri: "kamelet:source", steps: [{ log: x }] }\n'
  writeFileSync(join(cwd, 'greet.kamelet.yaml'), kamelet)
  const { code, text } = await runCommand(['convert', 'greet.kamelet.yaml', '--to', 'ts'], { cwd })
  expect([code, text]).toEqual([2, expect.stringContaining('a Kamelet cannot be written as TypeScript')])
})

test('a clause among the steps of a route belongs into a routeConfiguration', async () => {
  const clause = '{ exception: [ java.io.IOException ], handled: { constant: "true" }, steps: [ { log: x } ] }'
  writeFileSync(join(cwd, 'a.yaml'), `- from:\n    uri: direct:a\n    steps:\n      - onException: ${clause}\n      - log: y\n`)
  const { code, text } = await runCommand(['convert', 'a.yaml', '--to', 'ts'], { cwd })
  expect([code, text]).toEqual([
    2,
    expect.stringMatching(/^a\.yaml:4:\d+: error KF_ROUTE_CONVERT onException among steps cannot be written as TypeScript/),
  ])
  const described = await runCommand(['describe', 'a.yaml'], { cwd })
  expect(described.text).toContain('onException IOException: handled')
})
