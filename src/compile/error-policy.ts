import { type Exchange, FAILED } from '../core/exchange.ts'
import type { HeaderRecord } from '../core/headers.ts'
import type { Step } from '../core/step.ts'
import type { UnitOfWork } from '../core/unit-of-work.ts'

/** A compiled step with what is known about it. */
export interface PipelineNode {
  readonly id: string
  /** The step's name: `to`, `setBody` … */
  readonly name: string
  readonly step: Step
  /** A failure of this node does not go to the pipeline's error policy but is thrown. */
  readonly unguarded?: boolean
}

/** The message before a step ran: what a redelivery starts from. */
export interface MessageSnapshot {
  readonly body: unknown
  readonly headers: HeaderRecord
  readonly spellings: Map<string, string> | undefined
}

/** What an error policy gets to know about the step that failed. */
export interface Failure {
  readonly node: PipelineNode
  readonly routeId: string
  readonly before: MessageSnapshot | undefined
}

/**
 * What happens when a step of a pipeline fails. It may run the step again (`failure.node.step`). When it is done the exchange is either
 * RUNNING (the pipeline goes on behind the step) or halted (FAILED, HANDLED, STOPPED …). It never throws.
 */
export interface ErrorPolicy {
  /** Whether steps may be tried again: the pipeline then keeps the message before each of them. */
  readonly keepsMessage: boolean
  onFailure(exchange: Exchange, error: unknown, failure: Failure): void | Promise<void>
}

/** Keeps a message as it is now; its headers are shared until somebody writes. */
export function snapshot(exchange: Exchange): MessageSnapshot {
  exchange.headersShared = true
  // Camel keeps a copy, for which it asks for the id
  exchange.named = true
  return { body: exchange.body, headers: exchange.headers, spellings: exchange.spellings }
}

/** Puts a kept message back. */
export function restore(exchange: Exchange, kept: MessageSnapshot): void {
  exchange.body = kept.body
  exchange.headers = kept.headers
  exchange.headersShared = true
  exchange.spellings = kept.spellings
}

/** Gives an exchange the original message of a unit of work as its own; false where none is kept. */
export function takeOriginal(exchange: Exchange, unit: UnitOfWork | undefined): boolean {
  const original = unit?.original
  if (original === undefined) return false
  restore(exchange, original)
  unit!.takenBy(exchange)
  return true
}

/** Marks an exchange as failed for good: no step runs any more, no outer error handler tries again. */
export function fail(exchange: Exchange, error: unknown): void {
  exchange.exception = error
  exchange.status |= FAILED
}
