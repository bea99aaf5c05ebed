export interface FlowLimits {
  readonly maxMessages: number
  readonly maxBytes: number
}

/**
 * Bounds what a source has taken and not yet settled, by messages and by bytes. `enter` waits while a bound is reached; a message that is
 * larger than the bound alone still passes when nothing else is there. Sources that are pushed to are paused and resumed instead.
 */
export class FlowGate {
  messages = 0
  bytes = 0
  private readonly limits: FlowLimits
  private readonly waiting: { readonly size: number; readonly go: () => void }[] = []
  private readonly hooks: { readonly pause?: () => void; readonly resume?: () => void }
  private paused = false

  constructor(limits: FlowLimits, hooks: { readonly pause?: () => void; readonly resume?: () => void } = {}) {
    this.limits = limits
    this.hooks = hooks
  }

  enter(size: number): void | Promise<void> {
    if (this.waiting.length === 0 && this.fits(size)) return this.take(size)
    return new Promise(resolve => this.waiting.push({ size, go: resolve }))
  }

  leave(size: number): void {
    this.messages -= 1
    this.bytes -= size
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.size); next = this.waiting[0]) {
      this.waiting.shift()
      this.take(next.size)
      next.go()
    }
    if (this.paused && !this.full()) {
      this.paused = false
      this.hooks.resume?.()
    }
  }

  private take(size: number): void {
    this.messages += 1
    this.bytes += size
    if (this.paused || !this.full()) return
    this.paused = true
    this.hooks.pause?.()
  }

  private full(): boolean {
    return this.messages >= this.limits.maxMessages || this.bytes >= this.limits.maxBytes
  }

  private fits(size: number): boolean {
    if (this.messages === 0) return true
    return this.messages < this.limits.maxMessages && this.bytes + size <= this.limits.maxBytes
  }
}
