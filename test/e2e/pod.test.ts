import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../helpers/free-port.ts'
import { runCommand, startCommand } from './command.ts'

const HELLO = `
- from:
    uri: platform-http:/hello
    steps:
      - setBody: { constant: hi }
`

function scratch(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-pod-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

interface Answer {
  readonly status: number
  readonly connection: string | undefined
  readonly body: string
}

function ask(port: number, path: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, agent: agent ?? false }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode!, connection: response.headers.connection, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('after SIGTERM a pod is not ready but alive, serves who still comes and has them connect anew, then ends well', async () => {
  const cwd = scratch({ 'hello.camel.yaml': HELLO })
  const [http, observe] = [await freePort(), await freePort()]
  const args = ['run', 'hello.camel.yaml', '--port', String(http), '--observe', `127.0.0.1:${observe}`, '--linger-seconds', '2']
  const kafila = startCommand(args, { cwd })
  await kafila.shows('started in')
  const agent = new Agent({ keepAlive: true })
  expect(await ask(http, '/hello', agent)).toEqual({ status: 200, connection: 'keep-alive', body: 'hi' })
  expect((await ask(observe, '/observe/health/ready')).status).toBe(200)
  kafila.child.kill('SIGTERM')
  await kafila.shows('SIGTERM: stopping')
  expect((await ask(observe, '/health/ready')).status).toBe(503)
  expect((await ask(observe, '/health/live')).status).toBe(200)
  expect((await ask(observe, '/health/started')).status).toBe(200)
  expect(await ask(http, '/hello', agent)).toEqual({ status: 200, connection: 'close', body: 'hi' })
  expect(await ask(http, '/hello')).toEqual({ status: 200, connection: 'close', body: 'hi' })
  expect(await kafila.ended).toBe(0)
})

test('a second signal ends the lingering at once', async () => {
  const cwd = scratch({ 'hello.camel.yaml': HELLO })
  const args = ['run', 'hello.camel.yaml', '--port', String(await freePort()), '--linger-seconds', '600']
  const kafila = startCommand(args, { cwd })
  await kafila.shows('started in')
  kafila.child.kill('SIGTERM')
  await kafila.shows('SIGTERM: stopping')
  kafila.child.kill('SIGTERM')
  expect(await kafila.ended).toBe(143)
})

const FAILS = `
- from:
    uri: timer:once?repeatCount=1&delay=0
    steps:
      - throwException: { exceptionType: java.lang.IllegalStateException, message: no more }
`

test('a run to its end tells by its exit code, and by the termination message, that messages failed', async () => {
  const cwd = scratch({ 'fails.camel.yaml': FAILS })
  const env = { KAFILA_TERMINATION_LOG: join(cwd, 'termination-log') }
  const { code, text } = await runCommand(['run', 'fails.camel.yaml', '--max-messages', '1'], { cwd, env })
  expect(code).toBe(1)
  expect(text).toContain('1 message failed')
  expect(readFileSync(join(cwd, 'termination-log'), 'utf8')).toBe('1 message failed')
})

test('a failure that an error handler takes is no failure of the run', async () => {
  const handled = `- onException: { exception: [java.lang.Exception], handled: { constant: "true" } }\n${FAILS}`
  const cwd = scratch({ 'fails.camel.yaml': handled })
  const env = { KAFILA_TERMINATION_LOG: join(cwd, 'termination-log') }
  expect((await runCommand(['run', 'fails.camel.yaml', '--max-messages', '1'], { cwd, env })).code).toBe(0)
  expect(existsSync(join(cwd, 'termination-log'))).toBe(false)
})

test('the termination message of routes that cannot start is their diagnostics, and of another failure its code', async () => {
  const cwd = scratch({ 'bad.camel.yaml': '- from:\n    uri: timer:x\n    steps:\n      - to: htp:x\n' })
  const env = { KAFILA_TERMINATION_LOG: join(cwd, 'termination-log') }
  expect((await runCommand(['run', 'bad.camel.yaml', '--json'], { cwd, env })).code).toBe(2)
  expect(readFileSync(join(cwd, 'termination-log'), 'utf8')).toMatch(/^bad\.camel\.yaml:4:13: error KF_ROUTE_UNKNOWN_COMPONENT /)
  expect((await runCommand(['run', 'nothing.yaml'], { cwd, env })).code).toBe(2)
  expect(readFileSync(join(cwd, 'termination-log'), 'utf8')).toMatch(/^KF_FILES_NOT_FOUND /)
})

/** A volume as the kubelet makes it: files are links into `..data`, which is a link that is replaced as a whole. */
function volume(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true })
  const version = mkdtempSync(join(folder, '..2026_'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(version, name), text)
  symlinkSync(basename(version), join(folder, '..data_tmp'))
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
  for (const name of Object.keys(files)) if (!existsSync(join(folder, name))) symlinkSync(join('..data', name), join(folder, name))
}

const GREETING = `
- from:
    uri: platform-http:/hello
    steps:
      - setBody: { simple: "{{configmap:texts/greeting}} {{secret:door/password}}" }
`

test('--reload sees other routes, and other values of ConfigMaps and Secrets, in mounted volumes', async () => {
  const cwd = scratch()
  volume(join(cwd, 'routes'), { 'hello.camel.yaml': GREETING })
  volume(join(cwd, 'maps/texts'), { greeting: 'hello' })
  volume(join(cwd, 'secrets/door'), { password: 'sesame' })
  const port = await freePort()
  const mounts = ['configmaps=maps', 'secrets=secrets'].flatMap(each => ['--property', `camel.kubernetes-config.mount-path-${each}`])
  const kafila = startCommand(['run', 'routes', '--reload', '--json', '--port', String(port), ...mounts], { cwd })
  await kafila.shows('watching 3 folders')
  expect((await ask(port, '/hello')).body).toBe('hello sesame')
  volume(join(cwd, 'maps/texts'), { greeting: 'good day' })
  await kafila.shows('"message":"reloaded: restarted')
  expect((await ask(port, '/hello')).body).toBe('good day sesame')
  volume(join(cwd, 'routes'), {
    'hello.camel.yaml': GREETING.replace('simple: "', 'simple: "{{configmap:texts/greeting}}, ').replace('/hello', '/bye'),
  })
  while ((await ask(port, '/bye')).status !== 200);
  expect((await ask(port, '/bye')).body).toBe('good day, good day sesame')
  volume(join(cwd, 'secrets/door'), { password: 'changed' })
  // the time-out of the test ends it
  while ((await ask(port, '/bye')).body.endsWith('sesame'));
  expect((await ask(port, '/bye')).body).toBe('good day, good day changed')
  kafila.child.kill('SIGTERM')
  expect(await kafila.ended).toBe(0)
})
