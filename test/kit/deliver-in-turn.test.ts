import { expect, test } from 'vitest'
import { COMPLETED, type Outcome } from '../../src/core/outcome.ts'
import type { Exchange } from '../../src/index.ts'
import { deliverInTurn } from '../../src/kit/deliver-in-turn.ts'
import { settled } from '../helpers/manual-clock.ts'

const message = () => ({ release: undefined }) as unknown as Exchange

test('a synchronous delivery needs no wait', () => {
  expect(deliverInTurn(() => COMPLETED, message())).toBeUndefined()
})

test('an asynchronous delivery is waited for', async () => {
  let end!: (outcome: Outcome) => void
  let done = false
  const waiting = deliverInTurn(() => new Promise(resolve => (end = resolve)), message())
  void (waiting as Promise<void>).then(() => (done = true))
  await settled()
  expect(done).toBe(false)
  end(COMPLETED)
  await waiting
})

test('a step may release the source before the exchange has ended', async () => {
  const exchange = message()
  const waiting = deliverInTurn(() => new Promise(() => undefined), exchange)
  exchange.release!()
  await waiting
  const releasing = (each: Exchange) => {
    each.release!()
    return new Promise<Outcome>(() => undefined)
  }
  expect(deliverInTurn(releasing, message())).toBeUndefined()
})
