import { errors } from '../../../core/errors.ts'
import type { LanguageContext } from '../../../kit/language.ts'
import type { Code } from '../code.ts'
import type { Compiler } from '../compile.ts'
import { failure } from '../failure.ts'
import { isBlank } from '../java-text.ts'
import { type SplitOptions, splitArguments } from '../split-arguments.ts'
import { syntaxError } from '../syntax-error.ts'

/** Where a function stands, and what compiles its arguments. */
export interface Place {
  /** The whole expression. */
  readonly text: string
  /** Where the function starts in it. */
  readonly offset: number
  readonly compiler: Compiler
}

/** A call as it is written: `name(arguments)rest`. */
export class FunctionCall {
  /** All that stands between the braces. */
  readonly source: string
  /** What follows the opening parenthesis. */
  readonly remainder: string
  readonly compiler: Compiler
  private readonly place: Place

  constructor(source: string, remainder: string, place: Place) {
    this.source = source
    this.remainder = remainder
    this.compiler = place.compiler
    this.place = place
  }

  /** What stands before the last closing parenthesis; `undefined` where that is blank or there is none. */
  get arguments(): string | undefined {
    const end = this.remainder.lastIndexOf(')')
    const text = end < 0 ? null : this.remainder.slice(0, end)
    return isBlank(text) ? undefined : (text ?? undefined)
  }

  /** The arguments, of which there must be at least one. */
  required(syntax: string): string {
    return this.arguments ?? this.fail(syntax)
  }

  split(text: string, options: SplitOptions): string[] {
    return splitArguments(text, options)
  }

  /** As `split`, for functions that take the first argument unseen: commas alone hold none. */
  splitSome(text: string, options: SplitOptions): string[] {
    const parts = splitArguments(text, options)
    if (parts.length === 0) throw failure('ArrayIndexOutOfBounds', 'Index 0 out of bounds for length 0')
    return parts
  }

  /** What the route offers; a function that needs it cannot be compiled, only checked, without. */
  get context(): LanguageContext | undefined {
    return this.compiler.context
  }

  expression(text: string): Code {
    return this.compiler.expression(text)
  }

  fail(syntax: string): never {
    const said = `Valid syntax: ${syntax} was: ${this.source}`
    throw syntaxError(this.place.text, `valid syntax is ${syntax}, found \${${this.source}}`, this.place.offset, { said })
  }
}

/** Makes the code of a call; wrong arguments are an error. */
export type Factory = (call: FunctionCall) => Code

/** Camel has it, Kafila has not: refused by name. */
export function unsupported(what: string, reason: string): never {
  throw errors.KF_EXPR_UNSUPPORTED({ language: 'simple', what, reason })
}

/** Arguments split at commas, blanks kept, quotation marks taken off. */
export const AS_WRITTEN: SplitOptions = { trim: false, keepQuotes: false }
/** Arguments split at commas, trimmed, quotation marks taken off. */
export const TRIMMED: SplitOptions = { trim: true, keepQuotes: false }
/** Arguments split at commas and trimmed; quotation marks stay. */
export const QUOTED: SplitOptions = { trim: true, keepQuotes: true }
