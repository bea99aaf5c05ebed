import type { ConnectorContext, DataFormat, EndpointAddress, Sink } from '../../src/kit/index.ts'

/** Camel's names of data formats in URIs, as options of ours where one format does for several. */
const NAMES: Readonly<Record<string, readonly [format: string, options: Readonly<Record<string, string>>]>> = {
  jackson: ['json', {}],
  gson: ['json', { library: 'Gson' }],
  'yaml-snakeyaml': ['yaml', {}],
  snakeYaml: ['yaml', {}],
}

interface Options {
  readonly name: string
  readonly operation: 'marshal' | 'unmarshal'
}

/** The sink replaces the body; the format may set headers. */
export function openDataFormatSink({ name, operation }: Options, context: ConnectorContext, { extra }: EndpointAddress): Sink {
  const [format, options] = NAMES[name] ?? [name, {}]
  const opened = context.dataFormat({ format, options: { ...extra, ...options } }) as DataFormat
  return {
    send(exchange) {
      const result = opened[operation](exchange, exchange.body)
      if (result instanceof Promise) {
        return result.then(value => {
          exchange.body = value
        })
      }
      exchange.body = result
    },
    close() {},
  }
}
