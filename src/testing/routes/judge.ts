import { writeJson } from '../../converters/index.ts'
import { isKafilaError } from '../../core/errors.ts'
import { exceptionMessage, exceptionType, isFailureOf } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import { isDeadLettered } from '../../core/outcome.ts'
import { unmatchedMessages } from './any-order.ts'
import { differences, type ExpectedMessage } from './compare.ts'
import type { Failure, Observed, Sent } from './run-test.ts'
import { snapshotOf } from './snapshots.ts'
import { uriMatcher } from './stand-in.ts'
import type { Expectation, RouteTest } from './test-file.ts'

/** Compares what came about with what a test expects. */
export function judge({ expect, given }: RouteTest, observed: Observed): readonly Failure[] {
  const unmocked = [...observed.stage.unmocked].map(uri => ({
    at: given[0]?.place,
    message: `${uri} leads out of the process, and no mock stands for it: name it under mocks`,
  }))
  return [...unmocked, ...expect.flatMap(each => failuresOf(each, observed))]
}

/** What did not come about of one expectation. */
export function failuresOf(expected: Expectation, observed: Observed): Failure[] {
  if (expected.outcome !== undefined) return ofOutcome(expected, observed.sent[expected.of - 1]!)
  if (expected.reply !== undefined) return ofReply(expected, observed)
  return expected.log === undefined ? ofMessages(expected, observed) : ofLog(expected, observed)
}

function ofOutcome(expected: Expectation, sent: Sent): Failure[] {
  const { place: at, outcome, of, code, exception, message } = expected
  const error = sent.exchange === undefined ? undefined : failureOf(sent.exchange)
  const received = outcomeOf(sent)
  const what = `outcome of message ${of}`
  if (received !== outcome && SETTLED[received] !== outcome) {
    const reason = error === undefined ? '' : `: ${failureText(sent.exchange!)}`
    return [{ at, message: what, expected: outcome!, received: `${received}${reason}` }]
  }
  const failures: Failure[] = []
  const check = (part: string, wanted: string | undefined, holds: boolean, found: string) => {
    if (wanted !== undefined && !holds) failures.push({ at, message: `${what}: ${part}`, expected: wanted, received: found })
  }
  const found = error === undefined ? 'no failure' : exceptionMessage(error)
  const ownCode = codeOf(error)
  check('code', code, ownCode === code, ownCode ?? 'none')
  check(
    'exception',
    exception,
    error !== undefined && isFailureOf(error, exception ?? ''),
    error === undefined ? 'none' : exceptionType(error),
  )
  check('message', message, error !== undefined && found.includes(message ?? ''), found)
  return failures
}

/** How a message stands: it has ended well, has failed, was given to the dead letter channel, or has not ended. */
export type MessageOutcome = 'completed' | 'failed' | 'dead-lettered' | 'in-flight'

/** What the source of a message makes of its outcome. */
const SETTLED: Readonly<Record<MessageOutcome, Expectation['outcome']>> = {
  completed: 'acknowledged',
  'dead-lettered': 'acknowledged',
  failed: 'given-back',
  'in-flight': 'in-flight',
}

/** How a given message stands. */
export function outcomeOf({ exchange }: Sent): MessageOutcome {
  if (exchange === undefined) return 'in-flight'
  if (!exchange.succeeded) return 'failed'
  return isDeadLettered(exchange) ? 'dead-lettered' : 'completed'
}

/** The failure that a message ended with, or that was handled. */
export function failureOf(exchange: Exchange): unknown {
  return exchange.exception ?? exchange.property('CamelExceptionCaught') ?? undefined
}

function failureText(exchange: Exchange): string {
  const error = failureOf(exchange)
  return `${exceptionType(error)}: ${exceptionMessage(error)}`
}

function codeOf(error: unknown): string | undefined {
  if (isKafilaError(error)) return error.code
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

function ofReply(expected: Expectation, observed: Observed): Failure[] {
  const { sent, folder } = observed
  const { exchange } = sent[expected.of - 1]!
  const what = `reply to message ${expected.of}`
  if (exchange === undefined) return [{ at: expected.place, message: `${what}: it has not ended` }]
  const failures = ofMessage(exchange, expected.reply as ExpectedMessage, what, expected.place, folder)
  failures.push(...ofSnapshot(expected, what, [exchange], observed))
  if (failures.length === 0 || exchange.succeeded) return failures
  return [...failures, { at: expected.place, message: `${what}: it failed with ${failureText(exchange)}` }]
}

function ofMessage(exchange: Exchange, expected: ExpectedMessage, what: string, at: Failure['at'], folder: string): Failure[] {
  return differences(exchange, expected, folder).map(({ part, ...values }) => ({ at, message: `${what}: ${part}`, ...values }))
}

function ofMessages(expected: Expectation, observed: Observed): Failure[] {
  const { stage, folder } = observed
  const { endpoint, step, messages } = expected
  const matches = endpoint === undefined ? () => false : uriMatcher(endpoint)
  const name = endpoint ?? `step ${step}`
  const received = stage.arrivals.filter(each => (step === undefined ? matches(each.uri ?? '') : each.step === step))
  const elsewhere = () => ({ other: arrivedAt(stage.arrivals) })
  const bodies = received.map(({ exchange }) => exchange)
  const isListed = expected.anyOrder && messages.length > 0
  const counted = isListed && expected.count === undefined ? [] : countFailures(expected, received.length, messages.length, name, elsewhere)
  const compared = isListed ? ofAnyOrder(expected, name, bodies, folder) : ofOrder(expected, name, bodies, folder)
  return [...counted, ...compared, ...ofSnapshot(expected, name, bodies, observed)]
}

function ofOrder({ place: at, messages }: Expectation, name: string, came: readonly Exchange[], folder: string): Failure[] {
  return messages.flatMap((message, index) => {
    const arrived = came[index]
    return arrived === undefined ? [] : ofMessage(arrived, message, `${name}, message ${index + 1}`, at, folder)
  })
}

/** What is missing, and what is too many, unless a `count` says how many there are. */
function ofAnyOrder({ place: at, messages, count }: Expectation, name: string, came: readonly Exchange[], folder: string): Failure[] {
  const { missing, others } = unmatchedMessages(came, messages, folder)
  const surplus = count === undefined ? others.length : 0
  if (missing.length + surplus === 0) return []
  const numbers = [...(missing.length > 0 ? [`${missing.length} missing`] : []), ...(surplus > 0 ? [`${surplus} too many`] : [])]
  const listed = (found: readonly string[]) => (found.length === 0 ? 'no other message' : found.join('\n'))
  return [{ at, message: `${name}, in any order: ${numbers.join(', ')}`, expected: listed(missing), received: listed(others) }]
}

function ofSnapshot(expected: Expectation, what: string, received: readonly Exchange[], { name, snapshots }: Observed): Failure[] {
  if (!expected.snapshot) return []
  const { place: at } = expected
  if (snapshots === undefined) return [{ at, message: `${what}: there is nowhere to keep a snapshot` }]
  const bodies = received.map(snapshotOf)
  if (expected.anyOrder) bodies.sort((a, b) => (writeJson(a) < writeJson(b) ? -1 : 1))
  const difference = snapshots.compare(name, what, bodies)
  if (difference === undefined) return []
  if (difference.expected === undefined)
    return [{ at, message: `${what}: there is no snapshot yet; kafila test --update keeps this one`, received: difference.received }]
  return [{ at, message: `${what}: snapshot`, expected: difference.expected, received: difference.received }]
}

function ofLog(expected: Expectation, { lines }: Observed): Failure[] {
  const own = lines.filter(each => each.fromRoute)
  const { log, logger } = expected
  const found = own.filter(each => each.message.includes(log!) && (logger === undefined || each.logger === logger))
  const logged = () => ({ other: own.length === 0 ? 'routes logged nothing' : own.map(({ message }) => message).join('\n') })
  return countFailures(expected, found.length, 0, `log ${JSON.stringify(expected.log)}`, logged)
}

/** Compares a count; where too few came, what came instead is told. */
function countFailures(
  { place: at, never, count }: Expectation,
  received: number,
  listed: number,
  name: string,
  instead: () => { readonly other: string },
): Failure[] {
  const exact = never ? 0 : (count ?? (listed > 0 ? listed : undefined))
  if (exact === undefined ? received > 0 : received === exact) return []
  const expected = exact === undefined ? 'at least 1' : String(exact)
  return [{ at, message: `${name}: number of messages`, expected, received: `${received} (${instead().other})` }]
}

function arrivedAt(arrivals: Observed['stage']['arrivals']): string {
  const counts = new Map<string, number>()
  for (const { uri, step } of arrivals) {
    const name = uri ?? `step ${step}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts.size === 0
    ? 'no endpoint received anything'
    : `received: ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`
}
