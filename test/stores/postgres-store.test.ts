import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresStore } from '../../src/stores/postgres-store.ts'
import { storeChecks } from '../../src/testing/store-conformance.ts'
import { freePort } from '../helpers/free-port.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { postgresHarness } from '../support/postgres-harness.ts'

let db: PGlite
let server: PGLiteSocketServer
let url: string

beforeAll(async () => {
  db = await PGlite.create()
  const port = await freePort()
  server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 20 })
  await server.start()
  url = `postgres://postgres@127.0.0.1:${port}/postgres`
}, 60_000)

afterAll(async () => {
  await server.stop()
  await db.close()
}, 60_000)

for (const { title, run } of storeChecks) test(title, async () => run(await postgresHarness(url)))

test('a database that is not there is an error that may pass, without the password', async () => {
  const store = new PostgresStore({ url: `postgres://me:hush@127.0.0.1:${await freePort()}/none` }, new ManualClock())
  const error = await store.get('k').catch(failure => failure)
  expect(error).toMatchObject({ code: 'KF_STORE_FAILED', retryable: true })
  expect(String(error.message)).not.toContain('hush')
  await store.close()
}, 60_000)
