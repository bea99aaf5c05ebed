import { type Exchange, FAILED, ROLLBACK, STOPPED } from '../../core/exchange.ts'
import { setFailure } from './exchanges.ts'
import type { PartObserver } from './split-parts.ts'

/** A part that failed: which one, and why. */
export class SplitFailure {
  readonly index: number
  readonly exception: unknown

  constructor(index: number, exception: unknown) {
    this.index = index
    this.exception = exception
  }

  toString(): string {
    return `Failure[index=${this.index}, exception=${this.exception}]`
  }
}

/** What came of a split that tolerates failures: the value of `CamelSplitResult`. */
export class SplitResult {
  readonly totalItems: number
  readonly processedItems: number
  readonly successCount: number
  readonly failureCount: number
  readonly failures: readonly SplitFailure[]
  readonly aborted: boolean

  constructor(total: number, processed: number, failures: readonly SplitFailure[], aborted: boolean) {
    this.totalItems = total
    this.processedItems = processed
    this.successCount = processed - failures.length
    this.failureCount = failures.length
    this.failures = failures
    this.aborted = aborted
  }

  toString(): string {
    return `SplitResult[total=${this.totalItems}, processed=${this.processedItems}, success=${this.successCount}, failures=${this.failureCount}, aborted=${this.aborted}]`
  }
}

/** How many parts may fail before the rest is left: so many, or such a share of those that were run. 0 sets no limit. */
export interface Tolerance {
  readonly maxFailedRecords: number
  readonly errorThreshold: number
}

/** Counts the failures of one split, and tells when there are too many. A tolerated failure is taken off the part. */
export class FailureCount implements PartObserver {
  private readonly tolerance: Tolerance
  private total: number
  private processed = 0
  private readonly failures: SplitFailure[] = []

  /** `total` is given where it is known before. */
  constructor(tolerance: Tolerance, total: number | undefined) {
    this.tolerance = tolerance
    this.total = total ?? 0
    if (total !== undefined) this.made = () => undefined
  }

  made(): void {
    this.total += 1
  }

  ended(): void {
    this.processed += 1
  }

  continues(part: Exchange, index: number): boolean {
    if ((part.status & (STOPPED | ROLLBACK)) !== 0) return false
    if (part.exception === undefined) return true
    this.failures.push(new SplitFailure(index, part.exception))
    if (this.exceeded()) return false
    setFailure(part, undefined)
    part.status &= ~FAILED
    return true
  }

  /** What came of it, for the property of the message. */
  result(aborted: boolean): SplitResult {
    return new SplitResult(this.total, this.processed, this.failures, aborted)
  }

  private exceeded(): boolean {
    const { maxFailedRecords, errorThreshold } = this.tolerance
    if (maxFailedRecords > 0 && this.failures.length >= maxFailedRecords) return true
    return errorThreshold > 0 && this.processed > 0 && this.failures.length / this.processed >= errorThreshold
  }
}
