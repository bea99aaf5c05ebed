import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/kit/store.ts'
import { LmdbStore } from '../../src/stores/lmdb-store.ts'
import { MemoryStore } from '../../src/stores/memory-store.ts'
import { type StoreHarness, storeChecks } from '../../src/testing/store-conformance.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { crashingWriter } from '../support/store-harness.ts'

const clock = () => new ManualClock()
const memory = (change: (store: Store) => Store = store => store): StoreHarness => ({
  clock,
  open: given => change(new MemoryStore(given)),
})

function lmdb(): StoreHarness {
  const path = mkdtempSync(join(tmpdir(), 'kafila-store-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return { clock, open: given => new LmdbStore(path, given), writer: () => crashingWriter('lmdb', path) }
}

describe('the store in memory', () => {
  for (const { title, run, durable } of storeChecks) test.skipIf(durable)(title, () => run(memory()))
})

describe('the store in a folder', () => {
  for (const { title, run } of storeChecks) test(title, () => run(lmdb()))

  test('two stores over one folder see each other, and of their adds one succeeds', async () => {
    const harness = lmdb()
    const [one, two] = [await harness.open(clock()), await harness.open(clock())]
    const all = await Promise.all([one, two, one, two].map(store => store.add('k', Buffer.from('v'))))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect(Buffer.from((await two.get('k'))!).toString()).toBe('v')
    await one.close()
    await two.close()
  })

  test('entries whose time is over leave the folder with later writes', async () => {
    const harness = lmdb()
    const time = clock()
    const store = (await harness.open(time)) as LmdbStore
    for (let index = 0; index < 50; index++) await store.set(`old/${index}`, Buffer.from('x'), { ttlMs: 10 })
    await time.advance(10)
    await store.set('new', Buffer.from('x'), { ttlMs: 10 })
    time.advance(-1_000_000)
    expect(await store.clear('old/')).toBe(0)
    await store.close()
  })
})

/** A store with one fault. */
function faulty(change: (store: MemoryStore) => Partial<Store>): (store: Store) => Store {
  return store => {
    const changes = change(store as MemoryStore)
    return new Proxy(store, {
      get(target, name) {
        const value = (changes as Record<PropertyKey, unknown>)[name] ?? (target as unknown as Record<PropertyKey, unknown>)[name]
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
}

const later = async () => {
  await new Promise(resolve => setImmediate(resolve))
}

const MUTANTS: Readonly<Record<string, (store: MemoryStore) => Partial<Store>>> = {
  'gives empty bytes for a missing key': store => ({ get: key => store.get(key) ?? new Uint8Array(0) }),
  'keeps the first value': store => ({ set: (key, value, options) => void store.add(key, value, options) }),
  'keeps text instead of bytes': store => ({ set: (key, value) => store.set(key, Buffer.from(Buffer.from(value).toString('utf8'))) }),
  'keeps the bytes of the caller': store => ({
    set(key, value) {
      store.set(key, value)
      ;(store as unknown as { entries: Map<string, unknown> }).entries.set(key, { value, expires: Number.POSITIVE_INFINITY })
    },
  }),
  'cuts values at 64 kB': store => ({ set: (key, value) => store.set(key, value.subarray(0, 65_536)) }),
  'folds keys': store => ({ set: (key, value) => store.set(key.toLowerCase(), value) }),
  'takes keys of any length': store => ({ set: (key, value) => store.set(key.slice(0, 1024) || 'empty', value) }),
  'adds over what is there': store => ({
    add(key, value) {
      store.set(key, value)
      return true
    },
  }),
  'adds after a look': store => ({
    async add(key, value) {
      const there = store.get(key) !== undefined
      await later()
      if (!there) store.set(key, value)
      return !there
    },
  }),
  'swaps without looking': store => ({
    swap(key, _, next) {
      if (next === undefined) store.delete(key)
      else store.set(key, next)
      return true
    },
  }),
  'swaps after a look': store => ({
    async swap(key, expected, next) {
      const there = store.get(key)
      await later()
      if (Buffer.compare(there ?? Buffer.alloc(0), expected ?? Buffer.alloc(0)) !== 0) return false
      if (next === undefined) store.delete(key)
      else store.set(key, next)
      return true
    },
  }),
  'writes in any order': store => ({
    async set(key, value, options) {
      if (Buffer.from(value).toString() === 'one') await later()
      store.set(key, value, options)
    },
  }),
  'forgets too early': store => ({
    set: (key, value, options) => store.set(key, value, options?.ttlMs ? { ttlMs: options.ttlMs - 1 } : {}),
  }),
  'never forgets': store => ({ set: (key, value) => store.set(key, value) }),
  'keeps the first time': store => {
    const times = new Map<string, number>()
    return {
      set(key, value, options) {
        if (options?.ttlMs !== undefined) times.set(key, options.ttlMs)
        const ttlMs = times.get(key)
        store.set(key, value, ttlMs === undefined ? {} : { ttlMs })
      },
    }
  },
  'batches one by one': store => ({
    batch(changes) {
      for (const change of changes) change.op === 'set' ? store.set(change.key, change.value) : void store.delete(change.key)
    },
  }),
  'batches the first of a key': store => ({ batch: changes => store.batch([...changes].reverse()) }),
  'orders by code units': store => ({
    async *scan(prefix, range) {
      const all = []
      for await (const entry of store.scan(prefix, range)) all.push(entry)
      yield* all.sort(([a], [b]) => (a < b ? -1 : 1))
    },
  }),
  'includes the key behind which a scan goes on': store => ({
    async *scan(prefix, range) {
      const { after } = range ?? {}
      if (after !== undefined && store.get(after) !== undefined) yield [after, store.get(after)!] as const
      yield* store.scan(prefix, range)
    },
  }),
  'ignores the limit': store => ({ scan: (prefix, { after } = {}) => store.scan(prefix, after === undefined ? {} : { after }) }),
  'gives a thousand at most': store => ({ scan: (prefix, range) => store.scan(prefix, { limit: 1000, ...range }) }),
  'takes a prefix for a part': store => ({ clear: prefix => store.clear(prefix.slice(0, -1)) }),
  'does not close': () => ({ close() {} }),
  'closes once': store => {
    let closed = false
    return {
      close() {
        if (closed) throw new RangeError('closed already')
        closed = true
        store.close()
      },
    }
  },
}

describe('the kit for stores', () => {
  const failed = new Set<string>()
  for (const [what, change] of Object.entries(MUTANTS))
    test(`a store that ${what} fails it`, async () => {
      const found = await failures(memory(faulty(change)))
      for (const title of found) failed.add(title)
      expect(found).not.toEqual([])
    })

  test('each check is failed by one of these stores', () => {
    expect(storeChecks.filter(({ title, durable }) => !durable && !failed.has(title)).map(({ title }) => title)).toEqual([])
  })

  test('a store that forgets with its process fails the checks of durable ones', async () => {
    const acknowledged = {
      lines: (async function* () {
        for (let number = 0; number < 200; number++) yield `crash/${number}`
      })(),
      kill: async () => {},
    }
    const harness = { ...memory(), writer: () => acknowledged }
    for (const { run } of storeChecks.filter(({ durable }) => durable)) await expect(run(harness)).rejects.toThrow()
  })
})

async function failures(harness: StoreHarness): Promise<string[]> {
  const found: string[] = []
  for (const { title, run, durable } of storeChecks) if (!durable) await run(harness).catch(() => found.push(title))
  return found
}
