import { type Exchange, type Pattern, RUNNING } from '../../core/exchange.ts'
import { runThen, type Step } from '../../core/step.ts'
import { Suspension } from '../../core/suspension.ts'
import { getVariable, keepMessage } from '../../core/variables.ts'
import { type MessageSnapshot, restoreMessage, snapshotMessage } from './message-snapshot.ts'

/** How a message is sent, beside where to. */
export interface SendOptions {
  readonly pattern?: Pattern | undefined
  readonly variableSend?: string | undefined
  readonly variableReceive?: string | undefined
}

/** Sends an exchange by `send`: another pattern meanwhile, a variable as body, the reply into a variable. */
export function sendMessage(exchange: Exchange, send: Step, options: SendOptions): void | Promise<void> {
  const before = exchange.pattern
  const kept = snapshotMessage(exchange)
  if (options.pattern !== undefined) exchange.pattern = options.pattern
  if (options.variableSend !== undefined) exchange.body = getVariable(exchange, options.variableSend)
  const failed = (error: unknown): never => {
    exchange.pattern = before
    if (error instanceof Suspension) restoreMessage(exchange, kept)
    throw error
  }
  try {
    const waiting = send(exchange)
    return waiting === undefined
      ? received(exchange, before, kept, options)
      : waiting.then(() => received(exchange, before, kept, options), failed)
  } catch (error) {
    return failed(error)
  }
}

/** Sends an exchange by `send`, which may change its pattern meanwhile. */
export function sendPlain(exchange: Exchange, send: Step): void | Promise<void> {
  const before = exchange.pattern
  return runThen(send, exchange, () => {
    exchange.pattern = before
  })
}

function received(exchange: Exchange, before: Pattern, kept: MessageSnapshot, { variableReceive }: SendOptions): void {
  exchange.pattern = before
  if (variableReceive === undefined || exchange.status !== RUNNING || exchange.exception !== undefined) return
  keepMessage(exchange, variableReceive)
  restoreMessage(exchange, kept)
}

/** The pattern that an endpoint's URI asks for by `exchangePattern`. */
export function patternOf(uri: string): Pattern | undefined {
  const asked = uri.includes('?') ? /[?&]exchangePattern=(InOnly|InOut)/.exec(uri) : null
  return asked === null ? undefined : (asked[1] as Pattern)
}
