import { exceptionMessage, exceptionType } from '../../core/exceptions.ts'
import { type Exchange, ROLLBACK, ROLLBACK_LAST } from '../../core/exchange.ts'
import type { LogLevel, LogRecord } from '../../core/services.ts'
import type { HandlerPlan } from './handler-plan.ts'
import type { RedeliverySettings } from './redelivery-settings.ts'

/** Writes what an error handler has to say, at the levels and as far as its redelivery policy wants it. */
export class FailureLog {
  private readonly plan: HandlerPlan

  constructor(plan: HandlerPlan) {
    this.plan = plan
  }

  /** A step failed; it may be tried again. */
  attempt(exchange: Exchange, error: unknown, counter: number, settings: RedeliverySettings): void {
    const { logRetryAttempted, retryAttemptedLogInterval: interval, retryAttemptedLogLevel: level } = settings
    if (!logRetryAttempted || (interval > 1 && counter % interval !== 0)) return
    this.write(exchange, level, error, settings.logRetryStackTrace, () => `On delivery attempt: ${counter} caught: ${shown(error)}`)
  }

  /** No attempt is left. */
  exhausted(exchange: Exchange, error: unknown, counter: number, settings: RedeliverySettings, handled: boolean): void {
    if (!settings.logExhausted || (handled && !settings.logHandled)) return
    const rollback = (exchange.status & (ROLLBACK | ROLLBACK_LAST)) !== 0
    const level = rollback ? atMostWarn(settings.retriesExhaustedLogLevel) : settings.retriesExhaustedLogLevel
    this.write(
      exchange,
      level,
      error,
      settings.logStackTrace,
      () => `Exhausted after delivery attempt: ${counter} caught: ${shown(error)}${this.whereTo(handled)}`,
    )
  }

  continued(exchange: Exchange, error: unknown, counter: number, settings: RedeliverySettings): void {
    if (!settings.logContinued || !settings.logExhausted) return
    const said = () => `Exhausted after delivery attempt: ${counter} caught: ${shown(error)}. Handled and continue routing.`
    this.write(exchange, settings.retriesExhaustedLogLevel, error, settings.logStackTrace, said)
  }

  /** The steps that handle a failure failed themselves: always told, as by Camel's last error handler, since nothing else would tell of both. */
  handlingFailed(exchange: Exchange, error: unknown, handled: unknown): void {
    this.write(exchange, 'ERROR', error, true, () => `Handling ${shown(handled)} failed itself: ${shown(error)}`)
  }

  /** Sending to the dead letter endpoint failed. */
  newException(exchange: Exchange, error: unknown, settings: RedeliverySettings): void {
    if (!settings.logNewException) return
    const { deadLetter } = this.plan
    const said = () =>
      `New exception occurred during processing by the DeadLetterChannel[${deadLetter!.uri}] due ${exceptionMessage(error)}. ` +
      `The new exception is ${deadLetter!.handlesNewException ? '' : 'not '}being handled as deadLetterHandleNewException=${deadLetter!.handlesNewException}.`
    this.write(exchange, atMostWarn(settings.retriesExhaustedLogLevel), error, settings.logStackTrace, said)
  }

  private whereTo(handled: boolean): string {
    return handled && this.plan.deadLetter ? `. Handled by DeadLetterChannel: [${this.plan.deadLetter.uri}]` : ''
  }

  private write(exchange: Exchange, level: LogLevel, error: unknown, withError: boolean, said: () => string): void {
    const { log } = exchange.services
    if (level === 'OFF' || !log.enabled(level, this.plan.logger)) return
    const message = `Failed delivery for (MessageId: ${exchange.messageId} on ExchangeId: ${exchange.id}). ${said()}`
    const record: LogRecord = { level, logger: this.plan.logger, message, ...(withError && { error }) }
    log.write(record)
  }
}

function shown(error: unknown): string {
  return `${exceptionType(error)}: ${exceptionMessage(error)}`
}

function atMostWarn(level: LogLevel): LogLevel {
  return level === 'ERROR' ? 'WARN' : level
}
