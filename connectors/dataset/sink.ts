import { toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { dataSetBean } from './data-set.ts'

interface Options {
  readonly name: string
  readonly dataSetIndex: 'strict' | 'lenient' | 'off'
  readonly consumeDelay: number
  readonly log: boolean
}

/** Compares what arrives with the messages of a data set, in their order. As in Camel no message fails for it: differences are logged. */
export function openDataSetSink(options: Options, context: ConnectorContext): Sink {
  const dataSet = dataSetBean(options.name, context.services)
  let received = 0
  return {
    send(exchange) {
      const body = toText(exchange.body, exchange)
      const index = received++
      const expected = toText(dataSet.body(index), exchange)
      const wrong = [indexProblem(exchange, index, options), body === expected ? undefined : `expected body ${expected}, got ${body}`]
      for (const problem of wrong) if (problem !== undefined) context.log('WARN', `dataset:${options.name} message ${index}: ${problem}`)
      if (options.log) context.log('INFO', `dataset:${options.name} received #${received} -> ${exchange}`)
      if (options.consumeDelay > 0) return context.services.clock.sleep(options.consumeDelay)
    },
    close() {},
  }
}

function indexProblem(exchange: Exchange, index: number, { dataSetIndex }: Options): string | undefined {
  if (dataSetIndex === 'off') return undefined
  const header = exchange.header('CamelDataSetIndex') ?? undefined
  if (header === undefined && dataSetIndex === 'lenient') {
    exchange.setHeader('CamelDataSetIndex', index)
    return undefined
  }
  return Number(header) === index ? undefined : `CamelDataSetIndex does not match. Expected: ${index}, actual: ${header ?? 'none'}`
}
