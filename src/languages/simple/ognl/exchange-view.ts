import type { Exchange } from '../../../core/exchange.ts'
import type { Services } from '../../../core/services.ts'

/** The message of an exchange as a value of its own: what `exchange.message` and `exchange.in` are in Camel. */
export class MessageView {
  readonly exchange: Exchange

  constructor(exchange: Exchange) {
    this.exchange = exchange
  }

  toString(): string {
    return 'Message'
  }
}

/** The runtime as a value: what `camelContext` is in Camel. */
export class ContextView {
  readonly name: string
  readonly description: string | null

  constructor({ name, main }: Services) {
    this.name = name
    this.description = main.description ?? null
  }

  getDescription(): string | null {
    return this.description
  }

  getName(): string {
    return this.name
  }

  /** It runs as long as there is somebody to ask. */
  getStatus(): string {
    return 'Started'
  }

  isStarted(): boolean {
    return true
  }

  isStopped(): boolean {
    return false
  }

  isSuspended(): boolean {
    return false
  }

  /** The version of Camel whose language this is. */
  getVersion(): string {
    return '4.22.0'
  }

  toString(): string {
    return `CamelContext(${this.name})`
  }
}
