import type { Fields } from './field.ts'

/** The declaration of a top-level element of a route file (`route`, `beans`, `onException` …): what it may say. It compiles nothing by itself. */
export interface ElementDefinition<F extends Fields = Fields> {
  readonly name: string
  readonly summary: string
  readonly notes?: readonly string[]
  readonly fields: F
  /** The field that a plain text stands for. */
  readonly shorthand?: string
  /** The element is known, but not supported yet: a file that has it is refused with this reason. */
  readonly unsupported?: string
  /** Camel reads the element and does nothing with it; so does Kafila, with a warning. */
  readonly withoutEffect?: string
}

/** Declares a top-level element. */
export function defineElement<const F extends Fields>(definition: ElementDefinition<F>): ElementDefinition<F> {
  return definition
}
