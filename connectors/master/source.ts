import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Elector, Leadership } from '../../src/kit/cluster-service.ts'
import type { Source, SourceContext } from '../../src/kit/index.ts'

interface MasterOptions {
  readonly namespace: string
  readonly delegateUri: string
  readonly backOffDelay: number
  readonly backOffMaxAttempts: number
}

/** How long messages in flight may take when the leadership is lost: others lead soon. */
const HANDOVER_MS = 5000

/** Runs the source of another endpoint while this process leads. */
export class MasterSource implements Source {
  private readonly options: MasterOptions
  private readonly elector: Elector
  private readonly context: SourceContext
  private stopping = new AbortController()
  private running: Promise<void> | undefined
  private leadership: Leadership | undefined
  private source: Source | undefined
  private deadline: AbortSignal | undefined
  private suspended = false

  constructor(options: MasterOptions, elector: Elector, context: SourceContext) {
    this.options = options
    this.elector = elector
    this.context = context
  }

  start(): void {
    this.stopping = new AbortController()
    this.suspended = false
    this.running = this.run(this.stopping.signal)
  }

  async stop(deadline: AbortSignal): Promise<void> {
    this.deadline = deadline
    this.stopping.abort()
    await this.running
  }

  async suspend(): Promise<void> {
    this.suspended = true
    if (this.source?.suspend) await this.source.suspend()
    else await this.source?.stop(AbortSignal.timeout(HANDOVER_MS))
  }

  async resume(): Promise<void> {
    this.suspended = false
    if (this.source?.resume) await this.source.resume()
    else await this.source?.start()
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.leadership = await this.elector.acquire(this.options.namespace, signal)
      } catch (error) {
        if (signal.aborted) return
        this.context.log('WARN', `no election in ${this.options.namespace}: ${exceptionMessage(error)}`, error)
        await this.pause(signal)
        continue
      }
      await this.lead(this.leadership, signal)
    }
  }

  /** Reads as long as this process leads; then the next one may. */
  private async lead(leadership: Leadership, signal: AbortSignal): Promise<void> {
    const { delegateUri } = this.options
    const ended = AbortSignal.any([signal, leadership.lost])
    try {
      if (!(await this.started(ended))) return
      this.context.log('INFO', `Leadership taken. Consumer started: ${delegateUri}`)
      await aborted(ended)
    } finally {
      await this.source?.stop(signal.aborted && this.deadline ? this.deadline : AbortSignal.timeout(HANDOVER_MS))
      if (this.source !== undefined) this.context.log('INFO', `Leadership lost. Consumer stopped: ${delegateUri}`)
      this.source = undefined
      await leadership.release()
      this.leadership = undefined
    }
  }

  /** Starts the other source, as often as it takes; false where it cannot be, or the leadership has ended. */
  private async started(ended: AbortSignal): Promise<boolean> {
    const { delegateUri, backOffMaxAttempts } = this.options
    for (let attempt = 1; !ended.aborted; attempt++) {
      try {
        const source = await this.context.delegate(delegateUri, () => this.leadership?.held === true)
        if (!this.suspended) await source.start()
        this.source = source
        return true
      } catch (error) {
        this.context.log('WARN', `${delegateUri} cannot start: ${exceptionMessage(error)}`, error)
        if (attempt >= backOffMaxAttempts) return false
        await this.pause(ended)
      }
    }
    return false
  }

  private pause(signal: AbortSignal): Promise<void> {
    return this.context.services.clock.sleep(this.options.backOffDelay, signal).catch(() => undefined)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
