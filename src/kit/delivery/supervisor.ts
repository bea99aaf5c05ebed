import { setMaxListeners } from 'node:events'
import { errors, isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { maskSecrets } from '../../core/mask-secrets.ts'
import type { ConnectorContext } from '../connector.ts'
import { Backoff, type BackoffTimes, RECONNECT } from './backoff.ts'

/** How a connection is opened, used and closed. Foreign errors are wrapped before they come here. */
export interface ConnectionSteps<C> {
  /** What is connected to, for messages: `kafka localhost:9092`. Without secrets. */
  readonly what: string
  /** Connects, and subscribes where there is something to subscribe to. `lost` tells that this connection is gone; it may be called at any time and often. */
  open(lost: (cause?: unknown) => void, signal: AbortSignal): Promise<C>
  /** Gives back what `open` made; failures are only logged. */
  close(connection: C): Promise<void> | void
  readonly times?: BackoffTimes
}

/**
 * Keeps a connection: opens it, opens it again with growing delay and jitter when it is lost, and tells health how it stands. A failure
 * that is `fatal` (wrong credentials) ends it; everything else is tried again for ever.
 */
export class Supervisor<C> {
  private readonly context: ConnectorContext
  private readonly steps: ConnectionSteps<C>
  private readonly backoff: Backoff
  private stopping = stopper()
  private connection: C | undefined
  private opening: Promise<void> | undefined
  private fatal: unknown
  private last: unknown
  private readonly waiting = new Set<() => void>()
  private generation = 0

  constructor(context: ConnectorContext, steps: ConnectionSteps<C>) {
    this.context = context
    this.steps = steps
    this.backoff = new Backoff(steps.times ?? RECONNECT)
  }

  /** The connection, where there is one now. */
  get current(): C | undefined {
    return this.connection
  }

  /**
   * Resolves when there is a connection, or when the first attempt has failed for a reason that may pass: then it goes on trying, and the
   * runtime is not ready. Rejects where the failure is fatal.
   */
  async start(): Promise<void> {
    if (this.opening !== undefined || this.connection !== undefined) return
    this.stopping = stopper()
    this.fatal = undefined
    this.report('connecting')
    await this.attempt()
    if (this.fatal !== undefined) throw this.fatal
    if (this.connection === undefined) this.again()
  }

  /** The connection, waited for at most so long. Rejects with `KF_CONN_NOT_CONNECTED`, which may be tried again, or with what was fatal. */
  async acquire(timeoutMs: number): Promise<C> {
    if (this.connection !== undefined) return this.connection
    if (this.fatal === undefined && !this.stopping.signal.aborted) await this.change(timeoutMs)
    if (this.connection !== undefined) return this.connection
    throw this.fatal ?? errors.KF_CONN_NOT_CONNECTED({ what: this.steps.what, reason: this.reason() }, { cause: this.last })
  }

  /** Closes the connection and tries no more. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.notify()
    await this.opening
    await this.drop()
    this.context.connection(undefined)
  }

  private async attempt(): Promise<void> {
    const generation = ++this.generation
    try {
      const connection = await this.steps.open(cause => this.lost(generation, cause), this.stopping.signal)
      if (this.stopping.signal.aborted || generation !== this.generation) return void (await this.closeQuietly(connection))
      this.connected(connection)
    } catch (error) {
      this.failed(error)
    }
  }

  private connected(connection: C): void {
    if (this.backoff.attempts > 0 || this.last !== undefined) this.context.meter.reconnects += 1
    this.backoff.reset()
    this.last = undefined
    this.connection = connection
    this.report('connected')
    this.notify()
  }

  private failed(error: unknown): void {
    if (this.stopping.signal.aborted) return
    this.last = error
    if (isKafilaError(error) && error.fatal) {
      this.fatal = error
      this.report('failed', error)
      this.context.log('ERROR', `${this.steps.what}: ${exceptionMessage(error)}; it is not tried again`, error)
      this.notify()
      return
    }
    this.report('connecting', error)
    this.context.log('WARN', `${this.steps.what}: not connected: ${exceptionMessage(error)}`, undefined)
  }

  private lost(generation: number, cause: unknown): void {
    if (generation !== this.generation || this.stopping.signal.aborted) return
    const wasOpening = this.connection === undefined
    this.last = cause ?? errors.KF_CONN_LOST({ what: this.steps.what })
    if (wasOpening) {
      // an attempt that is still under way counts as failed: what it opens is closed
      this.generation += 1
      if (this.opening !== undefined) return
    }
    this.failed(this.last)
    const dropped = this.drop()
    if (this.fatal === undefined) this.again(dropped)
  }

  private again(before: Promise<void> = Promise.resolve()): void {
    if (this.opening !== undefined) return
    this.opening = before
      .then(() => this.reconnect())
      .finally(() => {
        this.opening = undefined
      })
  }

  private async reconnect(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted && this.fatal === undefined && this.connection === undefined) {
      const waited = this.context.services.clock.sleep(this.backoff.next(), signal)
      if (!(await waited.then(() => true).catch(() => false))) return
      await this.attempt()
    }
  }

  private async drop(): Promise<void> {
    const { connection } = this
    this.connection = undefined
    if (connection !== undefined) await this.closeQuietly(connection)
  }

  private async closeQuietly(connection: C): Promise<void> {
    try {
      await this.steps.close(connection)
    } catch (error) {
      this.context.log('DEBUG', `${this.steps.what}: closing failed: ${exceptionMessage(error)}`, error)
    }
  }

  private change(timeoutMs: number): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        this.waiting.delete(done)
        cancel()
        resolve()
      }
      const cancel = this.context.services.clock.after(timeoutMs, done)
      this.waiting.add(done)
    })
  }

  private notify(): void {
    for (const done of [...this.waiting]) done()
  }

  private report(state: 'connecting' | 'connected' | 'failed', cause?: unknown): void {
    this.context.connection(state, cause === undefined ? undefined : maskSecrets(String(exceptionMessage(cause))))
  }

  private reason(): string {
    if (this.stopping.signal.aborted) return 'it is stopped'
    return this.last === undefined ? 'it is still connecting' : String(exceptionMessage(this.last))
  }
}

/** Whatever an opening connection waits for may listen to its signal. */
function stopper(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
