import { builtIn, makeCatalog } from '../../catalog/index.ts'
import { convert } from '../../converters/index.ts'
import type { EndpointMeter } from '../../core/connection.ts'
import type { Diagnostic } from '../../core/diagnostic.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { LogRecord } from '../../core/services.ts'
import { Kafila } from '../../runtime/kafila.ts'
import { validateWith } from '../../runtime/validate.ts'
import type { ConnectorDriver, Place, RawMessage } from './driver.ts'

/** What a route's step does with a message; throwing or rejecting fails it. */
export type Work = (body: string, exchange: Exchange) => unknown

/** What the kit's checks run routes with: everything that they start is stopped at the end. */
export class Bench {
  readonly driver: ConnectorDriver
  /** All that was logged, for looking for secrets. */
  readonly records: LogRecord[] = []
  private readonly runtimes: Kafila[] = []

  constructor(driver: ConnectorDriver) {
    this.driver = driver
  }

  get patience(): number {
    return this.driver.patienceMs ?? 15_000
  }

  /** A number of messages, made smaller for slow services. */
  count(messages: number): number {
    return Math.max(10, Math.round(messages * (this.driver.scale ?? 1)))
  }

  place(): Promise<Place> {
    return this.driver.place()
  }

  /** A runtime with the routes, not started. */
  async make(yaml: string, beans: Readonly<Record<string, unknown>> = {}, maxInFlight?: number): Promise<Kafila> {
    const kafila = new Kafila(this.options(yaml, beans, maxInFlight))
    await kafila.load()
    this.runtimes.push(kafila)
    return kafila
  }

  async start(yaml: string, beans?: Readonly<Record<string, unknown>>, maxInFlight?: number): Promise<Kafila> {
    const kafila = await this.make(yaml, beans, maxInFlight)
    await kafila.start()
    return kafila
  }

  /** A started route from the place's source through a step that does `work`. */
  reading(place: Place, work: Work, maxInFlight?: number): Promise<Kafila> {
    return this.start(readingRoute(place), { work: (exchange: Exchange) => work(textOf(exchange), exchange) }, maxInFlight)
  }

  diagnostics(yaml: string): Promise<readonly Diagnostic[]> {
    return validateWith(this.options(yaml, {}))
  }

  /** Sends to the place's sink; rejects with the failure. */
  async send(
    kafila: Kafila,
    place: Place,
    message: { readonly body: unknown; readonly headers?: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    const { exception } = await kafila.send(place.sink!, message)
    if (exception !== undefined) throw exception
  }

  /** Waits until something holds; rejects with what is missing. */
  async until(what: string, holds: () => boolean | Promise<boolean>, ms = this.patience): Promise<void> {
    const deadline = Date.now() + ms
    while (!(await holds())) {
      if (Date.now() > deadline) throw errors.KF_RUN_TIMEOUT({ what, ms })
      await this.pause(10)
    }
  }

  /** Lets time pass, to see that nothing happens. */
  pause(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, ms))
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.runtimes.splice(0).map(kafila => kafila.stop({ timeoutMs: 5000 }).catch(() => undefined)))
  }

  private options(yaml: string, beans: Readonly<Record<string, unknown>>, maxInFlight?: number) {
    const { connector, beans: given = {}, properties = {}, yaml: shared = '' } = this.driver
    const known = builtIn.connectors.some(({ name }) => name === connector.name)
    const connectors = known ? builtIn.connectors : [...builtIn.connectors, connector]
    return {
      routes: [{ file: 'check.camel.yaml', text: `${shared}${yaml}` }],
      catalog: makeCatalog({ ...builtIn, connectors }),
      beans: { ...given, ...beans },
      properties,
      logger: { enabled: () => true, write: (record: LogRecord) => void this.records.push(record) },
      ...(maxInFlight !== undefined && { maxInFlight }),
    }
  }
}

/** A route that reads a place and hands each message to the bean `work`. Without error handling of its own: a failure goes back to the source. */
export function readingRoute({ source, unwrap }: Place, steps = '{ process: { ref: work } }'): string {
  return `- route: { id: reader, errorHandler: { noErrorHandler: {} }, from: { uri: ${JSON.stringify(source)}, steps: [ ${unwrap === undefined ? '' : `${unwrap}, `}${steps} ] } }\n`
}

/** A route that does nothing, so that there is a runtime to send from. */
export const IDLE = '- route: { id: idle, from: { uri: "direct:idle", steps: [ { stop: {} } ] } }\n'

/** The body of an exchange as text. */
export function textOf(exchange: Exchange): string {
  return String(convert(exchange.body, 'String', exchange))
}

/** What the source or sink of a runtime counts; rejects where it counts nothing. */
export function meterOf(kafila: Kafila, direction: 'source' | 'sink'): EndpointMeter {
  const status = [...kafila.statuses.all()].find(each => each.direction === direction)
  must(status !== undefined, `the ${direction} counts nothing`)
  return status!.meter
}

/** Messages `0`, `1`, … with keys in turn. */
export function numbered(count: number, keys = 1): RawMessage[] {
  return Array.from({ length: count }, (_, number) => ({ body: Buffer.from(String(number)), key: `k${number % keys}` }))
}

/** The texts of messages. */
export function texts(messages: readonly RawMessage[]): string[] {
  return messages.map(({ body }) => Buffer.from(body).toString('utf8'))
}

/** Throws what is wrong where something does not hold. */
export function must(holds: boolean, reason: string): void {
  if (!holds) throw errors.KF_TEST_CHECK({ reason })
}
