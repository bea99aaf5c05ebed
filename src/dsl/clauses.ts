import type { StepChain } from './step-chain.ts'
import type { Steps } from './steps.gen.ts'
import type { AnyHeaders, Condition, Placeholder } from './types.ts'
import type { GivenOptions } from './values.ts'

type Run = (make: unknown, step: string) => StepChain

/** What any clause may say beside its steps. */
export interface ClauseOptions {
  readonly id?: string | undefined
  readonly description?: string | undefined
  readonly note?: string | undefined
  readonly disabled?: boolean | Placeholder | undefined
}

/** Clauses with steps, which may be left out. */
class Clauses {
  private readonly run: Run

  constructor(run: Run) {
    this.run = run
  }

  protected ran(make: unknown, step: string): GivenOptions {
    return make === undefined ? {} : { steps: this.run(make, step) }
  }
}

/** The branches of a choice; `Out` is what the bodies of the branches may be. */
export class ChoiceClauses<B, H, Out = never> extends Clauses {
  /** @internal */
  readonly given: { readonly when: GivenOptions[]; otherwise: GivenOptions | undefined } = { when: [], otherwise: undefined }
  /** A branch: its steps run where this is the first condition that is true. */
  when<R = B>(
    condition: Condition<B, H>,
    steps?: (steps: Steps<B, H>) => Steps<R, AnyHeaders>,
    options: ClauseOptions = {},
  ): ChoiceClauses<B, H, Out | R> {
    this.given.when.push({ ...options, expression: condition, ...this.ran(steps, 'when') })
    return this as never
  }

  /** What runs where no condition is true. */
  otherwise<R = B>(steps?: (steps: Steps<B, H>) => Steps<R, AnyHeaders>, options: ClauseOptions = {}): CompleteChoice<Out | R> {
    this.given.otherwise = { ...options, ...this.ran(steps, 'otherwise') }
    return this as never
  }
}

/** The branches of a choice of which one always runs. */
export interface CompleteChoice<Out> {
  readonly complete: Out
}

/** The clauses of a doTry; `Out` is what the bodies behind them may be. */
export class TryClauses<H, Out = never> extends Clauses {
  /** @internal */
  readonly given: { readonly doCatch: GivenOptions[]; doFinally: GivenOptions | undefined } = { doCatch: [], doFinally: undefined }
  /** Steps that run where a step failed with one of these exceptions (Java class names; subclasses count too). */
  doCatch<R = unknown>(
    exceptions: string | readonly string[],
    steps?: (steps: Steps<unknown, H>) => Steps<R, AnyHeaders>,
    options: ClauseOptions & { /** Only for exchanges for which this is true. */ readonly onWhen?: Condition<unknown, H> | undefined } = {},
  ): TryClauses<H, Out | R> {
    const exception = typeof exceptions === 'string' ? [exceptions] : exceptions
    this.given.doCatch.push({ ...options, exception, ...this.ran(steps, 'doCatch') })
    return this as never
  }

  /** Steps that run in any case, at last. */
  doFinally(steps?: (steps: Steps<unknown, H>) => Steps<unknown, AnyHeaders>, options: ClauseOptions = {}): TryClauses<H, Out> {
    this.given.doFinally = { ...options, ...this.ran(steps, 'doFinally') }
    return this
  }
}
