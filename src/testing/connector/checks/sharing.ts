import { convert } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { must, numbered, readingRoute, textOf } from '../bench.ts'
import { acknowledged, all, asSource, type Check } from '../check.ts'
import type { Place } from '../driver.ts'

/** A route whose failures go to a dead letter channel, tried twice in all. */
function deadLetterRoute({ source, unwrap }: Place): string {
  const steps = `${unwrap === undefined ? '' : `${unwrap}, `}{ process: { ref: work } }`
  return `- route: { id: dead, from: { uri: "direct:dead", steps: [ { process: { ref: dead } } ] } }
- route:
    id: reader
    errorHandler: { deadLetterChannel: { deadLetterUri: "direct:dead", redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 1, logExhausted: false } } }
    from: { uri: ${JSON.stringify(source)}, steps: [ ${steps} ] }
`
}

/** P, G: dead letters, and readers that share. */
export const sharingChecks: readonly Check[] = [
  {
    id: 'P1',
    title:
      'a message that always fails is tried as often as configured, then its dead letter has its bytes and its failure; the next one passes, and it is acknowledged',
    excused: acknowledged,
    async run(bench) {
      const place = await bench.place()
      const letters: { body: Buffer; failure: unknown; route: unknown }[] = []
      const done: string[] = []
      let attempts = 0
      const kafila = await bench.start(deadLetterRoute(place), {
        work(exchange: Exchange) {
          const text = textOf(exchange)
          if (text === '1') attempts += 1
          must(text !== '1', 'poison')
          done.push(text)
        },
        dead(exchange: Exchange) {
          const body = convert(exchange.body, 'byte[]', exchange) as Buffer
          letters.push({ body, failure: exchange.property('CamelExceptionCaught'), route: exchange.property('CamelFailureRouteId') })
        },
      })
      await place.write!(numbered(3))
      await bench.until('the dead letter and the messages beside it', () => letters.length >= 1 && done.includes('0') && done.includes('2'))
      must(attempts === 2, `it was tried ${attempts} times instead of 2`)
      must(letters[0]!.body.toString('utf8') === '1', `the dead letter holds ${JSON.stringify(letters[0]!.body.toString('utf8'))}`)
      must((letters[0]!.failure as Error | undefined)?.message === 'poison', `the dead letter tells of ${letters[0]!.failure}`)
      must(letters[0]!.route === 'reader', `the dead letter tells of the route ${letters[0]!.route}`)
      await bench.pause(300)
      await kafila.stop({ timeoutMs: 5000 })
      const again: string[] = []
      await bench.start(readingRoute(place), { work: (exchange: Exchange) => void again.push(textOf(exchange)) })
      await bench.pause(1000)
      must(!again.includes('1'), 'it came again though its dead letter was taken')
    },
  },
  {
    id: 'G1',
    title: 'two readers share the messages: together they get all of them',
    excused: all(asSource, manifest => (manifest.source!.groups ? undefined : 'readers do not share')),
    async run(bench) {
      const place = await bench.place()
      const count = bench.count(400)
      const got = [new Set<string>(), new Set<string>()]
      const reader = (own: Set<string>) =>
        bench.reading(place, async body => {
          await bench.pause(1)
          own.add(body)
        })
      await reader(got[0]!)
      await place.write!(numbered(count / 2, 20))
      const second = await reader(got[1]!)
      await place.write!(numbered(count, 20).slice(count / 2))
      const union = () => new Set([...got[0]!, ...got[1]!]).size
      await bench.until('half of the messages', () => union() > count / 2)
      await second.stop({ timeoutMs: 5000 })
      await bench.until(`all messages, ${union()} of ${count} came`, () => union() === count, bench.patience * 3)
    },
  },
]
