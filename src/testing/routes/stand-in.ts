import { endpointPattern } from '../../compile/endpoint-pattern.ts'
import type { Clock } from '../../core/clock.ts'
import { type ErrorCode, errors, madeUpError } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { bodyOf, givesBody, headersOf } from './contents.ts'
import type { Shuffle } from './shuffle.ts'
import type { Mock } from './test-file.ts'

/** A mock at work: it answers, fails, takes its time or hangs, as it is told. */
export class StandIn {
  readonly mock: Mock
  private failures = 0
  private readonly clock: Clock
  private readonly folder: string
  private readonly matchesUri: (uri: string) => boolean

  private readonly shuffle: Shuffle | undefined

  /** `folder`: where its files are. With a `shuffle` it answers sooner or later, within the same moment. */
  constructor(mock: Mock, clock: Clock, folder: string, shuffle?: Shuffle) {
    this.mock = mock
    this.clock = clock
    this.folder = folder
    this.shuffle = shuffle
    this.matchesUri = mock.endpoint === undefined ? () => false : uriMatcher(mock.endpoint)
  }

  fits(uri: string): boolean {
    return this.matchesUri(uri)
  }

  /** Does to a message what the mock says; throws the failure. */
  act(exchange: Exchange): void | Promise<void> {
    const { hang, delay } = this.mock
    if (hang) return new Promise(() => undefined)
    if (delay !== undefined) return this.clock.sleep(delay).then(() => this.answer(exchange))
    return this.shuffle === undefined ? this.answer(exchange) : this.shuffle.turn().then(() => this.answer(exchange))
  }

  private answer(exchange: Exchange): void | Promise<void> {
    const { fail, respond, work } = this.mock
    if (fail !== undefined && this.failures < (fail.times ?? Number.POSITIVE_INFINITY)) {
      this.failures += 1
      throw failure(fail)
    }
    if (work !== undefined) return work(exchange)
    if (respond === undefined) return
    if (givesBody(respond)) exchange.body = bodyOf(respond, this.folder)
    for (const [name, value] of Object.entries(headersOf(respond))) exchange.setHeader(name, value)
  }
}

function failure({ code, exception, message }: NonNullable<Mock['fail']>): Error {
  if (code !== undefined) return madeUpError(code as ErrorCode, message, exception)
  return errors.KF_RUN_THROWN({ message }, { type: exception ?? 'java.lang.Exception' })
}

/** Whether a URI is meant by what a test file calls it: exactly, by a pattern, or without its options. */
export function uriMatcher(pattern: string): (uri: string) => boolean {
  const matches = endpointPattern(pattern)
  const either = (uri: string) => matches(uri) || matches(decoded(uri))
  return pattern.includes('?') ? either : uri => either(uri) || either(uri.replace(/\?.*$/, ''))
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}
