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

/** Whether an item is a whole message. Most are plain data, which is seen sooner than that something is of no class. */
export function isMessagePart(item: unknown): item is MessagePart {
  return typeof item === 'object' && item !== null && item.constructor !== Object && item instanceof MessagePart
}

/** A list of whole messages: split, each of them is a part with its own body and with no headers but its own. */
export class MessageList extends Array<Exchange> {
  /** The messages as what a split takes for its parts. */
  parts(): MessagePart[] {
    return Array.from(this, message => new WholeMessage(message))
  }

  /** How long it is, instead of all that is in it. */
  override toString(): string {
    return `List<Exchange>(${this.length} elements)`
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
