import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../src/cli/admin-client.ts'
import { type AdminIdentity, startAdminServer, type TapLine } from '../../src/observe/admin-server.ts'
import type { RuntimeFigures } from '../../src/observe/runtime-figures.ts'
import { newFolder, runRoutes } from '../helpers/run-routes.ts'

const ROUTES =
  '- route: { id: main, from: { uri: "direct:main", steps: [ { setBody: { id: same, simple: "${body}" } }, { to: { id: end, uri: "mock:end" } } ] } }\n'

async function administered(folder = newFolder()) {
  const routes = await runRoutes(ROUTES)
  const server = await startAdminServer(routes.kafila, { KAFILA_ADMIN_DIR: folder })
  onTestFinished(() => server.close())
  return { ...routes, server }
}

async function first<T>(path: string, request: Parameters<typeof ask>[1]): Promise<T> {
  for await (const line of ask<T>(path, request, AbortSignal.timeout(5000))) return line
  throw new Error('there was no answer')
}

test('says who it is, and tells figures; only its user may open the socket', async () => {
  const { server } = await administered()
  expect(await first<AdminIdentity>(server.path, { ask: 'who' })).toMatchObject({
    pid: process.pid,
    routes: ['main'],
    steps: ['same', 'end'],
  })
  expect(await first<RuntimeFigures>(server.path, { ask: 'figures', everyMs: 100 })).toMatchObject({
    name: 'camel-1',
    routes: [{ route: 'main' }],
  })
  expect(statSync(server.path).mode & 0o777).toBe(0o600)
})

test('a reader that is slow loses samples and is told how many, and no route waits for it', { timeout: 30_000 }, async () => {
  const { server, kafila } = await administered()
  const socket = connect(server.path)
  onTestFinished(() => void socket.destroy())
  socket.write(`${JSON.stringify({ ask: 'tap', routes: '*', perSecond: 1000, most: 500_000 })}\n`)
  socket.pause()
  const body = 'x'.repeat(400_000)
  for (let sent = 0; sent < 200; sent++) {
    expect(await kafila.request('direct:main', { body })).toBe(body)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
  let text = ''
  const lines = () =>
    text
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as TapLine)
  socket.on('data', chunk => {
    text += chunk.toString('utf8')
  })
  socket.resume()
  const dropped = () => lines().reduce((sum, line) => sum + ('dropped' in line ? line.dropped : 0), 0)
  await expect.poll(dropped, { timeout: 10_000 }).toBeGreaterThan(10)
  const samples = lines().filter(line => !('dropped' in line)).length
  expect(samples).toBeGreaterThan(0)
  expect(samples + dropped()).toBeLessThanOrEqual(200)
})

test('a tap ends with its connection', async () => {
  const { server, kafila, until } = await administered()
  const socket = connect(server.path)
  socket.write(`${JSON.stringify({ ask: 'tap', routes: '*', perSecond: 1000 })}\n`)
  const handle = kafila.routes.get('main')!
  const isWatched = () => (handle as unknown as { readonly watching?: unknown }).watching !== undefined
  await until(isWatched)
  socket.destroy()
  await until(() => !isWatched())
})

test('what is no request is answered as such; one without end is cut off', async () => {
  const { server } = await administered()
  expect(await first(server.path, { ask: 'nothing' } as never)).toEqual({ error: 'no such request' })
  const socket = connect(server.path)
  const closed = new Promise(resolve => socket.once('close', resolve))
  socket.on('error', () => undefined)
  socket.write('x'.repeat(20_000))
  await closed
})

test('no socket is put into a folder that others may look into', async () => {
  const folder = join(newFolder(), 'open')
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  const { kafila } = await runRoutes(ROUTES)
  await expect(startAdminServer(kafila, { KAFILA_ADMIN_DIR: folder })).rejects.toMatchObject({
    code: 'KF_CLI_ADMIN_SOCKET',
    message: expect.stringContaining('others may look into its folder'),
  })
  expect(readdirSync(folder)).toEqual([])
})
