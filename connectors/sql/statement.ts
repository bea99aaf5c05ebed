import { errors } from '../../src/core/errors.ts'
import type { Expression } from '../../src/core/expression.ts'

/** A parameter of a statement, in the order in which they stand. */
export type Parameter =
  | { readonly kind: 'position' }
  | { readonly kind: 'name'; readonly name: string }
  /** As many parameters as the value has items. */
  | { readonly kind: 'list'; readonly name: string; readonly value?: Expression }
  | { readonly kind: 'simple'; readonly text: string; readonly value: Expression }

/** A statement cut at its parameters: one more text than parameters. */
export interface Statement {
  /** As it was given, for messages. */
  readonly sql: string
  readonly texts: readonly string[]
  readonly parameters: readonly Parameter[]
}

export interface StatementRules {
  /** The sign that stands for a parameter. */
  readonly placeholder: string
  readonly usePlaceholder: boolean
  readonly named: boolean
  compile(simple: string): Expression
}

const NAMED = /^:#(in:)?(?:\$\{([^}]+)\}|([A-Za-z_][\w.-]*))/

/**
 * Cuts a statement at its parameters: `#` by position, `:#name`, `:#in:name`, `:#${simple}`. As in Camel the sign counts in quoted text
 * too; a question mark is a parameter outside of quotes.
 */
export function parseStatement(sql: string, rules: StatementRules): Statement {
  const texts: string[] = []
  const parameters: Parameter[] = []
  let text = ''
  const cut = (parameter: Parameter) => {
    texts.push(text)
    text = ''
    parameters.push(parameter)
  }
  let quote: string | undefined
  for (let at = 0; at < sql.length; ) {
    const found = rules.named && rules.usePlaceholder ? NAMED.exec(sql.slice(at, at + 500)) : null
    const sign = sql[at]!
    if (found !== null) {
      cut(named(found, rules))
      at += found[0].length
      continue
    }
    if (quote !== undefined) quote = sign === quote ? undefined : quote
    else if (sign === "'" || sign === '"') quote = sign
    if ((rules.usePlaceholder && sign === rules.placeholder) || (sign === '?' && quote === undefined)) cut({ kind: 'position' })
    else text += sign
    at += 1
  }
  texts.push(text)
  if (parameters.some(({ kind }) => kind === 'position') && parameters.some(({ kind }) => kind !== 'position'))
    throw errors.KF_ROUTE_INVALID({ what: 'query', reason: 'parameters by position (#) and by name (:#name) cannot be mixed' })
  return { sql, texts, parameters }
}

function named([, list, simple, name]: RegExpExecArray, { compile }: StatementRules): Parameter {
  if (simple !== undefined) {
    const text = `\${${simple}}`
    return list === undefined ? { kind: 'simple', text, value: compile(text) } : { kind: 'list', name: text, value: compile(text) }
  }
  return list === undefined ? { kind: 'name', name: name! } : { kind: 'list', name: name! }
}

/** A statement with its values: `mark` gives the sign of the n-th parameter, counted from 1. */
export interface FilledStatement {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** Puts the signs of a database in the place of parameters; a list gives one for each of its items. */
export function fillStatement(
  { texts, parameters }: Statement,
  values: readonly unknown[],
  mark: (number: number) => string,
): FilledStatement {
  const all: unknown[] = []
  let sql = texts[0]!
  const next = (value: unknown) => {
    all.push(value)
    return mark(all.length)
  }
  for (const [index, parameter] of parameters.entries()) {
    const value = values[index]
    sql += parameter.kind === 'list' ? (value as unknown[]).map(next).join(', ') : next(value)
    sql += texts[index + 1]!
  }
  return { sql, values: all }
}
