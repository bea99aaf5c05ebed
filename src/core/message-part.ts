import type { Exchange } from './exchange.ts'

/** An item of an iterator that is a whole message: what a split makes its parts of has headers of its own (the entries of an archive). */
export class MessagePart {
  readonly body: unknown
  readonly headers: Readonly<Record<string, unknown>>

  constructor(body: unknown, headers: Readonly<Record<string, unknown>>) {
    this.body = body
    this.headers = headers
  }

  /** Puts body and headers into a copy of the message that is taken apart, whose other headers stay. */
  fill(part: Exchange): void {
    part.body = this.body
    for (const [name, value] of Object.entries(this.headers)) part.setHeader(name, value)
  }
}

/** A list of whole messages: split, each of them is a part with its own body and with no headers but its own. */
export class MessageList extends Array<Exchange> {
  /** The messages as what a split takes for its parts. */
  parts(): MessagePart[] {
    return Array.from(this, message => new WholeMessage(message))
  }
}

class WholeMessage extends MessagePart {
  private readonly message: Exchange

  constructor(message: Exchange) {
    super(message.body, message.headers)
    this.message = message
  }

  override fill(part: Exchange): void {
    part.body = this.message.body
    part.shareHeaders(this.message)
  }
}
