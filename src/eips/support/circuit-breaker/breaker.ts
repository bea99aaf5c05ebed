import type { Clock } from '../../../core/clock.ts'
import { type CallWindow, CountWindow, TimeWindow } from './window.ts'

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN'

/** When a breaker opens and closes; durations in milliseconds, rates in percent. */
export interface BreakerSettings {
  readonly failureRateThreshold: number
  readonly slowCallRateThreshold: number
  readonly slowCallDurationThreshold: number
  readonly slidingWindowType: 'COUNT_BASED' | 'TIME_BASED'
  readonly slidingWindowSize: number
  readonly minimumNumberOfCalls: number
  readonly permittedNumberOfCallsInHalfOpenState: number
  readonly waitDurationInOpenState: number
  readonly maxWaitDurationInHalfOpenState: number
  readonly automaticTransitionFromOpenToHalfOpenEnabled: boolean
  /** Whether one failed call on trial opens the circuit again, whatever the others do. */
  readonly firstFailureReopens: boolean
}

/**
 * The states of a circuit breaker. Closed, it counts calls in a window and opens where too many failed or were slow; open, it lets
 * nothing through until its wait is over; half open, it judges by a few calls whether it closes or opens again.
 */
export class Breaker {
  private readonly settings: BreakerSettings
  private readonly clock: Clock
  private current: BreakerState = 'CLOSED'
  private window: CallWindow
  private minimum: number
  private permits = 0
  private openUntil = 0
  private cancelTimer: (() => void) | undefined

  constructor(settings: BreakerSettings, clock: Clock) {
    this.settings = settings
    this.clock = clock
    this.window = this.closedWindow()
    this.minimum = this.closedMinimum()
  }

  get state(): BreakerState {
    return this.current
  }

  /** Whether a call may begin; each that may must be given to `succeeded`, `failed` or `ignored` when it has ended. */
  tryAcquire(): boolean {
    if (this.current === 'OPEN' && this.clock.now() > this.openUntil) this.halfOpen()
    if (this.current === 'CLOSED') return true
    if (this.current === 'OPEN' || this.permits === 0) return false
    this.permits -= 1
    return true
  }

  /** A call went well after so many milliseconds. */
  succeeded(duration: number): void {
    this.record(false, duration)
  }

  failed(duration: number): void {
    this.record(true, duration)
  }

  /** A call ended in a way that does not count. */
  ignored(): void {
    if (this.current === 'HALF_OPEN') this.permits += 1
  }

  /** Gives back its timer; a wait that is over is still noticed by the next call. */
  close(): void {
    this.cancelTimer?.()
    this.cancelTimer = undefined
  }

  private record(failed: boolean, duration: number): void {
    this.window.add(failed, duration > this.settings.slowCallDurationThreshold)
    const { calls } = this.window.counts
    if (this.current === 'HALF_OPEN' && failed && this.settings.firstFailureReopens) return this.open()
    if (this.current === 'OPEN' || calls < this.minimum || calls === 0) return
    if (this.exceeded()) this.open()
    else if (this.current === 'HALF_OPEN') this.closed()
  }

  private exceeded(): boolean {
    const { calls, failed, slow } = this.window.counts
    const { failureRateThreshold, slowCallRateThreshold } = this.settings
    return (failed * 100) / calls >= failureRateThreshold || (slow * 100) / calls >= slowCallRateThreshold
  }

  private open(): void {
    const { waitDurationInOpenState, automaticTransitionFromOpenToHalfOpenEnabled } = this.settings
    this.current = 'OPEN'
    this.openUntil = this.clock.now() + waitDurationInOpenState
    this.close()
    if (automaticTransitionFromOpenToHalfOpenEnabled) this.after(waitDurationInOpenState, () => this.halfOpen())
  }

  private halfOpen(): void {
    const {
      permittedNumberOfCallsInHalfOpenState: permitted,
      minimumNumberOfCalls,
      maxWaitDurationInHalfOpenState,
      firstFailureReopens,
    } = this.settings
    this.current = 'HALF_OPEN'
    this.permits = permitted
    this.window = new CountWindow(permitted)
    this.minimum = firstFailureReopens ? permitted : Math.min(minimumNumberOfCalls, permitted)
    this.close()
    if (maxWaitDurationInHalfOpenState > 0) this.after(maxWaitDurationInHalfOpenState, () => this.open())
  }

  private closed(): void {
    this.current = 'CLOSED'
    this.window = this.closedWindow()
    this.minimum = this.closedMinimum()
    this.close()
  }

  private after(ms: number, action: () => void): void {
    this.cancelTimer = this.clock.after(ms, action, { background: true })
  }

  private closedWindow(): CallWindow {
    const { slidingWindowType, slidingWindowSize } = this.settings
    return slidingWindowType === 'COUNT_BASED'
      ? new CountWindow(slidingWindowSize)
      : new TimeWindow(slidingWindowSize, () => this.clock.now())
  }

  /** A window of calls never holds more than its size. */
  private closedMinimum(): number {
    const { slidingWindowType, slidingWindowSize, minimumNumberOfCalls } = this.settings
    return slidingWindowType === 'COUNT_BASED' ? Math.min(minimumNumberOfCalls, slidingWindowSize) : minimumNumberOfCalls
  }
}
