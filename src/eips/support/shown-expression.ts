import type { ExpressionModel, Field } from '../../kit/field.ts'

const COMPARISON = /^\$\{([^{}]+)\} (==|!=|>=?|<=?) (?:'([^']*)'|"([^"]*)"|(\S+))$/

/** What an expression or predicate is built into, with its text, as a failure shows it. */
export interface Shown<T> {
  readonly evaluate: T
  readonly shown: string
}

/** A required expression or predicate that keeps its text. */
export function shownField<T>(field: Field<T>): Field<Shown<T>> {
  return {
    ...field,
    build: (raw, scope) => ({ evaluate: field.build(raw, scope), shown: shownExpression(raw as ExpressionModel) }),
  }
}

/** How Camel writes an expression or predicate in messages. */
function shownExpression({ language, expression }: ExpressionModel): string {
  if (language === 'xpath') return `XPath: ${expression}`
  if (language === 'constant') return expression
  if (language === 'jsonpath') return `jsonpath[${expression}]`
  if (language !== 'simple') return `${language}(${expression})`
  const [, left, operator, single, double, bare] = COMPARISON.exec(expression) ?? []
  if (left !== undefined) return `${valueShown(left)} ${operator} ${single ?? double ?? bare}`
  const whole = /^\$\{([^{}]+)\}$/.exec(expression)?.[1]
  return whole === undefined ? expression : valueShown(whole)
}

const VALUE = /^(?:in\.)?(header|exchangeProperty|variable)s?(?:\.([\w-]+)|\[([\w-]+)\])$/
const CALL = /^(?:in\.)?(header|exchangeProperty|variable)s?\.([\w-]+\??\..+)$/

/** `header.x` is written `header(x)`. */
function valueShown(source: string): string {
  const [, kind, dotted, index] = VALUE.exec(source) ?? []
  if (kind !== undefined) return `${kind}(${dotted ?? index})`
  const [, called, path] = CALL.exec(source) ?? []
  if (called !== undefined) return `${called}Ognl(${path})`
  return source === 'exception.message' ? 'exchangeExceptionMessage' : source
}
