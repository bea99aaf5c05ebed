import { expect, onTestFinished, test } from 'vitest'
import { EndpointMeter } from '../../../src/core/connection.ts'
import type { Exchange } from '../../../src/core/exchange.ts'
import { COMPLETED, type Outcome } from '../../../src/core/outcome.ts'
import { UnitOfWork } from '../../../src/core/unit-of-work.ts'
import { ATTEMPT_PROPERTY, type Deliver, HeldDelivery, type RedeliverRules, type SourceContext } from '../../../src/kit/index.ts'
import { ManualClock, settled } from '../../helpers/manual-clock.ts'

const FAILED: Outcome = { status: 'failed', error: new RangeError('no'), retryable: true }

/** An exchange as far as a delivery looks at it. */
class FakeExchange {
  exception: unknown
  readonly properties: Record<string, unknown> = {}
  private readonly work = new UnitOfWork()
  unit = () => this.work
  setProperty = (name: string, value: unknown) => void (this.properties[name] = value)
  get succeeded() {
    return this.exception === undefined
  }
}

function world(deliver: (exchange: FakeExchange) => Outcome | Promise<Outcome>, rules?: RedeliverRules) {
  const clock = new ManualClock()
  const meter = new EndpointMeter()
  const made: FakeExchange[] = []
  const context = { meter, services: { clock }, log: () => undefined, deliver: deliver as unknown as Deliver } as unknown as SourceContext
  const held = new HeldDelivery(context, rules)
  const outcomes: Outcome[] = []
  const run = () =>
    held.deliver(
      () => {
        const exchange = new FakeExchange()
        made.push(exchange)
        return exchange as unknown as Exchange
      },
      outcome => void outcomes.push(outcome),
    )
  return { clock, meter, held, made, outcomes, run }
}

/** What a route does at the end of an exchange. */
function end(exchange: FakeExchange, outcome: Outcome): Outcome {
  if (outcome.status === 'failed') exchange.exception = outcome.error
  exchange.unit().complete(exchange as unknown as Exchange)
  return outcome
}

test('a message that goes well is settled once, at once', () => {
  const { run, outcomes, meter } = world(exchange => end(exchange, COMPLETED))
  expect(run()).toBeUndefined()
  expect(outcomes).toEqual([COMPLETED])
  expect(meter).toMatchObject({ received: 1, unsettled: 0, redelivered: 0 })
})

test('a message that fails comes again with growing delay, as a new exchange, and stays open until it has gone well', async () => {
  const { run, outcomes, meter, made, clock } = world(exchange => end(exchange, made.length < 3 ? FAILED : COMPLETED), {
    times: { initialMs: 100, maxMs: 1000, jitter: 0 },
  })
  const ended = Promise.resolve(run())
  await clock.advance(99)
  expect([made.length, meter.unsettled]).toEqual([1, 1])
  await clock.advance(1)
  expect(made).toHaveLength(2)
  await clock.advance(199)
  expect(made).toHaveLength(2)
  await clock.advance(1)
  await ended
  expect(made.map(({ properties }) => properties[ATTEMPT_PROPERTY])).toEqual([undefined, 2, 3])
  expect(outcomes).toEqual([COMPLETED])
  expect(meter).toMatchObject({ received: 3, redelivered: 2, errors: 2, unsettled: 0 })
})

test('after the last attempt it is settled as failed', async () => {
  const { run, outcomes, clock } = world(exchange => end(exchange, FAILED), { maximumAttempts: 2 })
  const ended = Promise.resolve(run())
  await clock.advance(5000)
  await ended
  expect(outcomes).toEqual([FAILED])
})

test('a message that a group took over is settled when the group has ended', async () => {
  const group = new UnitOfWork()
  const { run, outcomes } = world(exchange => {
    exchange.unit().holdFor(group)
    return end(exchange, COMPLETED)
  })
  expect(run()).toBeUndefined()
  expect(outcomes).toEqual([])
  group.complete(new FakeExchange() as unknown as Exchange)
  expect(outcomes).toEqual([COMPLETED])
})

test('a message whose group fails later comes again', async () => {
  const groups: UnitOfWork[] = []
  const { run, outcomes, made, clock } = world(
    exchange => {
      const group = new UnitOfWork()
      groups.push(group)
      exchange.unit().holdFor(group)
      return end(exchange, COMPLETED)
    },
    { times: { initialMs: 100, maxMs: 1000, jitter: 0 } },
  )
  run()
  const failed = new FakeExchange()
  failed.exception = new RangeError('group')
  groups[0]!.complete(failed as unknown as Exchange)
  await clock.advance(100)
  expect(made).toHaveLength(2)
  expect(outcomes).toEqual([])
  groups[1]!.complete(new FakeExchange() as unknown as Exchange)
  await settled()
  expect(outcomes).toEqual([COMPLETED])
})

test('a message that fails behind a group that went well is not acknowledged', async () => {
  const group = new UnitOfWork()
  const { run, outcomes, made, clock } = world(
    exchange => {
      if (made.length > 1) return end(exchange, COMPLETED)
      exchange.unit().holdFor(group)
      group.complete(new FakeExchange() as unknown as Exchange)
      return end(exchange, FAILED)
    },
    { times: { initialMs: 100, maxMs: 1000, jitter: 0 } },
  )
  const ended = Promise.resolve(run())
  await settled()
  expect(outcomes).toEqual([])
  await clock.advance(100)
  await ended
  expect(outcomes).toEqual([COMPLETED])
})

test('a stop ends the waiting: the message is settled as failed and is given back', async () => {
  const { run, outcomes, held } = world(exchange => end(exchange, FAILED))
  const ended = Promise.resolve(run())
  await settled()
  held.stop()
  await ended
  expect(outcomes).toEqual([FAILED])
  expect(held.waiting).toBe(0)
})

test('many messages that wait for their next attempt warn of no leak', async () => {
  const warnings: string[] = []
  const note = ({ message }: Error) => void warnings.push(message)
  process.on('warning', note)
  onTestFinished(() => void process.off('warning', note))
  const { held, run } = world(exchange => end(exchange, FAILED))
  const all = Array.from({ length: 30 }, run)
  expect(held.waiting).toBe(30)
  held.stop()
  await Promise.all(all)
  await new Promise(resolve => setImmediate(resolve))
  expect(warnings).toEqual([])
})
