// Writes into a store until it is killed, and prints each key when its write has settled: `node crash-writer.js FILE`. For the test.
import { writeSync } from 'node:fs'
import { systemClock } from 'kafila'
import { JournalStore } from './store.js'

const store = new JournalStore(process.argv[2], systemClock)
let next = 0

async function write() {
  for (;;) {
    const number = next++
    await store.set(`crash/${number}`, Buffer.from(String(number)))
    writeSync(1, `crash/${number}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, write))
