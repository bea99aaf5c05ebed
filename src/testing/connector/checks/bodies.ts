import { randomBytes } from 'node:crypto'
import { convert } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { type Bench, IDLE, meterOf, must, numbered, readingRoute, texts } from '../bench.ts'
import { asSink, asSource, type Check } from '../check.ts'
import type { Place, RawMessage } from '../driver.ts'

/** Bodies that something between might change. */
function oddBodies(maxBody: number): Buffer[] {
  return [
    Buffer.alloc(0),
    Buffer.from('x'),
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    Buffer.from('𝄞 ä € \u0000 end', 'utf8'),
    randomBytes(Math.min(1_000_000, maxBody)),
  ]
}

/** Reads a place by its service's client until so many messages have come. */
async function readAll(bench: Bench, place: Place, count: number): Promise<RawMessage[]> {
  const found: RawMessage[] = []
  await bench.until(`${count} messages at the sink`, async () => {
    found.push(...(await place.read!()))
    return found.length >= count
  })
  return found
}

function sameBytes(expected: readonly Uint8Array[], found: readonly Uint8Array[]): void {
  const left = found.map(each => Buffer.from(each).toString('hex'))
  for (const body of expected) {
    const index = left.indexOf(Buffer.from(body).toString('hex'))
    must(index >= 0, `a body of ${body.length} bytes did not arrive as it was`)
    left.splice(index, 1)
  }
}

/** D, B: what travels, alone and many at a time. */
export const bodyChecks: readonly Check[] = [
  {
    id: 'D1 sink',
    title: 'bytes arrive at the sink as they were: none, one, all values, four-byte characters, a megabyte',
    excused: asSink,
    async run(bench) {
      const place = await bench.place()
      const kafila = await bench.start(IDLE)
      const bodies = oddBodies(bench.driver.connector.delivery!.maxBody ?? Number.POSITIVE_INFINITY)
      for (const body of bodies) await bench.send(kafila, place, { body })
      sameBytes(
        bodies,
        (await readAll(bench, place, bodies.length)).map(({ body }) => body),
      )
    },
  },
  {
    id: 'D1 source',
    title: 'bytes come from the source as they were',
    excused: asSource,
    async run(bench) {
      const place = await bench.place()
      const bodies = oddBodies(bench.driver.connector.delivery!.maxBody ?? Number.POSITIVE_INFINITY)
      const found: Uint8Array[] = []
      await bench.start(readingRoute(place), {
        work: (exchange: Exchange) => void found.push(convert(exchange.body, 'byte[]', exchange) as Uint8Array),
      })
      await place.write!(bodies.map(body => ({ body })))
      await bench.until('all bodies', () => found.length >= bodies.length)
      sameBytes(bodies, found)
    },
  },
  {
    id: 'D2',
    title: 'headers travel by the manifest, and no internal header leaves',
    excused: manifest => asSink(manifest) ?? (manifest.headers === 'none' ? 'headers do not travel' : undefined),
    async run(bench) {
      const place = await bench.place()
      const kafila = await bench.start(IDLE)
      const headers = { plain: 'text', 'with-dash': 'ä €', number: 7, CamelInternal: 'stays', KafilaInternal: 'stays' }
      await bench.send(kafila, place, { body: 'x', headers })
      const [message] = await readAll(bench, place, 1)
      const found = message!.headers ?? {}
      must(found['plain'] === 'text', `the header plain arrived as ${found['plain']}`)
      must(found['with-dash'] === 'ä €', `the header with-dash arrived as ${found['with-dash']}`)
      must(found['number'] === '7', `the header number arrived as ${found['number']}`)
      const leaked = Object.keys(found).filter(name => /^(camel|kafila|org\.apache\.camel)/i.test(name))
      must(leaked.length === 0, `internal headers left: ${leaked.join(', ')}`)
    },
  },
  {
    id: 'B1',
    title: 'a hundred messages that are sent at a time all arrive, once',
    excused: asSink,
    async run(bench) {
      const place = await bench.place()
      const kafila = await bench.start(IDLE)
      const messages = numbered(bench.count(100))
      await Promise.all(messages.map(({ body, key }) => bench.send(kafila, place, keyed(bench, Buffer.from(body), key))))
      const found = texts(await readAll(bench, place, messages.length)).sort()
      must(found.join() === texts(messages).sort().join(), `other messages arrived than were sent: ${found.length} of ${messages.length}`)
    },
  },
  {
    id: 'B4',
    title: 'ten writers with a thousand messages each: all arrive',
    excused: asSink,
    async run(bench) {
      const place = await bench.place()
      const kafila = await bench.start(IDLE)
      const each = bench.count(1000)
      const writers = Array.from({ length: 10 }, async (_, writer) => {
        for (let number = 0; number < each; number++) await bench.send(kafila, place, keyed(bench, `${writer}-${number}`, `k${writer}`))
      })
      await Promise.all(writers)
      const found = new Set(texts(await readAll(bench, place, 10 * each)))
      must(found.size === 10 * each, `${found.size} of ${10 * each} messages arrived`)
      const { sent } = meterOf(kafila, 'sink')
      must(sent === 10 * each, `its meter counts ${sent} sent messages instead of ${10 * each}`)
    },
  },
]

/** A message with the header that carries its key, where there is one. */
export function keyed(bench: Bench, body: unknown, key: string | undefined): { body: unknown; headers: Record<string, unknown> } {
  const { keyHeader } = bench.driver
  return { body, headers: keyHeader === undefined || key === undefined ? {} : { [keyHeader]: key } }
}
