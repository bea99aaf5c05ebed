import { writeSync } from 'node:fs'
import { systemClock } from '../../src/core/clock.ts'
import { LmdbStore } from '../../src/stores/lmdb-store.ts'
import { PostgresStore } from '../../src/stores/postgres-store.ts'

/** Writes `crash/0`, `crash/1`, … by eight at a time, for ever. */
export async function write(kind: string, place: string): Promise<void> {
  const store = kind === 'lmdb' ? new LmdbStore(place, systemClock) : new PostgresStore({ url: place }, systemClock)
  let next = 0
  const one = async () => {
    for (;;) {
      const number = next++
      const key = `crash/${number}`
      if (number % 2 === 0) await store.set(key, Buffer.from(String(number)))
      else await store.add(key, Buffer.from(String(number)))
      writeSync(1, `${key}\n`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, one))
}
