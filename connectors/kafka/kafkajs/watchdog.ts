import type { ConsumerSettings } from '../client.ts'

/**
 * Tells when a consumer does nothing any more: neither fetches nor heartbeats have come back for as long as they may take. A client that
 * is stuck would look well for ever.
 */
export class Watchdog {
  private readonly settings: ConsumerSettings
  private readonly stuck: (ms: number) => void
  private last = Date.now()
  private rebalancing = true
  private readonly timer: NodeJS.Timeout

  constructor(settings: ConsumerSettings, stuck: (ms: number) => void) {
    this.settings = settings
    this.stuck = stuck
    this.timer = setInterval(() => this.look(), Math.min(5000, settings.sessionTimeoutMs / 2))
    this.timer.unref()
  }

  /** Something came back. */
  moved(): void {
    this.last = Date.now()
  }

  /** The group shares out partitions anew, which may take long. */
  joining(): void {
    this.rebalancing = true
    this.moved()
  }

  joined(): void {
    this.rebalancing = false
    this.moved()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private look(): void {
    const { fetchWaitMs, rebalanceTimeoutMs, requestTimeoutMs, sessionTimeoutMs } = this.settings
    const allowed = sessionTimeoutMs + requestTimeoutMs + fetchWaitMs + (this.rebalancing ? rebalanceTimeoutMs : 0)
    const since = Date.now() - this.last
    if (since <= allowed) return
    this.stop()
    this.stuck(since)
  }
}
