import type { Expression, Predicate } from '../core/expression.ts'
import type { Services } from '../core/services.ts'
import type { BuildScope, Built, Fields } from './field.ts'
import type { Example } from './step.ts'

/** What a language sees when it compiles. */
export interface LanguageContext extends Pick<BuildScope, 'bean' | 'text'> {
  readonly services: Services
  /** Compiles an expression of another language (functions of `simple` that embed jsonpath, jq …). */
  compile(language: string, text: string): Expression
  readonly routeId: string
}

/** The declaration of an expression language. Bad text throws `KF_EXPR_SYNTAX` with the offset in the text. */
export interface LanguageDefinition<F extends Fields = Fields> {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly notes?: readonly string[]
  /** The option that a plain text stands for, where it is not the expression (`tokenize: ","`): it is not trimmed. */
  readonly shorthand?: string
  /** Options beside the text; `trim` and `resultType` are common to all and handled by the compiler. */
  readonly fields: F
  readonly examples: readonly Example[]
  /**
   * Its expressions only compute: evaluating one changes nothing, and runs no code of the user's. Texts with simple functions in them are
   * not counted among these, unless the language itself says so of a text.
   */
  readonly computes?: true | ((text: string) => boolean)
  /** Reads the text without a runtime, for `validate`: throws what is wrong with it. Default: nothing is checked. */
  check?(text: string, kind: 'expression' | 'predicate'): void
  compile(text: string, options: Built<F>, context: LanguageContext): Expression
  /** For languages that have their own way to the option `resultType`; default: the result is converted. */
  compileTyped?(text: string, options: Built<F>, context: LanguageContext, resultType: string): Expression
  /** Default: the expression's result by Camel's rule of truth. */
  compilePredicate?(text: string, options: Built<F>, context: LanguageContext): Predicate
}

/** Declares a language. */
export function defineLanguage<const F extends Fields>(definition: LanguageDefinition<F>): LanguageDefinition<F> {
  return definition
}
