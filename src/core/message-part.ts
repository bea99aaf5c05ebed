import type { Exchange } from './exchange.ts'

/** An item of an iterator that is a whole message: what a split makes its parts of has headers of its own (the entries of an archive). */
export class MessagePart {
  readonly body: unknown
  readonly headers: Readonly<Record<string, unknown>>

  constructor(body: unknown, headers: Readonly<Record<string, unknown>>) {
    this.body = body
    this.headers = headers
  }

  /** Puts body and headers into a copy of the message that is taken apart. */
  fill(part: Exchange): void {
    part.body = this.body
    for (const [name, value] of Object.entries(this.headers)) part.setHeader(name, value)
  }
}
