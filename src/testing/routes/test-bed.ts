import { builtInCatalog } from '../../catalog/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { parseDuration } from '../../kit/index.ts'
import type { KafilaOptions } from '../../runtime/options.ts'
import { failureOf, failuresOf, type MessageOutcome, outcomeOf } from './judge.ts'
import { atRest } from './rest.ts'
import { type Sent, TestRun } from './run-test.ts'
import { uriMatcher } from './stand-in.ts'
import { type Expectation, type Given, type Mock, type RouteTest, readTestFile } from './test-file.ts'
import { unknownNames } from './unknown-names.ts'

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

/** What a message is expected to be: a text stands for its whole body. */
export type ExpectedMessageInput =
  | string
  | {
      readonly body?: unknown
      /** What the body holds, read as JSON; maps may hold more. */
      readonly json?: unknown
      /** File with the whole body. */
      readonly file?: string
      /** Regular expression that is found in the body. */
      readonly matches?: string
      /** `null`: not there. */
      readonly headers?: Readonly<Record<string, unknown>>
    }

/** What is expected, as a test file has it; one of `endpoint`, `step`, `log`, `outcome` and `reply` is given. */
export interface ExpectInput {
  /** URI, `prefix*` or regular expression. */
  readonly endpoint?: string
  /** Id of a step. */
  readonly step?: string
  /** In order and as many; in any order with `anyOrder`. */
  readonly messages?: readonly ExpectedMessageInput[]
  readonly anyOrder?: boolean
  readonly count?: number
  readonly never?: boolean
  /** A text in a line that a route logged. */
  readonly log?: string
  readonly logger?: string
  /** Of the first message that was sent, or that which `of` says, from 1. */
  readonly outcome?: NonNullable<Expectation['outcome']>
  readonly of?: number
  readonly code?: string
  readonly exception?: string
  readonly message?: string
  readonly reply?: ExpectedMessageInput
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

  /** What has arrived at a step, mocked or not. */
  receivedByStep(id: string): readonly Exchange[] {
    return this.run.stage.arrivals.filter(({ step }) => step === id).map(({ exchange }) => exchange)
  }

  /**
   * Throws `KF_TEST_EXPECT` with all that did not come about of what is expected, compared as in a test file; `KF_TEST_FILE` where the
   * expectation is wrong in itself, or names what there is not.
   */
  expect(expected: ExpectInput): void {
    const { run } = this
    const expectation = readExpectation(expected, run.sent.length, run.kafila.catalog)
    const [unknown] = unknownNames({ given: [], mocks: [], expect: [expectation] }, run.kafila, run.stage)
    if (unknown !== undefined) throw wrong(unknown.message)
    const failures = failuresOf(expectation, run)
    if (failures.length === 0) return
    const failure = errors.KF_TEST_EXPECT({ failures: failures.map(({ at: _, ...failure }) => failure) })
    // where it was called is what a runner shows
    Error.captureStackTrace(failure, this.expect)
    throw failure
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
  const around = { network, folder: options.directory ?? '.', watchesAllSteps: true, ...(seed !== undefined && { seed }) }
  const run = new TestRun(test, { ...tested, catalog }, around)
  await run.kafila.load()
  const [unknown] = run.unknown()
  if (unknown !== undefined) throw wrong(unknown.message)
  await run.start()
  await atRest(run)
  return new TestBed(run)
}

/** An expectation is checked as those of a file are. */
function readExpectation(expected: ExpectInput, sent: number, catalog: NonNullable<KafilaOptions['catalog']>): Expectation {
  const given = Array.from({ length: sent }, () => ({ to: 'direct:given' }))
  return readTest({ given, expect: [expected] }, catalog).expect[0]!
}

/** Mocks are checked as those of a file are. */
function readMocks(mocks: readonly MockInput[], catalog: NonNullable<KafilaOptions['catalog']>, now = '2026-01-01T00:00:00Z'): RouteTest {
  const written = mocks.map(({ respond, ...mock }) =>
    typeof respond === 'function' || respond === undefined ? mock : { ...mock, respond },
  )
  const test = readTest({ now, mocks: written, expect: [{ log: 'x' }] }, catalog)
  const withWork = test.mocks.map((mock, index): Mock => {
    const { respond } = mocks[index]!
    return typeof respond === 'function' ? { ...mock, work: respond } : mock
  })
  return { ...test, mocks: withWork }
}

function readTest(test: object, catalog: NonNullable<KafilaOptions['catalog']>): RouteTest {
  refuseUnwritable(test)
  const { testFile, diagnostics } = readTestFile(JSON.stringify({ tests: [{ name: 'test', ...test }] }), 'test', catalog)
  if (testFile === undefined) throw wrong(diagnostics.map(({ message, fix }) => (fix ? `${message} (${fix})` : message)).join('; '))
  return testFile.tests[0]!
}

/** What has no text in a test file would be another value there. */
function refuseUnwritable(value: unknown, name = 'test'): void {
  if (value instanceof Uint8Array || typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
    throw wrong(
      `${name}: ${value instanceof Uint8Array ? 'bytes' : `a ${typeof value}`} cannot be said here: give a file, or look at what has arrived`,
    )
  if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) refuseUnwritable(each, key)
}

function look(sent: Sent): SentMessage {
  const { exchange } = sent
  const error = exchange && failureOf(exchange)
  return { outcome: outcomeOf(sent), ...(error !== undefined && error !== null && { error }), ...(exchange && { exchange }) }
}

function wrong(reason: string): Error {
  return errors.KF_TEST_FILE({ reason })
}
