import { expect, test } from 'vitest'
import { fuzzFront } from '../support/fuzz-front.ts'

/** The same files each time, unless the time is given: then new ones. */
const seed = process.env['KAFILA_FUZZ_SECONDS'] === undefined ? 20261126 : undefined
const seconds = Number(process.env['KAFILA_FUZZ_SECONDS'] ?? 2)

test('whatever a file says, there are diagnostics and no crash', { timeout: seconds * 1000 + 20_000 }, async () => {
  expect(await fuzzFront('yaml', { seconds, of: 'clock' }, seed)).toBeGreaterThan(20)
})

test('whatever an expression of simple says, there are diagnostics and no crash', { timeout: seconds * 1000 + 20_000 }, async () => {
  expect(await fuzzFront('simple', { seconds, of: 'clock' }, seed)).toBeGreaterThan(20)
})
