import type { ChannelModel, ConfirmChannel, Message } from 'amqplib'
import type { Clock } from '../../src/core/clock.ts'
import { errors, type KafilaError } from '../../src/core/errors.ts'
import { amqpFailure, connectionLost } from './failures.ts'
import type { Outgoing } from './message.ts'

const REJECTED = 'org.springframework.amqp.core.AmqpMessageReturnedException'

/** Where a message goes, and what is waited for. */
export interface Publication extends Outgoing {
  readonly exchange: string
  readonly routingKey: string
  readonly mandatory: boolean
  /** How long the confirmation may take, in milliseconds; not above 0 for ever. `undefined`: it is not waited for. */
  readonly confirmMs: number | undefined
}

interface Pending {
  readonly publication: Publication
  returned: string | undefined
  readonly fail: (error: KafilaError) => void
}

/**
 * Sends messages over one channel, and tells of each when the broker has confirmed it. Many may wait for their confirmation at a time.
 * A broker sends a message that no queue takes back before it confirms it: the first one of the same content that waits is it.
 */
export class Publisher {
  readonly channel: ConfirmChannel
  private readonly what: string
  private readonly clock: Clock
  private readonly pending = new Set<Pending>()
  private closed: KafilaError | undefined

  private constructor(channel: ConfirmChannel, what: string, clock: Clock) {
    this.channel = channel
    this.what = what
    this.clock = clock
  }

  /** Opens the channel; `failed` is told when it is closed by the broker, which it does when a message goes to an exchange that is not there. */
  static async open(connection: ChannelModel, what: string, clock: Clock, failed: (cause: KafilaError) => void): Promise<Publisher> {
    const channel = await connection.createConfirmChannel()
    const publisher = new Publisher(channel, what, clock)
    let cause: unknown
    channel.on('error', error => {
      cause = error
    })
    channel.on('close', () => {
      const failure = cause === undefined ? connectionLost(what) : retryable(cause, what)
      publisher.end(failure)
      if (cause !== undefined) failed(failure)
    })
    channel.on('return', message => publisher.returned(message))
    return publisher
  }

  /** Resolves when the message is confirmed, rejects where it is refused, returned, or the connection is lost before. */
  publish(publication: Publication): Promise<void> {
    if (this.closed !== undefined) return Promise.reject(this.closed)
    return new Promise((resolve, reject) => {
      let cancel = () => undefined as void
      const entry: Pending = {
        publication,
        returned: undefined,
        fail: error => {
          if (!this.pending.delete(entry)) return
          cancel()
          reject(error)
        },
      }
      this.pending.add(entry)
      if (!this.write(entry, resolve, () => cancel())) return
      const { confirmMs } = publication
      if (confirmMs === undefined) {
        this.pending.delete(entry)
        resolve()
      } else if (confirmMs > 0) {
        cancel = this.clock.after(confirmMs, () => entry.fail(errors.KF_CONN_TIMEOUT({ what: this.what, ms: confirmMs })))
      }
    })
  }

  private write(entry: Pending, resolve: () => void, cancel: () => void): boolean {
    const { exchange, routingKey, content, options, mandatory } = entry.publication
    try {
      this.channel.publish(exchange, routingKey, content, { ...options, mandatory }, error => {
        // where the channel is closed its own events, a moment later, tell why
        if (error) return void setImmediate(() => entry.fail(this.closed ?? amqpFailure(error, this.what)))
        if (entry.returned !== undefined) return entry.fail(this.unroutable(entry))
        if (!this.pending.delete(entry)) return
        cancel()
        resolve()
      })
      return true
    } catch (error) {
      // what cannot be encoded is thrown at once, a closed channel too
      const reason = error instanceof Error ? error.message : String(error)
      entry.fail(this.closed ?? errors.KF_CONN_REJECTED({ what: this.what, reason }, { cause: error }))
      return false
    }
  }

  private returned({ fields, content }: Message): void {
    const { exchange, routingKey, replyText } = fields as { exchange: string; routingKey: string; replyText?: string }
    for (const entry of this.pending) {
      const { publication } = entry
      if (entry.returned !== undefined || publication.exchange !== exchange || publication.routingKey !== routingKey) continue
      if (!publication.content.equals(content)) continue
      entry.returned = replyText ?? 'NO_ROUTE'
      return
    }
  }

  private unroutable({ publication: { exchange, routingKey }, returned }: Pending): KafilaError {
    const reason = `no queue takes it: ${returned} (exchange ${exchange === '' ? 'default' : exchange}, routing key ${routingKey})`
    return errors.KF_CONN_REJECTED({ what: this.what, reason }, { type: REJECTED })
  }

  private end(failure: KafilaError): void {
    this.closed = failure
    for (const entry of [...this.pending]) entry.fail(failure)
  }
}

/** A channel that the broker closes is opened again: what it did not like may be there later (an exchange). */
function retryable(cause: unknown, what: string): KafilaError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return errors.KF_CONN_FAILED({ connector: what, reason }, { cause, type: 'org.springframework.amqp.AmqpIOException' })
}
