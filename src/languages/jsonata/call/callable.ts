import type { Token } from '../fault.ts'
import type { Frame } from '../frame.ts'
import type { Evaluate } from '../values.ts'
import type { Signature } from './signature.ts'

/** A function as a value of the evaluator: lambda, built-in function, partial application. Functions of the host are plain JavaScript functions. */
export abstract class Callable {
  /** How many arguments it can use: higher-order functions pass no more. */
  abstract readonly arity: number

  /** In JSON a function is an empty text, as for `$string`; nothing of an evaluation's state gets out with it. */
  toJSON(): string {
    return ''
  }
}

/** A built-in function's implementation: the frame it is called in, then its checked arguments. May give a `Sequence`. */
export type Implementation = (frame: Frame, ...args: unknown[]) => unknown

/** A built-in function, or one of the host with a signature. Shared by all evaluations. */
export class Builtin extends Callable {
  readonly name: string
  readonly signature: Signature | undefined
  readonly arity: number
  readonly implementation: Implementation
  /** It calls the functions that it is given. */
  readonly higherOrder: boolean
  /** The context value comes before its arguments. */
  readonly takesContext: boolean

  constructor(
    name: string,
    signature: Signature | undefined,
    arity: number,
    implementation: Implementation,
    higherOrder = false,
    takesContext = false,
  ) {
    super()
    this.name = name
    this.signature = signature
    this.arity = arity
    this.implementation = implementation
    this.higherOrder = higherOrder
    this.takesContext = takesContext
  }
}

/** A function of the expression, with the context and the variables of the place where it stands. Belongs to one evaluation. */
export class Lambda extends Callable {
  readonly input: unknown
  readonly frame: Frame
  readonly parameters: readonly string[]
  readonly body: Evaluate
  readonly signature: Signature | undefined
  /** How and where it was called last: what its failures tell. */
  token: Token
  position: number | undefined

  constructor(input: unknown, frame: Frame, parameters: readonly string[], body: Evaluate, signature?: Signature) {
    super()
    this.input = input
    this.frame = frame
    this.parameters = parameters
    this.body = body
    this.signature = signature
    this.token = undefined
    this.position = undefined
  }

  get arity(): number {
    return this.parameters.length
  }
}

/** Stands for an argument that is still to come. */
export const HOLE = Symbol('?')

/** A built-in or host function with some of its arguments given. */
export class Partial extends Callable {
  readonly target: Builtin | HostFunction
  readonly given: readonly unknown[]
  readonly arity: number

  constructor(target: Builtin | HostFunction, given: readonly unknown[]) {
    super()
    this.target = target
    this.given = given
    this.arity = given.filter(each => each === HOLE).length
  }

  /** All arguments, those that were missing taken from `args` in order. */
  complete(args: readonly unknown[]): unknown[] {
    let next = 0
    return this.given.map(each => (each === HOLE ? args[next++] : each))
  }
}

/** `first ~> second`: calls one with the result of the other. */
export class Chain extends Callable {
  readonly first: unknown
  readonly second: unknown
  readonly arity = 1

  constructor(first: unknown, second: unknown) {
    super()
    this.first = first
    this.second = second
  }
}

/** A function as an argument: it is called without context. */
export class Delegate extends Callable {
  readonly target: unknown
  readonly arity: number

  constructor(target: unknown) {
    super()
    this.target = target
    this.arity = arityOf(target)
  }
}

/** A function of the host (or a matcher of a regular expression). */
export type HostFunction = (this: unknown, ...args: unknown[]) => unknown

/** How many arguments a function can use. */
export function arityOf(target: unknown): number {
  if (target instanceof Callable) return target.arity
  return typeof target === 'function' ? target.length : 0
}

/** A call in tail position: it is made by whoever called the function around it, so that recursion does not grow the stack. */
export class TailCall {
  readonly site: TailSite
  readonly input: unknown
  readonly frame: Frame

  constructor(site: TailSite, input: unknown, frame: Frame) {
    this.site = site
    this.input = input
    this.frame = frame
  }
}

/** Where a tail call stands in the text. */
export interface TailSite {
  readonly procedure: Evaluate
  readonly args: readonly Evaluate[]
  readonly token: Token
  readonly position: number | undefined
}
