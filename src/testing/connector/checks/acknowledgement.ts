import { errors } from '../../../core/errors.ts'
import { ATTEMPT_PROPERTY } from '../../../kit/delivery/held-delivery.ts'
import type { Kafila } from '../../../runtime/kafila.ts'
import { type Bench, IDLE, meterOf, must, numbered, texts } from '../bench.ts'
import { acknowledged, all, asSource, type Check, steered } from '../check.ts'
import type { Place } from '../driver.ts'

const comesAgain = all(acknowledged, manifest => (manifest.source!.redelivery === 'none' ? 'nothing comes again' : undefined))

/** A, O, N, P, T: nothing is acknowledged before its effect, nothing is lost, order is kept. */
export const acknowledgementChecks: readonly Check[] = [
  {
    id: 'A1',
    title: 'each message is settled once: nothing is left open behind the last',
    excused: acknowledged,
    async run(bench) {
      const place = await bench.place()
      const count = bench.count(200)
      let done = 0
      const kafila = await bench.reading(place, () => void done++)
      await place.write!(numbered(count))
      await bench.until(`${count} messages`, () => done >= count)
      const meter = meterOf(kafila, 'source')
      await bench.until('all messages settled', () => meter.unsettled === 0)
      must(meter.received === done, `its meter counts ${meter.received} received messages instead of ${done}`)
    },
  },
  {
    id: 'A2',
    title: 'a message that fails comes again with its attempts counted; the others do not',
    excused: comesAgain,
    async run(bench) {
      const place = await bench.place()
      const got: string[] = []
      const attempts: unknown[] = []
      await bench.reading(place, (body, exchange) => {
        got.push(body)
        if (body !== '3') return
        attempts.push(exchange.property(ATTEMPT_PROPERTY) ?? exchange.property('CamelRedeliveryCounter') ?? 1)
        if (attempts.length === 1) throw failOnce()
      })
      await place.write!(numbered(10))
      await bench.until('the message that failed', () => attempts.length >= 2 && new Set(got).size === 10)
      await bench.pause(200)
      must(got.filter(body => body === '3').length === 2, `it came ${got.filter(body => body === '3').length} times`)
      const others = got.filter(body => body !== '3')
      if (bench.driver.connector.delivery!.source!.redelivery !== 'replay')
        must(others.length === new Set(others).size, `others came again too: ${others.join(', ')}`)
    },
  },
  {
    id: 'A3',
    title: 'after a restart reading goes on behind the last message before which all are done',
    excused: all(comesAgain, manifest => (manifest.source!.acks === 'offset' ? undefined : 'it acknowledges each message by itself')),
    async run(bench) {
      const place = await bench.place()
      const first = new Set<string>()
      const kafila = await bench.reading(place, body => {
        if (body === '2') return new Promise<void>(() => undefined)
        first.add(body)
        return undefined
      })
      await place.write!(numbered(5, 5))
      await bench.until('the messages before the one that is held', () => first.has('0') && first.has('1'))
      await bench.pause(300)
      await kafila.stop({ timeoutMs: 300 })
      const second: string[] = []
      await bench.reading(place, body => void second.push(body))
      await bench.until('the message that was held', () => ['2', '3', '4'].every(body => second.includes(body)))
      const again = ['0', '1'].filter(body => second.includes(body))
      must(again.length === 0, `messages came again before which all was done: ${again.join(', ')}`)
      if (bench.driver.connector.delivery!.source!.order === 'total')
        must(second[0] === '2', `reading went on with ${second[0]} instead of 2`)
    },
  },
  {
    id: 'A4',
    title: 'when as many are in hand as are allowed no more is read, and reading goes on after their acknowledgement',
    excused: acknowledged,
    async run(bench) {
      const place = await bench.place()
      const count = bench.count(200)
      const held: (() => void)[] = []
      let begun = 0
      let open = true
      const kafila = await bench.reading(
        place,
        () => {
          begun += 1
          return open ? new Promise<void>(resolve => held.push(resolve)) : undefined
        },
        8,
      )
      await place.write!(numbered(count, 50))
      await bench.until('the first messages', () => begun > 0)
      await bench.pause(1500)
      must(begun <= 8, `${begun} messages are in the route though 8 are allowed`)
      const meter = meterOf(kafila, 'source')
      const taken = meter.received
      must(taken < count, `all of the ${count} messages were taken though none is done`)
      await bench.pause(500)
      must(meter.received === taken, 'more messages were taken while none was done')
      open = false
      for (const go of held) go()
      await bench.until(`${count} messages`, () => begun >= count)
    },
  },
  {
    id: 'O1',
    title: 'messages of one key come in their order, where it is declared also those that fail at first',
    excused: all(acknowledged, manifest => (manifest.source!.order === 'none' ? 'no order is promised' : undefined)),
    async run(bench) {
      const place = await bench.place()
      const count = bench.count(1000)
      const messages = Array.from({ length: count }, (_, number) => ({
        body: Buffer.from(`k${number % 10}:${number}`),
        key: `k${number % 10}`,
      }))
      const order = new Map<string, number[]>()
      const failures = bench.driver.connector.delivery!.source!.orderOfFailed !== false
      const failed = new Set<string>()
      let done = 0
      await bench.reading(place, body => {
        const [key, number] = body.split(':') as [string, string]
        if (failures && Number(number) % 200 === 100 && !failed.has(body)) {
          failed.add(body)
          throw failOnce()
        }
        order.set(key, [...(order.get(key) ?? []), Number(number)])
        done += 1
        return Number(number) % 7 === 0 ? bench.pause(1) : undefined
      })
      await place.write!(messages)
      await bench.until(`${count} messages, ${done} came`, () => done >= count, bench.patience * 4)
      for (const [key, numbers] of order) {
        const wrong = numbers.findIndex((number, index) => index > 0 && number < numbers[index - 1]!)
        must(wrong < 0, `${key}: ${numbers[wrong]} came behind ${numbers[wrong - 1]}`)
      }
    },
  },
  {
    id: 'N1',
    title: 'the service goes away and comes back while messages flow: none is lost',
    excused: all(acknowledged, steered, manifest => (manifest.source!.persistent ? undefined : 'messages are only in flight')),
    async run(bench) {
      const place = await bench.place()
      const count = bench.count(1000)
      const got = new Set<string>()
      await bench.reading(place, async body => {
        await bench.pause(1)
        got.add(body)
      })
      await place.write!(numbered(count, 10))
      await bench.until('the first messages', () => got.size > count / 10)
      await bench.driver.service!.down()
      await bench.pause(500)
      await bench.driver.service!.up()
      await bench.until(`all messages, ${got.size} of ${count} came`, () => got.size === count, bench.patience * 4)
    },
  },
  {
    id: 'N1 sink',
    title: 'a message that is sent while the service is away fails clearly or arrives: what was told as sent is there',
    excused: all(steered, manifest =>
      manifest.sink === undefined ? 'it is no sink' : manifest.sink.durable === 'remote' ? undefined : 'it promises nothing',
    ),
    async run(bench) {
      const place = await bench.place()
      const kafila = await bench.start(IDLE)
      const sent: string[] = []
      const failures: unknown[] = []
      let ended = false
      const sending = sendOn(bench, kafila, place, { sent, failures, ended: () => ended })
      try {
        await bench.until('the first messages', () => sent.length > 5)
        await bench.driver.service!.down()
        await bench.pause(500)
        await bench.driver.service!.up()
        const before = sent.length
        await bench.until('messages after the service came back', () => sent.length > before + 5, bench.patience * 2)
      } finally {
        ended = true
        await sending
      }
      const found = new Set<string>()
      await bench.until('what was told as sent', async () => {
        for (const text of texts(await place.read!())) found.add(text)
        return sent.every(text => found.has(text))
      })
      const plain = failures.filter(error => (error as { code?: string }).code === undefined)
      must(plain.length === 0, `failures without code: ${plain[0]}`)
    },
  },
  {
    id: 'N2',
    title: 'a connection that is dead without being closed is found out and replaced',
    excused: all(asSource, (_, { network }) => (network === undefined ? 'its driver cannot break the network' : undefined)),
    async run(bench) {
      const place = await bench.place()
      const got = new Set<string>()
      await bench.reading(place, body => void got.add(body))
      await place.write!(numbered(5))
      await bench.until('the first messages', () => got.size === 5)
      await bench.driver.network!.blackhole()
      await bench.pause(10_000)
      await bench.driver.network!.heal()
      await place.write!(numbered(10).slice(5))
      await bench.until('messages after the network healed', () => got.size === 10, bench.patience * 4)
    },
  },
]

/** Sends one message after the other and notes which were told as sent, until it is ended. */
async function sendOn(
  bench: Bench,
  kafila: Kafila,
  place: Place,
  { sent, failures, ended }: { readonly sent: string[]; readonly failures: unknown[]; ended(): boolean },
): Promise<void> {
  for (let number = 0; !ended(); number++) {
    try {
      await bench.send(kafila, place, { body: String(number) })
      sent.push(String(number))
    } catch (error) {
      failures.push(error)
      await bench.pause(50)
    }
    await bench.pause(0)
  }
}

function failOnce(): Error {
  return errors.KF_RUN_ILLEGAL_STATE({ reason: 'the first time fails' })
}
