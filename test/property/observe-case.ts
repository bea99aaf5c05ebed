import {
  builtIn,
  createKafila,
  type Exchange,
  exceptionMessage,
  exceptionType,
  isKafilaError,
  type Kafila,
  type KafilaOptions,
  makeCatalog,
  mocks,
  toText,
} from '../../src/index.ts'
import { defineConnector, type SourceContext, text } from '../../src/kit/index.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { caseBeans } from './case-beans.ts'
import type { RandomCase } from './random-routes.ts'

/** Everything that could be seen of a case, in the order in which it happened where that is defined; or why its routes were refused. */
export interface Observed {
  readonly refused: readonly string[] | undefined
  readonly events: readonly unknown[]
  /** Whether all messages had their outcome. */
  readonly settled: boolean
}

/** Time that is given to a case on its clock, and how often at most. */
const LONGEST_MS = 10_000
const MOST_ROUNDS = 50

/** Runs a case with a runtime of its own. */
export async function observe(given: RandomCase, engine: NonNullable<KafilaOptions['engine']>): Promise<Observed> {
  const run = new CaseRun(given, engine)
  try {
    await run.start()
  } catch (error) {
    if (isKafilaError(error) && error.code === 'KF_ROUTE_FILES') return { refused: [exceptionMessage(error)], events: [], settled: true }
    throw error
  }
  return run.deliver()
}

class CaseRun {
  private readonly given: RandomCase
  private readonly engine: NonNullable<KafilaOptions['engine']>
  private readonly clock = new ManualClock()
  private readonly events: unknown[] = []
  private readonly ids = new Map<string, string>()
  private source: SourceContext | undefined
  private kafila: Kafila | undefined
  private open = 0

  constructor(given: RandomCase, engine: NonNullable<KafilaOptions['engine']>) {
    this.given = given
    this.engine = engine
  }

  async start(): Promise<void> {
    this.kafila = await createKafila({
      routes: [{ file: 'case.yaml', text: JSON.stringify(this.given.elements) }],
      catalog: makeCatalog({ ...builtIn, connectors: [...builtIn.connectors, this.connector()] }),
      // without it a useOriginalBody alone fails, as in Camel
      properties: { 'camel.main.allowUseOriginalMessage': 'true' },
      beans: caseBeans(this.clock),
      clock: this.clock,
      engine: this.engine,
      logger: {
        enabled: level => level !== 'TRACE' && level !== 'DEBUG',
        write: ({ level, logger, message }) => {
          if (this.source !== undefined) this.events.push(['log', level, logger, this.text(message)])
        },
      },
    })
    mocks(this.kafila).onArrival((name, exchange) => this.events.push([`mock:${this.text(name)}`, this.seen(exchange)]))
    await this.kafila.start()
  }

  async deliver(): Promise<Observed> {
    for (const [index, message] of this.given.messages.entries()) {
      void this.send(index, message)
      if (!this.given.together) await this.quiet()
    }
    await this.quiet()
    const settled = this.open === 0
    this.events.push(['stop'])
    await this.stop(settled ? 1000 : 1)
    return { refused: undefined, events: this.given.mode === 'sequence' ? this.events : sorted(this.events), settled }
  }

  /** Moves the clock until all outcomes are there; a busy runtime gives way to other work more often than one advance waits for. */
  private async quiet(): Promise<void> {
    for (let i = 0; i === 0 || (i < MOST_ROUNDS && this.open > 0); i++) await this.clock.advance(LONGEST_MS)
  }

  /** What is left in queues is done meanwhile, and may wait for the clock. */
  private async stop(timeoutMs: number): Promise<void> {
    let stopped = false
    const stopping = this.kafila!.stop({ timeoutMs }).finally(() => {
      stopped = true
    })
    while (!stopped) await this.clock.advance(1000)
    await stopping
  }

  private async send(index: number, { body, headers }: RandomCase['messages'][number]): Promise<void> {
    const exchange = this.source!.exchange(structuredClone(body))
    for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, value)
    exchange.unit().add(ended => void this.events.push(['completion', index, this.seen(ended)]))
    exchange.unit().settle(ended => void this.events.push(['settled', index, this.seen(ended)]))
    this.open += 1
    const outcome = await this.source!.deliver(exchange)
    this.open -= 1
    const failure = outcome.status === 'failed' ? [this.failure(outcome.error), outcome.retryable] : []
    this.events.push(['outcome', index, outcome.status, ...failure, this.seen(exchange)])
  }

  private connector() {
    return defineConnector({
      name: 'given',
      summary: 'Messages of a test.',
      syntax: 'given:name',
      path: { name: text({ describe: 'Name.', required: true }) },
      source: {
        fields: {},
        open: (_, context) => {
          this.source = context
          return { start() {}, stop() {} }
        },
      },
      examples: [],
    })
  }

  private seen(exchange: Exchange): unknown {
    return {
      body: this.value(exchange.body),
      headers: exchange.headerEntries().map(([name, value]) => [name, this.value(value)]),
      properties: exchange.propertyEntries().map(([name, value]) => [name, this.value(value)]),
      variables: Object.entries(exchange.variables ?? {}).map(([name, value]) => [name, this.value(value)]),
      status: exchange.status,
      exception: exchange.exception === undefined ? undefined : this.failure(exchange.exception),
      route: [exchange.routeId, exchange.fromRouteId],
    }
  }

  private failure(error: unknown): string {
    return `${exceptionType(error)}: ${this.text(exceptionMessage(error))}`
  }

  /** A value as it is now, in a form that can be compared. */
  private value(value: unknown): unknown {
    if (value instanceof Error) return this.failure(value)
    if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('base64')}`
    if (Array.isArray(value)) return value.map(each => this.value(each))
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.entries(value).map(([key, each]) => [key, this.value(each)])
    }
    if (typeof value === 'object' && value !== null) return `${value.constructor?.name} ${this.text(asText(value))}`
    return typeof value === 'string' ? this.text(value) : value
  }

  /** Ids are made new in each run: they are told by the order in which they are first seen. */
  private text(text: string): string {
    return text.replaceAll(/[0-9A-F]{15}-[0-9A-F]{16}/g, id => {
      if (this.given.mode !== 'sequence') return 'id'
      if (!this.ids.has(id)) this.ids.set(id, `id-${this.ids.size}`)
      return this.ids.get(id)!
    })
  }
}

function sorted(events: readonly unknown[]): readonly unknown[] {
  return events.map(each => JSON.stringify(each)).sort()
}

function asText(value: object): string {
  try {
    return String(toText(value))
  } catch (error) {
    return exceptionMessage(error)
  }
}
