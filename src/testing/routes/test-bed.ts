import { builtInCatalog } from '../../catalog/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { parseDuration } from '../../kit/index.ts'
import type { KafilaOptions } from '../../runtime/options.ts'
import { failureOf, type MessageOutcome, outcomeOf } from './judge.ts'
import { atRest } from './rest.ts'
import { type Sent, TestRun } from './run-test.ts'
import { uriMatcher } from './stand-in.ts'
import { type Given, type Mock, type RouteTest, readTestFile } from './test-file.ts'

/** A mock as a test file has it; `respond` may be a function that does to the message what the real one would. */
export interface MockInput {
  /** URI, `prefix*` or regular expression; one of `endpoint` and `step` is given. */
  readonly endpoint?: string
  /** Id of a step. */
  readonly step?: string
  readonly respond?:
    | { readonly body?: unknown; readonly json?: unknown; readonly headers?: Readonly<Record<string, unknown>> }
    | ((exchange: Exchange) => void | Promise<void>)
  /** Java class name of an exception, or what is to be said of it. */
  readonly fail?: string | { readonly exception?: string; readonly code?: string; readonly message?: string; readonly times?: number }
  /** A duration as Camel writes it (`3s`), or milliseconds. */
  readonly delay?: string | number
  readonly hang?: boolean
}

/** A message for a route (in place of its source), a step (with those behind it) or an endpoint. */
export interface SendInput {
  readonly route?: string
  readonly step?: string
  readonly to?: string
  readonly body?: unknown
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, unknown>>
  readonly pattern?: 'InOnly' | 'InOut'
}

/** How a message that was sent stands. */
export interface SentMessage {
  readonly outcome: MessageOutcome
  /** The failure that it ended with, or that was handled. */
  readonly error?: unknown
  /** The message as it ended; none while it is in flight. */
  readonly exchange?: Exchange
}

export interface TestBedOptions extends Omit<KafilaOptions, 'clock' | 'logger' | 'standIns'> {
  /** The first that fits counts. Endpoints that lead out of the process and have none fail. */
  readonly mocks?: readonly MockInput[]
  /** Routes whose timers stay quiet: only what is sent to them comes. */
  readonly quiet?: readonly string[]
  /** Whether endpoints without a mock are the real ones. Default: no. */
  readonly network?: boolean
  /** When the clock starts, as ISO 8601. Default: 2026-01-01T00:00:00Z. */
  readonly now?: string
  /** What happens at the same time happens in an order that this number gives again. */
  readonly seed?: number
}

/** Routes under test, started, on a clock that stands still until the test moves it on. */
export class TestBed {
  private readonly run: TestRun

  /** Use `testRoutes`. */
  constructor(run: TestRun) {
    this.run = run
  }

  /** Sends a message, and waits until it has ended or waits for the clock. `KF_TEST_FILE` where no route has the id. */
  async send(message: SendInput): Promise<SentMessage> {
    const { route, to, step } = message
    if ([route, to, step].filter(each => each !== undefined).length !== 1)
      throw wrong('a message is sent either to a route, to a step or to an endpoint')
    if (route !== undefined && !this.run.kafila.routes.has(route)) throw wrong(`no route has the id ${route}`)
    if (step !== undefined && !this.run.stage.steps.has(step)) throw wrong(`no step has the id ${step}`)
    const sent = this.run.send({ pattern: 'InOnly', ...message, at: undefined, file: undefined, place: undefined } as Given)
    await atRest(this.run)
    return look(sent)
  }

  /** Moves the clock on, by milliseconds or a duration (`1h`): what is due meanwhile happens. */
  async advance(time: number | string): Promise<void> {
    await this.run.moveOn(typeof time === 'number' ? time : parseDuration(time))
  }

  /** Moves the clock on until all messages that were sent have ended, an hour at most. */
  async untilEnded(): Promise<void> {
    await this.run.untilEnded()
  }

  /** All messages that were sent, in order, as they stand now. */
  get sent(): readonly SentMessage[] {
    return this.run.sent.map(look)
  }

  /** What has arrived at an endpoint (URI, `prefix*`, regular expression), as it was on arrival. */
  received(endpoint: string): readonly Exchange[] {
    const matches = uriMatcher(endpoint)
    return this.run.stage.arrivals.filter(({ uri }) => uri !== undefined && matches(uri)).map(({ exchange }) => exchange)
  }

  /** What has arrived at a mocked step. */
  receivedByStep(id: string): readonly Exchange[] {
    return this.run.stage.arrivals.filter(({ step }) => step === id).map(({ exchange }) => exchange)
  }

  /** Endpoints that lead out of the process, have no mock, and were sent to. */
  get unmocked(): readonly string[] {
    return [...this.run.stage.unmocked]
  }

  /** What the routes have logged. */
  get log(): readonly string[] {
    return this.run.lines.filter(({ fromRoute }) => fromRoute).map(({ message }) => message)
  }

  /** Stops the routes; what is in flight is given up. */
  async stop(): Promise<void> {
    await this.run.kafila.stop({ signal: AbortSignal.abort() })
  }
}

/**
 * Starts routes for a test: nothing leaves the process, endpoints are mocked, and time passes when the test says so. Rejects with `KF_ROUTE_FILES`
 * where the routes are wrong, with `KF_TEST_FILE` where a mock is.
 */
export async function testRoutes(options: TestBedOptions): Promise<TestBed> {
  const { mocks = [], quiet = [], network = false, now, seed, catalog = builtInCatalog(), ...tested } = options
  const test: RouteTest = {
    ...readMocks(mocks, catalog, now),
    given: quiet.map(route => ({ route, pattern: 'InOnly', place: undefined }) as unknown as Given),
  }
  const around = { network, folder: options.directory ?? '.', ...(seed !== undefined && { seed }) }
  const run = new TestRun(test, { ...tested, catalog }, around)
  await run.kafila.load()
  const [unknown] = run.unknown()
  if (unknown !== undefined) throw wrong(unknown.message)
  await run.start()
  await atRest(run)
  return new TestBed(run)
}

/** Mocks are checked as those of a file are. */
function readMocks(mocks: readonly MockInput[], catalog: NonNullable<KafilaOptions['catalog']>, now = '2026-01-01T00:00:00Z'): RouteTest {
  const written = mocks.map(({ respond, ...mock }) =>
    typeof respond === 'function' || respond === undefined ? mock : { ...mock, respond },
  )
  const file = { mocks: written, tests: [{ name: 'test', now, expect: [{ log: 'x' }] }] }
  const { testFile, diagnostics } = readTestFile(JSON.stringify(file), 'mocks', catalog)
  if (testFile === undefined) throw wrong(diagnostics.map(({ message, fix }) => (fix ? `${message} (${fix})` : message)).join('; '))
  const [test] = testFile.tests
  const withWork = test!.mocks.map((mock, index): Mock => {
    const { respond } = mocks[index]!
    return typeof respond === 'function' ? { ...mock, work: respond } : mock
  })
  return { ...test!, mocks: withWork }
}

function look(sent: Sent): SentMessage {
  const { exchange } = sent
  const error = exchange && failureOf(exchange)
  return { outcome: outcomeOf(sent), ...(error !== undefined && error !== null && { error }), ...(exchange && { exchange }) }
}

function wrong(reason: string): Error {
  return errors.KF_TEST_FILE({ reason })
}
