import type { BuiltStep } from '../../compile/environment.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { andThen, type Step } from '../../core/step.ts'
import type { ConnectorContext, PolledSource, Sink, Source } from '../../kit/connector.ts'
import type { StandIns, StoodFor } from '../../runtime/stand-ins.ts'
import type { CoverageRun } from './coverage.ts'
import type { TestSurroundings } from './run-test.ts'
import { type Chance, Shuffle } from './shuffle.ts'
import { StandIn, uriMatcher } from './stand-in.ts'
import type { RouteTest } from './test-file.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A message that reached an endpoint or a mocked step, as it was on arrival. */
export interface Arrival {
  readonly exchange: Exchange
  /** Of an endpoint. */
  readonly uri?: string
  /** Of a step. */
  readonly step?: string
}

/** A way into a route: a step with those behind it. */
export interface Entry {
  readonly routeId: string
  steps(): Step
}

/** What a stage has of what surrounds a test. */
export type StageOptions = Pick<TestSurroundings, 'network' | 'folder' | 'watchesAllSteps'>

const quiet: Source = { start() {}, stop() {} }

/** What stands around the routes of one test: mocks, sources that stay quiet, and a watch on all that arrives anywhere. */
export class Stage implements StandIns {
  readonly arrivals: Arrival[] = []
  /** URIs that lead outside and were used without a mock. */
  readonly unmocked = new Set<string>()
  /** Counts the steps that are reached, where somebody asks for it. */
  coverage: CoverageRun | undefined
  private readonly standIns: readonly StandIn[]
  private readonly network: boolean
  private readonly clock: VirtualClock
  private readonly targets: Set<string>
  private readonly targetSteps: ReadonlySet<string>
  private readonly targetUris: readonly ((uri: string) => boolean)[]
  /** `undefined`: all. */
  private readonly watchedSteps: ReadonlySet<string> | undefined
  private readonly entries = new Map<string, Entry>()

  constructor(
    { mocks, given, expect }: RouteTest,
    { network, folder, watchesAllSteps }: StageOptions,
    clock: VirtualClock,
    chance?: Chance,
  ) {
    this.network = network
    this.clock = clock
    const shuffle = chance && new Shuffle(chance, clock)
    this.standIns = mocks.map(mock => new StandIn(mock, clock, folder, shuffle))
    this.targets = new Set(given.flatMap(({ route }) => route ?? []))
    this.targetSteps = new Set(given.flatMap(({ step }) => step ?? []))
    this.watchedSteps = watchesAllSteps ? undefined : new Set(expect.flatMap(({ step }) => step ?? []))
    this.targetUris = given.flatMap(({ to }) => (to === undefined ? [] : [uriMatcher(to)]))
  }

  /** Where messages may come in, by the id of the step. */
  get steps(): ReadonlyMap<string, Entry> {
    return this.entries
  }

  sink = ({ uri, connector }: StoodFor, open: () => Sink | Promise<Sink>): Sink | Promise<Sink> | undefined => {
    const standIn = this.standInFor(uri)
    if (standIn !== undefined) return this.watched(uri, { send: exchange => standIn.act(exchange), close() {} })
    if (connector.inMemory !== true && !this.network) return this.watched(uri, { send: () => this.refuse(uri), close() {} })
    // a Kamelet is a route: what reaches its end is seen there
    if (connector.templated) return undefined
    return andThen(open(), sink => this.watched(uri, sink)) as Sink | Promise<Sink>
  }

  source = ({ uri, connector }: StoodFor, { routeId }: { readonly routeId: string }): Source | undefined => {
    if (connector.inMemory !== true && !this.network) return quiet
    return connector.local === undefined && this.isTarget(routeId, uri) ? quiet : undefined
  }

  poller = ({ uri, connector }: StoodFor, context: ConnectorContext): PolledSource | undefined => {
    const standIn = this.standInFor(uri)
    if (standIn !== undefined) return { receive: timeoutMs => this.polled(standIn, context.exchange(), timeoutMs), close() {} }
    return connector.inMemory === true || this.network ? undefined : { receive: () => this.refuse(uri), close() {} }
  }

  step = (routeId: string, id: string, own: BuiltStep): Step | undefined => {
    const standIn = this.standIns.find(({ mock }) => mock.step === id)
    if (standIn === undefined && this.watchedSteps?.has(id) === false) return this.coverage?.counted(routeId, own)
    const step = (exchange: Exchange) => {
      this.arrivals.push({ exchange: asItIs(exchange), step: id })
      return standIn === undefined ? own.step(exchange) : standIn.act(exchange)
    }
    return this.coverage?.counted(routeId, { ...own, step }) ?? step
  }

  /** Of a list that is built twice the whole comes first. */
  entry = (routeId: string, id: string, steps: () => Step): void => {
    if (!this.entries.has(id)) this.entries.set(id, { routeId, steps })
    if (this.targetSteps.has(id)) this.targets.add(routeId)
  }

  /** Whether a given message comes in place of what the source of this route would send. */
  isTarget(routeId: string, uri: string): boolean {
    return this.targets.has(routeId) || this.targetUris.some(matches => matches(uri))
  }

  private standInFor(uri: string): StandIn | undefined {
    return this.standIns.find(each => each.fits(uri))
  }

  /** The answer of a mock as a message that is polled, unless it takes longer than the route waits. */
  private async polled(standIn: StandIn, exchange: Exchange, timeoutMs: number): Promise<Exchange | undefined> {
    const answer = Promise.resolve(standIn.act(exchange)).then(() => exchange)
    return timeoutMs < 0 ? answer : Promise.race([answer, this.clock.sleep(timeoutMs).then(() => undefined)])
  }

  private watched(uri: string, sink: Sink): Sink {
    return {
      send: exchange => {
        this.arrivals.push({ exchange: asItIs(exchange), uri })
        return sink.send(exchange)
      },
      start: () => sink.start?.(),
      close: () => sink.close(),
    }
  }

  private refuse(uri: string): never {
    this.unmocked.add(uri)
    throw errors.KF_TEST_UNMOCKED({ uri })
  }
}

function asItIs(exchange: Exchange): Exchange {
  const copy = exchange.fork()
  copy.pattern = exchange.pattern
  return copy
}
