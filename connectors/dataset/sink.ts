import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { dataSetBean } from './data-set.ts'

interface Options {
  readonly name: string
  readonly dataSetIndex: 'strict' | 'lenient' | 'off'
  readonly consumeDelay: number
  readonly log: boolean
}

/** Checks that the messages of a data set arrive, in their order. */
export function openDataSetSink(options: Options, context: ConnectorContext): Sink {
  const dataSet = dataSetBean(options.name, context.services)
  let received = 0
  return {
    send(exchange) {
      const body = toText(exchange.body, exchange)
      const index = received++
      checkIndex(exchange, index, options)
      const expected = toText(dataSet.body(index), exchange)
      if (body !== expected) throw errors.KF_CONN_DATA_SET({ reason: `message ${index}: expected body ${expected}, got ${body}` })
      if (options.log) context.log('INFO', `dataset:${options.name} received #${received} -> ${exchange}`)
      if (options.consumeDelay > 0) return context.services.clock.sleep(options.consumeDelay)
    },
    close() {},
  }
}

function checkIndex(exchange: Exchange, index: number, { dataSetIndex }: Options): void {
  const header = exchange.header('CamelDataSetIndex')
  const absent = header === undefined || header === null
  if (dataSetIndex === 'off' || (absent && dataSetIndex === 'lenient')) return
  if (Number(header) !== index || absent)
    throw errors.KF_CONN_DATA_SET({
      reason: `message ${index}: Header: CamelDataSetIndex does not match. Expected: ${index}, actual: ${header ?? 'none'}`,
    })
}
