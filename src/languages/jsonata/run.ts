import { fault } from './fault.ts'
import type { Frame } from './frame.ts'

/** What an evaluation may use up. */
export interface Limits {
  /** Milliseconds of computing. */
  readonly timeoutMs: number
  /** How deep expressions and function calls may be nested; counted at function calls, in nodes of the tree. */
  readonly depth: number
  /** The longest sequence. */
  readonly sequence: number
}

/** Limits that any sane transformation stays far below. */
export const DEFAULT_LIMITS: Limits = { timeoutMs: 10_000, depth: 5_000, sequence: 10_000_000 }

/** Steps between two looks at the clock. */
const SLICE = 4096

/** Evaluates text of the language for `$eval`, with the variables of a frame. Throws a `Fault`; D3120 where it is not well-formed. */
export type EvaluateText = (text: string, input: unknown, frame: Frame) => unknown

/** What all evaluations of one expression share. */
export interface Setting {
  readonly limits: Limits
  readonly builtins: ReadonlyMap<string, unknown>
  /** Sequences of two and more are marked, too: see `Plan.marking`. */
  readonly marking: boolean
  readonly evaluateText: EvaluateText
}

/** The state of one evaluation. Evaluations of one expression never share any. */
export class Run {
  /** The whole input: `$$`. */
  readonly input: unknown
  readonly limits: Limits
  readonly builtins: ReadonlyMap<string, unknown>
  /** Milliseconds since the epoch: `$now()` and `$millis()` are the same all along. */
  readonly timestamp: number
  /** An input that is an array is evaluated as one item of this array. */
  readonly wrapper: readonly unknown[] | undefined
  readonly marking: boolean
  readonly evaluateText: EvaluateText
  /** The nesting at which the function body in hand was called. */
  depth: number
  private fuel: number
  private started: number
  private wrappers: WeakSet<object> | undefined
  private sequences: WeakMap<object, boolean> | undefined
  private constructed: WeakSet<object> | undefined

  constructor(input: unknown, setting: Setting, timestamp: number) {
    this.input = input
    this.limits = setting.limits
    this.builtins = setting.builtins
    this.marking = setting.marking
    this.evaluateText = setting.evaluateText
    this.timestamp = timestamp
    this.wrapper = Array.isArray(input) ? [input] : undefined
    this.depth = 0
    this.fuel = SLICE
    this.started = 0
    this.wrappers = undefined
    this.sequences = undefined
    this.constructed = undefined
  }

  /** Called by every loop and function call: throws D1012 when the time is up. */
  tick(): void {
    if (--this.fuel < 0) this.refuel()
  }

  private refuel(): void {
    this.fuel = SLICE
    const now = performance.now()
    if (this.started === 0) this.started = now
    else if (now - this.started > this.limits.timeoutMs) throw fault('D1012', { value: this.limits.timeoutMs })
  }

  /** Throws D2015 where a sequence gets too long. */
  checkLength(length: number): void {
    if (length > this.limits.sequence) throw fault('D2015', { value: this.limits.sequence })
  }

  /** Wraps an array, so that it counts as one item of context. */
  wrap(input: readonly unknown[]): readonly unknown[] {
    const wrapper = [input]
    this.wrappers ??= new WeakSet()
    this.wrappers.add(wrapper)
    return wrapper
  }

  /** The input as the user sees it. */
  unwrap(input: unknown): unknown {
    if (!Array.isArray(input)) return input
    return input === this.wrapper || this.wrappers?.has(input) ? input[0] : input
  }

  /**
   * Remembers that an array is a sequence (and whether one item stays an array). Kept beside the array, not on it: other evaluations,
   * and whoever gets the result, see a plain array.
   */
  markSequence(items: unknown[], keep: boolean): void {
    this.sequences ??= new WeakMap()
    this.sequences.set(items, keep)
  }

  isSequence(items: unknown[]): boolean {
    return this.sequences?.has(items) === true
  }

  /** Whether a sequence of one stays an array. */
  keeps(items: unknown[]): boolean {
    return this.sequences?.get(items) ?? false
  }

  /** Remembers that an array was constructed as a step of a path: the next step takes it whole. */
  markWhole(items: unknown[]): void {
    this.constructed ??= new WeakSet()
    this.constructed.add(items)
  }

  isWhole(items: unknown[]): boolean {
    return this.constructed?.has(items) === true
  }
}
