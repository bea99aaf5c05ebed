import { exceptionMessage } from '../../../core/exceptions.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { healthOf } from '../../../observe/health.ts'
import type { Kafila } from '../../../runtime/kafila.ts'
import { type Bench, IDLE, must, numbered, readingRoute, textOf, texts } from '../bench.ts'
import { acknowledged, all, asSource, type Check, steered } from '../check.ts'
import type { Place } from '../driver.ts'

/** Starts, moves one message by whichever side there is, stops. */
async function oneRound(bench: Bench, place: Place, number: number): Promise<void> {
  let arrived = 0
  const kafila = place.source === undefined ? await bench.start(IDLE) : await bench.reading(place, () => void arrived++)
  if (place.sink !== undefined) await bench.send(kafila, place, { body: `round ${number}` })
  if (place.source !== undefined) await place.write!(numbered(1))
  if (place.source !== undefined) await bench.until('the message of this round', () => arrived > 0)
  await stopInTime(kafila)
}

async function stopInTime(kafila: Kafila): Promise<void> {
  const began = Date.now()
  await kafila.stop({ timeoutMs: 5000 })
  must(Date.now() - began < 5000, `the stop took ${Date.now() - began} ms`)
}

/** What keeps the process alive, by kind. */
function resources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** L: opening, closing, and what comes between. */
export const lifecycleChecks: readonly Check[] = [
  {
    id: 'L1',
    title: 'it starts, moves a message and stops within five seconds, again and again; stopping twice is harmless',
    excused: () => undefined,
    async run(bench) {
      const place = await bench.place()
      await oneRound(bench, place, 1)
      await oneRound(bench, place, 2)
      const kafila = await bench.make(place.source === undefined ? IDLE : readingRoute(place, '{ stop: {} }'))
      await stopInTime(kafila)
      await kafila.start()
      await Promise.all([stopInTime(kafila), stopInTime(kafila)])
      await stopInTime(kafila)
    },
  },
  {
    id: 'L2',
    title: 'twenty rounds leave no socket, timer or listener behind, and hardly any memory',
    excused: () => undefined,
    async run(bench) {
      const place = await bench.place()
      const rounds = bench.count(20)
      await oneRound(bench, place, 0)
      const before = resources()
      const collect = (globalThis as { gc?: () => void }).gc
      collect?.()
      const heap = process.memoryUsage().heapUsed
      for (let number = 1; number <= rounds; number++) await oneRound(bench, place, number)
      await bench.until('closed sockets', () =>
        [...resources()].every(([kind, count]) => kind.startsWith('Timeout') || count <= (before.get(kind) ?? 0) + 1),
      )
      const timers = (resources().get('Timeout') ?? 0) - (before.get('Timeout') ?? 0)
      must(timers < rounds / 2, `${timers} timers are left of ${rounds} rounds`)
      if (collect === undefined) return
      collect()
      const grown = process.memoryUsage().heapUsed - heap
      must(grown < 5_000_000, `${Math.round(grown / 1e6)} MB more are in use after ${rounds} rounds`)
    },
  },
  {
    id: 'L3',
    title: 'what was there before the source started comes',
    excused: manifest => asSource(manifest) ?? (manifest.source!.persistent ? undefined : 'nothing is kept for a reader that is not there'),
    async run(bench) {
      const place = await bench.place()
      if (place.source !== undefined && !manifestIsFolderLike(bench)) await firstVisit(bench, place)
      const count = bench.count(100)
      await place.write!(numbered(count))
      const got = new Set<string>()
      await bench.reading(place, body => void got.add(body))
      await bench.until(`${count} messages, ${got.size} came`, () => got.size === count)
    },
  },
  {
    id: 'L4',
    title: 'without the service it starts all the same, is not ready and says why, and works within five seconds of the service coming up',
    excused: steered,
    async run(bench) {
      const { service } = bench.driver
      const place = await bench.place()
      if (place.source !== undefined) await firstVisit(bench, place)
      let arrived = 0
      await service!.down()
      const kafila = await bench.start(
        place.source === undefined
          ? `- from: { uri: "direct:a", steps: [ { to: ${JSON.stringify(place.sink)} } ] }\n`
          : readingRoute(place),
        { work: () => void arrived++ },
      )
      try {
        await bench.until('a connection that is tried', () => healthOf(kafila, 'ready').status === 'DOWN')
        const [check] = healthOf(kafila, 'ready').checks.filter(({ status }) => status === 'DOWN')
        await bench.until(`the cause in ${JSON.stringify(check)}`, () =>
          healthOf(kafila, 'ready').checks.some(each => each.status === 'DOWN' && typeof each.data?.['cause'] === 'string'),
        )
      } finally {
        await service!.up()
      }
      await bench.until('being ready within five seconds', () => healthOf(kafila, 'ready').status === 'UP', 5000)
      if (place.source === undefined) return
      await place.write!(numbered(1))
      await bench.until('a message after the service came up', () => arrived > 0)
    },
  },
  {
    id: 'L5',
    title: 'a stop with messages in hand takes no new one; a second start yields exactly those that were not acknowledged',
    excused: all(acknowledged, manifest => (manifest.source!.redelivery === 'none' ? 'nothing comes again' : undefined)),
    async run(bench) {
      const place = await bench.place()
      if (!manifestIsFolderLike(bench)) await firstVisit(bench, place)
      const count = bench.count(100)
      await place.write!(numbered(count))
      const done: string[] = []
      const held: (() => void)[] = []
      let begun = 0
      const first = await bench.reading(place, body => {
        begun += 1
        if (done.length >= count / 2) return new Promise<void>(resolve => held.push(resolve))
        done.push(body)
        return undefined
      })
      await bench.until('half of the messages', () => done.length >= count / 2 && begun > done.length)
      const inHand = begun
      const stopping = first.stop({ timeoutMs: 300 })
      await stopping
      must(begun === inHand, `${begun - inHand} messages were taken while it stopped`)
      const again: string[] = []
      const second = await bench.reading(place, body => void again.push(body))
      const missing = () => numbersOf(count).filter(text => !done.includes(text) && !again.includes(text))
      await bench.until(`the messages that were not acknowledged: ${missing().length}`, () => missing().length === 0)
      await second.stop({ timeoutMs: 5000 })
      const twice = again.filter(text => done.includes(text))
      if (bench.driver.connector.delivery!.source!.acks === 'native')
        must(twice.length === 0, `acknowledged messages came again: ${twice.slice(0, 5).join(', ')}`)
    },
  },
  {
    id: 'M3',
    title: 'no value of a secret option is ever printed',
    excused: (_, { secrets = [], wrongCredentials }) =>
      secrets.length === 0 || wrongCredentials === undefined ? 'its driver uses no secrets' : undefined,
    async run(bench) {
      const { secrets = [], wrongCredentials } = bench.driver
      const printed: string[] = []
      const place = await bench.place()
      await oneRound(bench, place, 1)
      try {
        const kafila = await bench.start(IDLE)
        const { exception } = await kafila.send(wrongCredentials!, { body: 'x' })
        printed.push(String(exceptionMessage(exception)), JSON.stringify(exception))
      } catch (error) {
        printed.push(String(exceptionMessage(error)), JSON.stringify(error))
      }
      printed.push(
        ...bench.records.map(({ message, error }) => `${message} ${JSON.stringify(error)} ${(error as Error | undefined)?.stack}`),
      )
      for (const secret of secrets) {
        const found = printed.find(text => text.includes(secret))
        must(found === undefined, `a secret is printed: ${found}`)
      }
    },
  },
  {
    id: 'P2',
    title: 'refused credentials are fatal, a service that is away is not',
    excused: (_, { wrongCredentials }) => (wrongCredentials === undefined ? 'its driver has no credentials' : undefined),
    async run(bench) {
      const kafila = await bench.start(IDLE)
      const { exception } = await kafila.send(bench.driver.wrongCredentials!, { body: 'x' })
      must((exception as { fatal?: boolean } | undefined)?.fatal === true, `refused credentials gave ${exceptionMessage(exception)}`)
    },
  },
  {
    id: 'X1',
    title: 'a stop while it connects settles at once',
    excused: all(steered),
    async run(bench) {
      const { service } = bench.driver
      const place = await bench.place()
      await service!.down()
      try {
        const kafila = await bench.make(place.source === undefined ? IDLE : readingRoute(place, '{ stop: {} }'))
        const starting = kafila.start().catch(() => undefined)
        await bench.pause(50)
        const began = Date.now()
        await Promise.all([kafila.stop({ timeoutMs: 5000 }), starting])
        must(Date.now() - began < 1500, `the stop took ${Date.now() - began} ms`)
      } finally {
        await service!.up()
      }
    },
  },
]

function numbersOf(count: number): string[] {
  return texts(numbered(count))
}

/** Sources whose messages wait for any reader need no first visit; others (topics) keep messages for a reader that was there once. */
function manifestIsFolderLike(bench: Bench): boolean {
  return bench.driver.connector.delivery!.source!.resume === 'none'
}

/** Lets the source subscribe once, so that what comes later is kept for it. */
async function firstVisit(bench: Bench, place: Place): Promise<void> {
  const kafila = await bench.start(readingRoute(place), { work: (exchange: Exchange) => textOf(exchange) })
  await bench.until('the first connection', () => healthOf(kafila, 'ready').status === 'UP')
  await kafila.stop({ timeoutMs: 5000 })
}
