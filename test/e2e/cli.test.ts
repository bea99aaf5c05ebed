import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../helpers/folders.ts'
import { runCommand, startCommand } from './command.ts'

const TICK = `- route:
    id: tick
    from:
      uri: timer:tick?delay=0&period=20
      steps:
        - setBody: { simple: "tick {{greeting:hello}}" }
        - log: "\${body}"
`

test('run prints what runs, and ends well after --max-messages', async () => {
  const cwd = folderWith({ 'tick.camel.yaml': TICK })
  const { code, text } = await runCommand(['run', 'tick.camel.yaml', '--max-messages', '3'], { cwd })
  expect(code).toBe(0)
  expect(text).toMatch(/kafila \d+\.\d+\.\d+: 1 route started in \d+ ms\n {2}tick {2}timer:\/\/tick/)
  expect(text.match(/INFO {2}tick: tick hello/g)!.length).toBeGreaterThanOrEqual(3)
})

test('run reads standard input, properties of the command line and of a profile', async () => {
  const cwd = folderWith({ 'application-test.properties': 'greeting = from the profile\n' })
  const first = await runCommand(['run', '-', '--max-messages', '1', '--profile', 'test'], { cwd, input: TICK })
  expect(first.text).toContain('tick from the profile')
  const second = await runCommand(['run', '-', '--max-messages', '1', '--profile', 'test', '--property', 'greeting=from the line'], {
    cwd,
    input: TICK,
  })
  expect(second.text).toContain('tick from the line')
})

test('run --max-seconds and --max-idle-seconds end it', async () => {
  const cwd = folderWith({ 'quiet.yaml': '- from:\n    uri: direct:quiet\n    steps:\n      - log: x\n' })
  const [bySeconds, byIdle] = await Promise.all([
    runCommand(['run', 'quiet.yaml', '--max-seconds', '0.3'], { cwd }),
    runCommand(['run', 'quiet.yaml', '--max-idle-seconds', '0.3'], { cwd }),
  ])
  expect([bySeconds.code, byIdle.code]).toEqual([0, 0])
})

test('a file with mistakes starts nothing, names all of them, and gives exit code 2', async () => {
  const cwd = folderWith({
    'bad.yaml': '- from:\n    uri: timer:x?perid=5\n    steps:\n      - logg: hi\n      - setBody: { simple: "${boddy}" }\n',
  })
  const { code, text } = await runCommand(['run', 'bad.yaml'], { cwd })
  expect(code).toBe(2)
  expect(text).toContain('bad.yaml:2:18: error KF_FIELD_UNKNOWN timer has no option `perid`')
  expect(text).toContain('did you mean `period`?')
  expect(text).toContain('bad.yaml:4:9: error KF_ROUTE_UNKNOWN_STEP unknown step `logg`')
  expect(text).toContain('bad.yaml:5:29: error KF_EXPR_SYNTAX')
  expect(text).toContain('3 errors: nothing was started')
  expect((await runCommand(['validate', 'bad.yaml'], { cwd })).code).toBe(2)
})

test('validate says that files are well, and --json gives the envelope of all commands', async () => {
  const cwd = folderWith({ 'tick.camel.yaml': TICK })
  const { code, text } = await runCommand(['validate', '.', '--json'], { cwd })
  expect(code).toBe(0)
  expect(JSON.parse(text)).toEqual({
    command: 'validate',
    ok: true,
    summary: '1 file, 0 errors',
    result: { files: ['tick.camel.yaml'], diagnostics: [] },
  })
})

test('a wrong application property is told with its place in the file and the nearest name, and nothing starts', async () => {
  const cwd = folderWith({ 'tick.camel.yaml': TICK, 'application.properties': '# ours\ncamel.main.nam=shop\n' })
  for (const command of ['validate', 'run']) {
    const { code, text } = await runCommand([command, 'tick.camel.yaml'], { cwd })
    expect(code).toBe(2)
    expect(text).toContain('application.properties:2:1: error KF_FILES_PROPERTY')
    expect(text).toContain('did you mean `name`?')
  }
})

test('a path that does not exist is an error of its own', async () => {
  const { code, text } = await runCommand(['run', 'nowhere.yaml'])
  expect(code).toBe(2)
  expect(text).toContain('KF_FILES_NOT_FOUND')
})

test('wrong usage gives exit code 2, help exit code 0', async () => {
  expect((await runCommand(['rum'])).code).toBe(2)
  expect((await runCommand(['rum'])).text).toContain('Did you mean run?')
  expect((await runCommand(['run', '--help'])).code).toBe(0)
})

test('SIGTERM stops gracefully with exit code 0', async () => {
  const cwd = folderWith({ 'tick.camel.yaml': TICK })
  const kafila = startCommand(['run', 'tick.camel.yaml'], { cwd })
  await kafila.shows('tick hello')
  kafila.child.kill('SIGTERM')
  expect(await kafila.ended).toBe(0)
  expect(kafila.text()).toContain('SIGTERM: stopping')
})

test('a second signal ends at once', async () => {
  const slow =
    '- from:\n    uri: timer:slow?repeatCount=1&delay=0\n    steps:\n      - log: waiting\n      - delay: { constant: "60000" }\n'
  const kafila = startCommand(['run', 'slow.yaml'], { cwd: folderWith({ 'slow.yaml': slow }) })
  await kafila.shows('waiting')
  kafila.child.kill('SIGINT')
  await kafila.shows('SIGINT: stopping')
  kafila.child.kill('SIGINT')
  expect(await kafila.ended).toBe(130)
})

test('run --dev reloads a route that changed, and keeps it when the file has a mistake', async () => {
  const cwd = folderWith({ 'tick.camel.yaml': TICK })
  const kafila = startCommand(['run', '--dev', 'tick.camel.yaml'], { cwd })
  await kafila.shows('tick hello')
  writeFileSync(join(cwd, 'tick.camel.yaml'), TICK.replace('hello', 'changed'))
  await kafila.shows('reloaded: restarted tick')
  await kafila.shows('tick changed')
  writeFileSync(join(cwd, 'tick.camel.yaml'), TICK.replace('setBody', 'setBdy'))
  await kafila.shows('nothing was reloaded; the routes go on as they were')
  kafila.child.kill('SIGTERM')
  expect(await kafila.ended).toBe(0)
})

test('init makes a project that validates and runs, and overwrites nothing', async () => {
  const cwd = folderWith({})
  expect((await runCommand(['init', 'caravan'], { cwd })).code).toBe(0)
  expect((await runCommand(['validate', 'caravan'], { cwd })).code).toBe(0)
  const { code, text } = await runCommand(['run', 'caravan', '--max-messages', '1'], { cwd })
  expect([code, text.includes('order 4 of Dana')]).toEqual([0, true])
  const again = await runCommand(['init', 'caravan'], { cwd })
  expect([again.code, again.text.includes('KF_CLI_EXISTS')]).toEqual([2, true])
  expect((await runCommand(['init', 'api.camel.yaml', '--template', 'http/orders-api'], { cwd })).code).toBe(0)
  expect(existsSync(join(cwd, 'api.camel.yaml'))).toBe(true)
})

test('list, describe, explain, config schema and completion tell what there is', async () => {
  const [list, describe, explain, schema, completion] = await Promise.all([
    runCommand(['list', 'eips']),
    runCommand(['describe', 'split', '--json']),
    runCommand(['explain', 'kf_run_no_consumer']),
    runCommand(['config', 'schema']),
    runCommand(['completion', 'bash']),
  ])
  expect(list.text).toMatch(/^filter {2,}Runs its steps/m)
  expect(JSON.parse(describe.text).result).toMatchObject({ kind: 'eip', name: 'split' })
  expect(explain.text).toContain('org.apache.camel.component.direct.DirectConsumerNotAvailableException')
  const checkedIn = readFileSync(new URL('../../schemas/route.schema.json', import.meta.url), 'utf8')
  expect(Object.keys(JSON.parse(schema.text).definitions)).toEqual(Object.keys(JSON.parse(checkedIn).definitions))
  expect(completion.text).toContain('complete -o filenames -F _kafila kafila')
  expect((await runCommand(['describe', 'splitt'])).text).toContain('did you mean split?')
})

test('a property of the command line wins over the environment, and that over files', async () => {
  const cwd = folderWith({ 'application.properties': 'greeting = from the file\n' })
  const env = { GREETING: 'from the environment' }
  expect((await runCommand(['run', '-', '--max-messages', '1'], { cwd, input: TICK, env })).text).toContain('tick from the environment')
  const line = await runCommand(['run', '-', '--max-messages', '1', '--property', 'greeting=from the line'], { cwd, input: TICK, env })
  expect(line.text).toContain('tick from the line')
})
