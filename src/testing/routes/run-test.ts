import type { Position } from '../../core/diagnostic.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { LogRecord } from '../../core/services.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { Kafila } from '../../runtime/kafila.ts'
import type { KafilaOptions, MessageInput } from '../../runtime/options.ts'
import type { RouteHandle } from '../../runtime/route-handle.ts'
import { messageOf } from './contents.ts'
import { type Coverage, CoverageRun } from './coverage.ts'
import { judge } from './judge.ts'
import { afterTimer, atRest, type Watched } from './rest.ts'
import { chanceOf } from './shuffle.ts'
import type { Snapshots } from './snapshots.ts'
import { Stage } from './stage.ts'
import { uriMatcher } from './stand-in.ts'
import type { Given, RouteTest } from './test-file.ts'
import { unknownNames } from './unknown-names.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Something that did not come about. */
export interface Failure {
  readonly at: Position | undefined
  readonly message: string
  readonly expected?: string
  readonly received?: string
}

/** The routes under test, and what belongs to them: as for a runtime, whose clock, log and endpoints are the test's. */
export type TestedRoutes = Omit<KafilaOptions, 'clock' | 'logger' | 'standIns'> & { readonly catalog: Catalog }

/** How a given message stands. */
export interface Sent {
  /** The message as it ended; none while it is in flight. */
  readonly exchange?: Exchange
}

/** What a test has beside its routes. */
export interface TestSurroundings {
  /** Whether endpoints without a mock are the real ones. */
  readonly network: boolean
  /** Where files of the test are. */
  readonly folder: string
  readonly snapshots?: Snapshots
  readonly coverage?: Coverage
  /** What happens at the same time happens in an order that this number gives again. */
  readonly seed?: number
  /** Whether messages are noted at each step, not only at those that the test expects something of. */
  readonly watchesAllSteps?: boolean
}

/** What is looked at when a test is judged. */
export interface Observed {
  /** Of the test. */
  readonly name: string
  readonly snapshots: Snapshots | undefined
  readonly stage: Stage
  readonly sent: readonly Sent[]
  readonly lines: readonly LogRecord[]
  /** Where files of the test are. */
  readonly folder: string
}

/** How far the clock moves by itself while messages have not ended. */
const HOUR = 3_600_000

/** How long a test may take by the machine's clock. */
const LIMIT_S = 30

/** Runs one test with a runtime of its own; gives all that did not come about. Rejects with `KF_ROUTE_FILES` where the routes are wrong. */
export async function runRouteTest(test: RouteTest, tested: TestedRoutes, around: TestSurroundings): Promise<readonly Failure[]> {
  const run = new TestRun(test, tested, around)
  await run.kafila.load()
  const unknown = run.unknown()
  if (unknown.length > 0) return unknown
  try {
    return await run.play()
  } finally {
    run.count()
    await run.kafila.stop({ signal: AbortSignal.abort() })
  }
}

/** The routes of one test with all that stands around them. */
export class TestRun implements Observed, Watched {
  readonly kafila: Kafila
  readonly clock: VirtualClock
  readonly stage: Stage
  readonly lines: LogRecord[] = []
  readonly sent: Sent[] = []
  readonly folder: string
  readonly network: boolean
  readonly name: string
  readonly snapshots: Snapshots | undefined
  private readonly test: RouteTest
  private readonly deadline = performance.now() + LIMIT_S * 1000

  constructor(test: RouteTest, tested: TestedRoutes, around: TestSurroundings) {
    const { network, folder, snapshots, coverage, seed } = around
    this.test = test
    this.name = test.name
    this.folder = folder
    this.network = network
    this.snapshots = snapshots
    const chance = seed === undefined ? undefined : chanceOf(seed)
    this.clock = new VirtualClock(Date.parse(test.now), chance)
    this.stage = new Stage(test, around, this.clock, chance)
    const logger = { enabled: () => true, write: (record: LogRecord) => void this.lines.push(record) }
    this.kafila = new Kafila({ ...tested, clock: this.clock, logger, standIns: this.stage })
    const { catalog, positions } = this.kafila
    if (coverage !== undefined) this.stage.coverage = new CoverageRun(coverage, catalog, positions)
  }

  /** Adds what the test has reached to what others have. */
  count(): void {
    const sent = (written: string) => {
      const matches = uriMatcher(this.kafila.scope.text(written) ?? written)
      return this.stage.arrivals.filter(({ uri }) => uri !== undefined && matches(uri)).length
    }
    this.stage.coverage?.over(this.kafila.files, sent)
  }

  /** Routes, steps and endpoints that the test names, but that there are not. */
  unknown(): readonly Failure[] {
    return unknownNames(this.test, this.kafila, this.stage)
  }

  async play(): Promise<readonly Failure[]> {
    await this.start()
    await atRest(this)
    let now = 0
    for (const given of this.test.given) {
      const at = Math.max(now, given.at ?? now)
      await this.moveOn(at - now)
      now = at
      this.send(given)
      await atRest(this)
    }
    if (this.test.advance === undefined) await this.untilEnded()
    else await this.moveOn(this.test.advance)
    return judge(this.test, this)
  }

  checkTime(): void {
    if (performance.now() > this.deadline) throw errors.KF_TEST_TIMEOUT({ what: 'the test did not come to rest', seconds: LIMIT_S })
  }

  /** Starts the routes. What waits for the clock meanwhile (a connection that is tried again) waits in vain. */
  async start(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const timeout = () => reject(errors.KF_TEST_TIMEOUT({ what: 'the routes did not start', seconds: LIMIT_S }))
      timer = setTimeout(timeout, LIMIT_S * 1000)
    })
    try {
      await Promise.race([this.kafila.start(), late])
    } finally {
      clearTimeout(timer)
    }
  }

  pending(): boolean {
    return this.kafila.inFlight > 0 || this.sent.some(each => each.exchange === undefined)
  }

  async moveOn(ms: number): Promise<void> {
    if (ms === 0) return
    await this.clock.advance(ms, () => afterTimer(this))
    await atRest(this)
  }

  async untilEnded(): Promise<void> {
    const end = this.clock.now() + HOUR
    while (this.sent.some(each => each.exchange === undefined)) {
      if (!this.clock.fire(end)) return
      await atRest(this)
    }
    await atRest(this)
  }

  send(given: Given, message = messageOf(given, this.folder)): Sent {
    const sent: Sent = {}
    this.sent.push(sent)
    void this.deliver(given, message).then(exchange => Object.assign(sent, { exchange }))
    return sent
  }

  private async deliver(given: Given, message: MessageInput): Promise<Exchange> {
    const { to, step, pattern } = given
    const entry = step === undefined ? undefined : this.stage.steps.get(step)
    const route = entry === undefined ? this.routeFor(given) : this.kafila.routes.get(entry.routeId)
    if (route === undefined) return this.kafila.send(to!, message, pattern)
    const exchange = this.kafila.exchange(message, pattern)
    await (entry === undefined ? route.deliver(exchange) : route.through(entry.steps())(exchange))
    return exchange
  }

  /** The route in whose source's place a message comes; of others, and of those that routes call each other by, the endpoint takes it. */
  private routeFor({ route, to }: Given): RouteHandle | undefined {
    const { routes, catalog } = this.kafila
    if (route !== undefined) return routes.get(route)
    return [...routes.values()].find(({ built }) => {
      const connector = catalog.connectors.get(/^[^:]*/.exec(built.uri)![0])
      return connector?.local === undefined && uriMatcher(to!)(built.uri)
    })
  }
}
