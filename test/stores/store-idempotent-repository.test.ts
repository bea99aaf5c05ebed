import { expect, onTestFinished, test } from 'vitest'
import type { Services } from '../../src/core/services.ts'
import type { Store } from '../../src/kit/store.ts'
import { LmdbStore } from '../../src/stores/lmdb-store.ts'
import { MemoryStore } from '../../src/stores/memory-store.ts'
import { StoreIdempotentRepository } from '../../src/stores/store-idempotent-repository.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { newFolder } from '../helpers/run-routes.ts'

const clock = new ManualClock()
const services = { clock } as unknown as Services
const repository = (store: Store, ttlMs?: number) => new StoreIdempotentRepository(store, 'orders', services, ttlMs)

function lmdb(): LmdbStore {
  const store = new LmdbStore(newFolder(), clock)
  onTestFinished(() => store.close())
  return store
}

/** As if the owner of all that is in progress had been in a process that is gone. */
async function ownersDied(store: Store): Promise<void> {
  for await (const [key, value] of store.scan('owner/')) {
    const owner = JSON.parse(Buffer.from(value).toString())
    await store.set(key, Buffer.from(JSON.stringify({ ...owner, process: 'another', pid: 2 ** 22 + 1 })))
  }
}

test('a key is new once, until it is removed', async () => {
  const keys = repository(lmdb())
  expect([await keys.contains('1'), await keys.add('1'), await keys.add('1'), await keys.contains('1')]).toEqual([false, true, false, true])
  await keys.remove('1')
  expect(await keys.add('1')).toBe(true)
  await keys.confirm('1')
  expect(await keys.add('1')).toBe(false)
})

test('a key that was in progress when its process died is new again; one that was confirmed is not', async () => {
  const store = lmdb()
  const dead = repository(store)
  await dead.add('open')
  await dead.add('done')
  await dead.confirm('done')
  await ownersDied(store)
  const keys = repository(store)
  expect([await keys.contains('open'), await keys.contains('done')]).toEqual([false, true])
  expect([await keys.add('open'), await keys.add('done'), await keys.add('open')]).toEqual([true, false, false])
})

test('while another process works on a key nobody can tell whether it is new', async () => {
  const store = lmdb()
  const other = repository(store)
  await other.add('1')
  const keys = repository(store)
  await expect(keys.add('1')).rejects.toMatchObject({ code: 'KF_STORE_IN_PROGRESS', retryable: true })
  await expect(keys.contains('1')).rejects.toMatchObject({ code: 'KF_STORE_IN_PROGRESS' })
  await other.confirm('1')
  expect(await keys.add('1')).toBe(false)
})

test('of many who take over the key of a dead process one succeeds', async () => {
  const store = lmdb()
  await repository(store).add('1')
  await ownersDied(store)
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => repository(store).add('1')))
  expect(all.filter(each => each.status === 'fulfilled' && each.value)).toHaveLength(1)
})

test('the owner of a process on another machine is dead when it was not renewed for its lease', async () => {
  const store = lmdb()
  await repository(store).add('1')
  for await (const [key, value] of store.scan('owner/'))
    await store.set(key, Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(value).toString()), place: 'elsewhere' })), {
      ttlMs: 30_000,
    })
  const keys = repository(store)
  await expect(keys.add('1')).rejects.toMatchObject({ code: 'KF_STORE_IN_PROGRESS' })
  for await (const [key, value] of store.scan('owner/')) if (Buffer.from(value).includes('elsewhere')) await store.delete(key)
  expect(await keys.add('1')).toBe(true)
})

test('keys of any length are told apart', async () => {
  const keys = repository(new MemoryStore(clock))
  const long = 'ä'.repeat(5000)
  expect([await keys.add(`${long}1`), await keys.add(`${long}2`), await keys.add(`${long}1`), await keys.add('')]).toEqual([
    true,
    true,
    false,
    true,
  ])
})

test('a confirmed key is forgotten after its time', async () => {
  const keys = repository(new MemoryStore(clock), 1000)
  await keys.add('1')
  await clock.advance(5000)
  expect(await keys.contains('1')).toBe(true)
  await keys.confirm('1')
  await clock.advance(999)
  expect(await keys.add('1')).toBe(false)
  await clock.advance(1)
  expect(await keys.add('1')).toBe(true)
})
