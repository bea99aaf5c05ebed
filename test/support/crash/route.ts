import type { ConnectorDriver, Place } from '../../../src/testing/index.ts'

export interface Ends {
  readonly source: { readonly driver: ConnectorDriver; readonly place: Place }
  readonly sink: { readonly driver: ConnectorDriver; readonly place: Place }
}

export interface RouteShape {
  /** Whether parts are gathered in a durable store before they go to the sink. */
  readonly aggregate: boolean
  /** Whether a step that fails is tried again where it stands, for ever, instead of the message failing. */
  readonly redeliver: boolean
  /** How many messages at a time, where the source can be told. */
  readonly concurrency: number
  /** A folder for what the runtime keeps. */
  readonly folder: string
}

const IN_PLACE = 'defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: -1, redeliveryDelay: 200 } }'

/** The route of the matrix: a filter, a split, with or without a durable aggregate, then the sink. */
export function crashRoute({ source, sink }: Ends, shape: RouteShape): string {
  const beans = new Set([source.driver.yaml ?? '', sink.driver.yaml ?? ''])
  const key = "${substringBefore('|')}"
  const keyed = sink.driver.keyHeader === undefined ? [] : [`- setHeader: { name: ${sink.driver.keyHeader}, simple: "${key}" }`]
  const send = [...keyed, `- to: ${JSON.stringify(sink.place.sink)}`]
  const part = shape.aggregate ? gathered(key, send) : send
  return `${[...beans].join('')}${shape.aggregate ? store(shape.folder) : ''}- route:
    id: crash
    errorHandler: { ${shape.redeliver ? IN_PLACE : 'noErrorHandler: {}'} }
    from:
      uri: ${JSON.stringify(withConcurrency(source, shape.concurrency))}
      steps:
${source.place.unwrap === undefined ? '' : `        - ${source.place.unwrap}\n`}        - convertBodyTo: String
        - filter:
            simple: "\${body} !contains 'skip'"
            steps:
              - split:
                  tokenize: ","
                  stopOnException: true
                  steps:
${indented(part, 20)}
`
}

function gathered(key: string, send: readonly string[]): string[] {
  return [
    '- aggregate:',
    `    correlationExpression: { simple: "${key}" }`,
    '    aggregationRepository: groups',
    '    aggregationStrategy: lines',
    '    completionSize: 10',
    '    completionTimeout: 1000',
    '    completionTimeoutCheckerInterval: 100',
    '    steps:',
    ...send.map(line => `      ${line}`),
  ]
}

function store(folder: string): string {
  return `- beans:
    - { name: groups, type: kafila.LmdbStore, properties: { path: ${JSON.stringify(`${folder}/groups`)} } }
    - { name: lines, type: org.apache.camel.processor.aggregate.StringAggregationStrategy, properties: { delimiter: "\\n" } }
`
}

/** Whether a source promises an order while several messages are worked on: one that has only that of the whole does not. */
export function keepsOrder({ driver }: Ends['source']): boolean {
  const { source, delivery } = driver.connector
  const order = delivery?.source?.order ?? 'total'
  return order === 'total' ? source?.fields['concurrency'] === undefined || source.fields['concurrencyKey'] !== undefined : order !== 'none'
}

function withConcurrency({ driver, place }: Ends['source'], concurrency: number): string {
  const uri = place.source!
  if (driver.connector.source?.fields['concurrency'] === undefined) return uri
  return `${uri}${uri.includes('?') ? '&' : '?'}concurrency=${concurrency}`
}

function indented(lines: readonly string[], by: number): string {
  return lines.map(line => ' '.repeat(by) + line).join('\n')
}
