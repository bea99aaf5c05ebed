import type { Exchange } from '../../core/exchange.ts'
import type { HeaderRecord } from '../../core/headers.ts'

/** Body and headers of a message, as they were. */
export interface MessageSnapshot {
  readonly body: unknown
  readonly headers: HeaderRecord
  readonly spellings: Map<string, string> | undefined
}

/** Keeps a message as it is now; its headers are shared until somebody writes. */
export function snapshotMessage(exchange: Exchange): MessageSnapshot {
  exchange.headersShared = true
  return { body: exchange.body, headers: exchange.headers, spellings: exchange.spellings }
}

/** Puts a kept message back. */
export function restoreMessage(exchange: Exchange, kept: MessageSnapshot): void {
  exchange.body = kept.body
  exchange.headers = kept.headers
  exchange.spellings = kept.spellings
  exchange.headersShared = true
}
