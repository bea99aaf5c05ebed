import { errors } from '../../core/errors.ts'
import type { MaybePromise } from '../../core/step.ts'
import type { Node } from './ast.ts'
import { callHost } from './call/apply.ts'
import { Builtin } from './call/callable.ts'
import { functionOf, isAsync } from './call/host.ts'
import { Signature } from './call/signature.ts'
import { compileTree } from './compile/node.ts'
import { exemplars } from './exemplars.ts'
import { asFault, type Fail, fault } from './fault.ts'
import { Frame } from './frame.ts'
import { BUILTINS } from './functions/index.ts'
import { isFunction } from './kinds.ts'
import { officialEvaluator } from './official.ts'
import { type ParserError, parseJsonata, parseTree } from './parse.ts'
import { type Plan, planOf } from './plan.ts'
import { DEFAULT_LIMITS, type EvaluateText, type Limits, Run, type Setting } from './run.ts'
import type { Evaluate } from './values.ts'

export interface JsonataOptions {
  readonly limits?: Partial<Limits>
  /** Functions and values that are bound once, by their names without `$`. A function may come with a signature that checks its arguments: `{ implementation, signature: '<s-n?:s>' }`. */
  readonly bound?: Readonly<Record<string, unknown>>
  /** Names of the variables whose values come with each evaluation. */
  readonly variables?: readonly string[]
  /** The Java class by which routes know a failed evaluation. Default: Camel's ExpressionEvaluationException. */
  readonly errorType?: string
}

/** A compiled expression. Holds no state of an evaluation, so any number may run, also inside each other. */
export interface JsonataExpression {
  /** Variables and functions that it uses, without `$`. */
  readonly uses: ReadonlySet<string>
  /**
   * The result for an input, or `undefined` for none; arrays and objects in it may be parts of the input, which is never changed.
   * A promise only where a bound function is asynchronous. Throws KF_EXPR_EVALUATION with JSONata's `code`, `token`, `position` in its details.
   *
   * @param values of `variables`, in their order
   * @param now milliseconds since the epoch, for `$now()` and `$millis()`
   */
  evaluate(input: unknown, values?: readonly unknown[], now?: number): MaybePromise<unknown>
}

/** Compiles an expression. Throws KF_EXPR_SYNTAX. */
export function compileJsonata(text: string, options: JsonataOptions = {}): JsonataExpression {
  const tree = parseJsonata(text)
  const bound = Object.entries(options.bound ?? {})
  const variables = options.variables ?? []
  const plan = planOf(tree, [...bound.map(([name]) => name), ...variables])
  const fail = (thrown: unknown) => evaluationError(thrown, options.errorType)
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  if (bound.some(([name, value]) => isAsync(value) && (plan.dynamic || plan.used.has(name)))) {
    return { uses: plan.used, evaluate: officialEvaluator(text, bound, variables, limits, fail) }
  }
  return { uses: plan.used, evaluate: synchronous(tree, plan, bound, variables, limits, fail) }
}

type Evaluation = JsonataExpression['evaluate']
type Bound = readonly (readonly [string, unknown])[]

function synchronous(tree: Node, plan: Plan, bound: Bound, variables: readonly string[], limits: Limits, fail: Fail): Evaluation {
  const evaluate = compileTree(tree, plan)
  const setting: Setting = { limits, builtins: BUILTINS, marking: plan.marking, evaluateText: textEvaluator() }
  const root = rootFrame(plan, bound, variables)
  const timed = plan.dynamic || ['now', 'millis', 'toMillis'].some(name => plan.used.has(name))
  return (input, values, now) => {
    const run = new Run(input, setting, timed ? (now ?? Date.now()) : 0)
    try {
      return evaluate(run.wrapper ?? input, root(run, values))
    } catch (thrown) {
      throw fail(thrown)
    }
  }
}

const IDLE = new Run(undefined, { limits: DEFAULT_LIMITS, builtins: BUILTINS, marking: false, evaluateText: () => undefined }, 0)

/**
 * The frame around all others, with one object of each class that evaluations make. As these live on, so do their hidden classes between
 * evaluations; without them, each full garbage collection would throw away the code that has been optimised for them.
 */
const OUTERMOST = new Frame(undefined, IDLE, [], exemplars(new Frame(undefined, IDLE)))

/** The frame with what is bound from outside; a later name hides an earlier one. */
function rootFrame(plan: Plan, bound: Bound, variables: readonly string[]): (run: Run, values?: readonly unknown[]) => Frame {
  const named = plan.dynamic || plan.bound.has('$')
  const names = [...bound.map(([name]) => name), ...(named ? ['$'] : []), ...variables]
  if (names.length === 0) return run => new Frame(OUTERMOST, run)
  const fixed = bound.map(([name, value]) => bindable(name, value))
  return (run, values = []) => new Frame(OUTERMOST, run, names, [...fixed, ...(named ? [run.input] : []), ...values])
}

function bindable(name: string, value: unknown): unknown {
  const given = functionOf(value)
  if (given === undefined || given === value) return value
  const { signature } = value as { signature?: string }
  const call = (frame: Frame, ...args: unknown[]) => callHost(given, args, undefined, frame)
  return new Builtin(name, signature === undefined ? undefined : new Signature(signature), given.length, call, true)
}

/** Texts of `$eval` that stay compiled. */
const MAX_TEXTS = 100

function textEvaluator(): EvaluateText {
  const compiled = new Map<string, Evaluate>()
  return (text, input, frame) => {
    let evaluate = compiled.get(text)
    if (evaluate === undefined) {
      if (compiled.size >= MAX_TEXTS) compiled.clear()
      evaluate = compileText(text)
      compiled.set(text, evaluate)
    }
    return evaluateInner(evaluate, input, frame)
  }
}

function compileText(text: string): Evaluate {
  let tree: Node
  try {
    tree = parseTree(text)
  } catch (thrown) {
    throw fault('D3120', { value: (thrown as ParserError).message, cause: thrown })
  }
  return compileTree(tree, planOf(tree, [], true))
}

function evaluateInner(evaluate: Evaluate, input: unknown, frame: Frame): unknown {
  try {
    return evaluate(input, frame)
  } catch (thrown) {
    const inner = asFault(thrown)
    throw fault('D3121', { value: inner.message, cause: inner.details.cause })
  }
}

function evaluationError(thrown: unknown, type: string | undefined): unknown {
  const { code, token, position, message, details } = asFault(thrown)
  const { cause, value, ...rest } = details
  const told = { ...rest, value: isFunction(value) ? undefined : value, language: 'jsonata', reason: message, code, token, position }
  return errors.KF_EXPR_EVALUATION(told, { ...(cause === undefined ? {} : { cause }), ...(type === undefined ? {} : { type }) })
}
