import { expect, test } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { PostgresStore } from '../../src/stores/postgres-store.ts'
import { storeChecks } from '../../src/testing/store-conformance.ts'
import { postgresHarness } from '../support/postgres-harness.ts'
import { service } from '../support/services.ts'

const postgres = await service('postgres@stores')
const url = postgres.env['PG_URL']!

for (const { title, run } of storeChecks) test(`the store in PostgreSQL: ${title}`, async () => run(await postgresHarness(url)))

test('a store goes on by itself when its database was killed and is back', async () => {
  await postgresHarness(url)
  const store = new PostgresStore({ url }, systemClock)
  await store.set('k', Buffer.from('v'))
  await postgres.kill9()
  await expect(store.get('k')).rejects.toMatchObject({ code: 'KF_STORE_FAILED', retryable: true })
  await postgres.start()
  await expect.poll(async () => Buffer.from((await store.get('k').catch(() => undefined)) ?? []).toString(), { timeout: 10_000 }).toBe('v')
  await store.close()
})

test('two processes that make the table at the same time both succeed', async () => {
  await postgresHarness(url)
  const stores = Array.from({ length: 5 }, () => new PostgresStore({ url }, systemClock))
  const added = await Promise.all(stores.map(store => store.add('k', Buffer.from('v'))))
  expect(added.filter(Boolean)).toHaveLength(1)
  for (const store of stores) await store.close()
})

test('a wrong password is refused as such', async () => {
  const store = new PostgresStore({ url: url.replace(/:[^:@/]*@/, ':wrong@') }, systemClock)
  await expect(store.get('k')).rejects.toMatchObject({ code: 'KF_CONN_AUTH', fatal: true })
  await store.close()
})
