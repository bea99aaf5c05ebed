import assert from 'node:assert/strict'
import type { Clock } from '../core/clock.ts'
import type { Store, StoreEntry } from '../kit/store.ts'
import { MAX_KEY_BYTES } from '../kit/store.ts'

/** A clock that a check moves on. */
export interface MovableClock extends Clock {
  advance(ms: number): Promise<void>
}

/** How the kit gets at the store under test. */
export interface StoreHarness {
  /** Opens the store; a second call gives another one over the same entries, where the store is durable. */
  open(clock: Clock): Store | Promise<Store>
  clock(): MovableClock
  /**
   * For durable stores: opens the same store in a process of its own, which writes `crash/0`, `crash/1`, … one behind the other and several at a time,
   * each with its number as text, and prints `crash/N` in a line when that write has settled. It is killed by the kit.
   */
  writer?(): CrashingWriter
}

/** A process that writes and tells what was acknowledged. */
export interface CrashingWriter {
  readonly lines: AsyncIterable<string>
  /** `SIGKILL`; resolves when it is gone. */
  kill(): Promise<void>
}

/** One demand of the contract of stores: `run` rejects where it is not met. */
export interface StoreCheck {
  readonly title: string
  /** Only for stores that outlive the process. */
  readonly durable?: boolean
  run(harness: StoreHarness): Promise<void>
}

const bytes = (text: string) => Buffer.from(text, 'utf8')
const text = (value: Uint8Array | undefined) => (value === undefined ? undefined : Buffer.from(value).toString('utf8'))

async function entries(found: AsyncIterable<StoreEntry>): Promise<string[]> {
  const list: string[] = []
  for await (const [key, value] of found) list.push(`${key}=${text(value)}`)
  return list
}

function check(title: string, body: (store: Store, clock: MovableClock) => Promise<void>): StoreCheck {
  return {
    title,
    async run(harness) {
      const clock = harness.clock()
      const store = await harness.open(clock)
      try {
        await body(store, clock)
      } finally {
        await store.close()
      }
    },
  }
}

const reading: readonly StoreCheck[] = [
  check('a key that was never set is undefined, and there is nothing to delete', async store => {
    assert.equal(await store.get('missing'), undefined)
    assert.equal(await store.delete('missing'), false)
  }),
  check('what is set is read, a later value replaces it, and a deleted one is gone', async store => {
    await store.set('k', bytes('one'))
    await store.set('k', bytes('two'))
    assert.equal(text(await store.get('k')), 'two')
    assert.equal(await store.delete('k'), true)
    assert.equal(await store.get('k'), undefined)
  }),
  check('all bytes are kept as they are, also none', async store => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index)
    await store.set('all', all)
    await store.set('none', new Uint8Array(0))
    assert.deepEqual(Uint8Array.from((await store.get('all'))!), all)
    assert.equal((await store.get('none'))?.length, 0)
  }),
  check('what the caller does to its bytes afterwards changes nothing', async store => {
    const value = bytes('before')
    await store.set('k', value)
    value.write('AFTER!')
    assert.equal(text(await store.get('k')), 'before')
  }),
  check('a value of a megabyte is kept', async store => {
    const big = Buffer.alloc(1 << 20, 'kafila')
    await store.set('big', big)
    assert.equal(Buffer.compare((await store.get('big'))!, big), 0)
  }),
  check('keys of any characters are different keys', async store => {
    const keys = ['a', 'A', 'ä', 'a\u0000', 'a/b', '🐪', ' ', "'", '%', '_', '\\']
    for (const key of keys) await store.set(key, bytes(key))
    for (const key of keys) assert.equal(text(await store.get(key)), key)
  }),
  check('a key that is empty or too long is refused', async store => {
    await assert.rejects(async () => store.set('', bytes('x')), { code: 'KF_STORE_KEY' })
    await assert.rejects(async () => store.set('k'.repeat(MAX_KEY_BYTES + 1), bytes('x')), { code: 'KF_STORE_KEY' })
    await store.set('k'.repeat(MAX_KEY_BYTES), bytes('x'))
  }),
]

const conditions: readonly StoreCheck[] = [
  check('of two adds of one key the first is kept', async store => {
    assert.equal(await store.add('k', bytes('first')), true)
    assert.equal(await store.add('k', bytes('second')), false)
    assert.equal(text(await store.get('k')), 'first')
  }),
  check('of many adds of one key at the same time one succeeds', async store => {
    const all = await Promise.all(Array.from({ length: 20 }, async (_, index) => store.add('k', bytes(String(index)))))
    assert.equal(all.filter(Boolean).length, 1)
    assert.equal(text(await store.get('k')), String(all.indexOf(true)))
  }),
  check('a swap changes what is there only where it is what was expected', async store => {
    assert.equal(await store.swap('k', bytes('x'), bytes('y')), false)
    assert.equal(await store.swap('k', undefined, bytes('one')), true)
    assert.equal(await store.swap('k', undefined, bytes('two')), false)
    assert.equal(await store.swap('k', bytes('two'), bytes('three')), false)
    assert.equal(text(await store.get('k')), 'one')
    assert.equal(await store.swap('k', bytes('one'), bytes('two')), true)
    assert.equal(await store.swap('k', bytes('one'), undefined), false)
    assert.equal(await store.swap('k', bytes('two'), undefined), true)
    assert.equal(await store.get('k'), undefined)
    assert.equal(await store.swap('k', undefined, undefined), true)
  }),
  check('counting by swaps loses nothing, however many count', async store => {
    const count = async () => {
      for (let done = 0, tries = 0; done < 5 && tries < 1000; tries++) {
        const before = await store.get('n')
        if (await store.swap('n', before, bytes(String(Number(text(before) ?? 0) + 1)))) done++
      }
    }
    await Promise.all(Array.from({ length: 8 }, count))
    assert.equal(text(await store.get('n')), '40')
  }),
  check('writes take effect in the order of their calls', async store => {
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`)
    const writes = (key: string) => [store.set(key, bytes('one')), store.set(key, bytes('two')), store.add(key, bytes('three'))]
    const added = await Promise.all(keys.map(async key => (await Promise.all(writes(key)))[2]))
    assert.deepEqual(new Set(added), new Set([false]))
    for (const key of keys) assert.equal(text(await store.get(key)), 'two')
  }),
]

const times: readonly StoreCheck[] = [
  check('an entry whose time is over is missing for get, add, swap, delete and scan', async (store, clock) => {
    for (const key of ['get', 'add', 'swap', 'delete']) await store.set(key, bytes('old'), { ttlMs: 100 })
    await clock.advance(99)
    assert.equal(text(await store.get('get')), 'old')
    await clock.advance(1)
    assert.deepEqual(await entries(store.scan('')), [])
    assert.equal(await store.get('get'), undefined)
    assert.equal(await store.delete('delete'), false)
    assert.equal(await store.swap('swap', bytes('old'), bytes('new')), false)
    assert.equal(await store.add('add', bytes('new')), true)
    assert.equal(text(await store.get('add')), 'new')
  }),
  check('a later write without time takes the time away', async (store, clock) => {
    await store.set('k', bytes('one'), { ttlMs: 100 })
    await store.set('k', bytes('two'))
    await clock.advance(1000)
    await store.set('other', bytes('x'), { ttlMs: 100 })
    assert.equal(text(await store.get('k')), 'two')
  }),
]

const many: readonly StoreCheck[] = [
  check('a batch sets and deletes, and of two changes of one key the last counts', async store => {
    await store.set('gone', bytes('x'))
    await store.batch([
      { op: 'set', key: 'a', value: bytes('1') },
      { op: 'delete', key: 'gone' },
      { op: 'set', key: 'b', value: bytes('2') },
      { op: 'set', key: 'a', value: bytes('3') },
    ])
    assert.deepEqual(await entries(store.scan('')), ['a=3', 'b=2'])
    await store.batch([])
  }),
  check('a batch of which one change is impossible changes nothing', async store => {
    const changes = [
      { op: 'set', key: 'a', value: bytes('1') },
      { op: 'set', key: 'k'.repeat(MAX_KEY_BYTES + 1), value: bytes('2') },
    ] as const
    await assert.rejects(async () => store.batch(changes), { code: 'KF_STORE_KEY' })
    assert.deepEqual(await entries(store.scan('')), [])
  }),
  check('a scan gives the keys of a prefix in the order of their bytes', async store => {
    for (const key of ['p/b', 'p/a', 'p/\u{1F42A}', 'p/\uFFFD', 'p', 'q/a', 'o/z', 'p/a/1', 'p0']) await store.set(key, bytes(''))
    assert.deepEqual(await entries(store.scan('p/')), ['p/a=', 'p/a/1=', 'p/b=', 'p/\uFFFD=', 'p/\u{1F42A}='])
  }),
  check('a scan goes on behind a key, and stops at its limit', async store => {
    for (const key of ['a1', 'a2', 'a3', 'a4', 'b1']) await store.set(key, bytes(key))
    assert.deepEqual(await entries(store.scan('a', { limit: 2 })), ['a1=a1', 'a2=a2'])
    assert.deepEqual(await entries(store.scan('a', { after: 'a2', limit: 9 })), ['a3=a3', 'a4=a4'])
    assert.deepEqual(await entries(store.scan('a', { after: 'a25' })), ['a3=a3', 'a4=a4'])
    assert.deepEqual(await entries(store.scan('a', { limit: 0 })), [])
  }),
  check('ten thousand entries are all there, once each and in order', async store => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `n/${String(index).padStart(5, '0')}`)
    for (let from = 0; from < keys.length; from += 1000)
      await store.batch(keys.slice(from, from + 1000).map(key => ({ op: 'set', key, value: bytes(key) })))
    assert.deepEqual(
      await entries(store.scan('n/')),
      keys.map(key => `${key}=${key}`),
    )
    assert.equal(await store.clear('n/'), 10_000)
    assert.deepEqual(await entries(store.scan('n/')), [])
  }),
  check('clear removes a prefix and nothing else', async store => {
    for (const key of ['a', 'a/1', 'a/2', 'a0', 'b/1']) await store.set(key, bytes(''))
    assert.equal(await store.clear('a/'), 2)
    assert.deepEqual(await entries(store.scan('')), ['a=', 'a0=', 'b/1='])
  }),
]

const endings: readonly StoreCheck[] = [
  {
    title: 'a store may be closed twice, and then refuses to be used',
    async run(harness) {
      const store = await harness.open(harness.clock())
      await store.set('k', bytes('v'))
      await store.close()
      await store.close()
      await assert.rejects(async () => store.get('k'), { code: 'KF_STORE_CLOSED' })
    },
  },
  {
    title: 'entries are there when the store is opened again',
    durable: true,
    async run(harness) {
      const first = await harness.open(harness.clock())
      await first.set('k', bytes('v'))
      await first.close()
      const second = await harness.open(harness.clock())
      try {
        assert.equal(text(await second.get('k')), 'v')
      } finally {
        await second.close()
      }
    },
  },
  {
    title: 'every acknowledged write is there when the process was killed',
    durable: true,
    async run(harness) {
      const writer = harness.writer!()
      const acknowledged: string[] = []
      for await (const line of writer.lines) {
        acknowledged.push(line)
        if (acknowledged.length === 200) void writer.kill()
      }
      await writer.kill()
      const store = await harness.open(harness.clock())
      try {
        assert.ok(acknowledged.length >= 200)
        for (const key of acknowledged) assert.equal(text(await store.get(key)), key.slice('crash/'.length), `${key} is lost`)
      } finally {
        await store.close()
      }
    },
  },
]

/** What every store must do. Each check opens a store that is empty. */
export const storeChecks: readonly StoreCheck[] = [...reading, ...conditions, ...times, ...many, ...endings]
