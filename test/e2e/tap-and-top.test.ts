import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand, startCommand } from './command.ts'

const ROUTES = `- route:
    id: orders
    from:
      uri: timer:orders?delay=0&period=20
      steps:
        - setBody: { constant: '{"id":1}' }
        - unmarshal: { id: read, json: {} }
`

/** Routes that run in a process of their own, and commands that are given beside it. */
async function running(...options: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'kafila-tap-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  writeFileSync(join(cwd, 'orders.camel.yaml'), ROUTES)
  const env = { KAFILA_ADMIN_DIR: join(cwd, 'admin') }
  const process = startCommand(['run', 'orders.camel.yaml', ...options], { cwd, env })
  onTestFinished(() => void process.child.kill('SIGKILL'))
  await process.shows('started in')
  await expect.poll(() => readdirSync(cwd).includes('admin') && readdirSync(env.KAFILA_ADMIN_DIR).length, { timeout: 5000 }).toBe(1)
  return { cwd, env, process, run: (...args: string[]) => runCommand(args, { cwd, env }) }
}

test('top and tap show what a process does, tap writes a test that passes, and nothing is left behind', { timeout: 60_000 }, async () => {
  const { cwd, env, process, run } = await running()
  const [socket] = readdirSync(env.KAFILA_ADMIN_DIR)
  expect(statSync(env.KAFILA_ADMIN_DIR).mode & 0o777).toBe(0o700)
  expect(statSync(join(env.KAFILA_ADMIN_DIR, socket!)).mode & 0o777).toBe(0o600)

  const top = await run('top', '--count', '1', '--interval', '0.5', '--json')
  const [route] = JSON.parse(top.text).routes
  expect(route).toMatchObject({ route: 'orders', state: 'started', failures: 0 })
  expect(route.rate).toBeGreaterThan(1)
  expect((await run('top', '--count', '1', '--interval', '0.5')).text).toMatch(/^camel-1 \(\d+\): \d+ MB.*\nROUTE +STATE/)

  const tapped = await run('tap', 'orders', '--limit', '2', '--json')
  expect(
    tapped.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).out.body),
  ).toEqual(['{"id":1}', '{"id":1}'])

  expect(await run('tap', 'orders', '--limit', '1', '--as-test', 'orders.test.yaml')).toMatchObject({ code: 0 })
  expect(readFileSync(join(cwd, 'orders.test.yaml'), 'utf8')).toContain('route: orders')
  expect(await run('test', 'orders.test.yaml')).toMatchObject({ code: 0 })
  expect(await run('tap', 'orders', '--as-test', 'orders.test.yaml')).toMatchObject({ code: 2 })

  const step = await run('tap', 'read', '--limit', '1', '--json')
  expect(await run('tap', 'raed')).toMatchObject({
    code: 2,
    text: expect.stringContaining('no route or step is called raed; did you mean read?'),
  })
  expect(JSON.parse(step.text.split('\n').find(line => line.startsWith('{'))!)).toMatchObject({
    route: 'orders',
    step: 'read',
    in: { bodyType: 'text' },
    out: { bodyType: 'json' },
  })
  expect(await run('tap', 'read', '--as-test', 'steps.test.yaml')).toMatchObject({ code: 2 })

  process.child.kill('SIGTERM')
  await process.ended
  expect(readdirSync(env.KAFILA_ADMIN_DIR)).toEqual([])
  const none = await run('top')
  expect([none.code === 0, none.text]).toEqual([false, expect.stringContaining('no routes are running here')])
})

test('a module that subscribes before the start is told of exchanges and steps', { timeout: 30_000 }, async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'kafila-tap-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  writeFileSync(join(cwd, 'orders.camel.yaml'), ROUTES)
  const tracer = `import { tracingChannel } from 'node:diagnostics_channel'
tracingChannel('kafila.step').start.subscribe(({ route, step }) => console.log('traced ' + route + '/' + step))`
  writeFileSync(join(cwd, 'tracer.mjs'), tracer)
  const env = { NODE_OPTIONS: `--import=${join(cwd, 'tracer.mjs')}` }
  const { code, text } = await runCommand(['run', 'orders.camel.yaml', '--max-messages', '1', '--no-admin'], { cwd, env })
  expect([code, text.includes('traced orders/read')]).toEqual([0, true])
})
