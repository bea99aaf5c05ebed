import type { ExpressionModel, Field } from '../../kit/field.ts'

/** Operators whose predicates Camel writes in its own words; others it leaves as they were written. */
const OPERATORS = '==|!=|>=|<=|>|<|=~|!=~|~~|!~~|contains|!contains|starts with|startsWith|!starts with|ends with|endsWith|!ends with'
const VALUE = String.raw`\$\{([^{}]+)\}`
const COMPARISON = new RegExp(String.raw`^(?:${VALUE}|'([^']*)'|"([^"]*)") (${OPERATORS}) (?:'([^']*)'|"([^"]*)"|(\S+))$`)

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
  const [, value, single, double, operator, ...right] = COMPARISON.exec(expression) ?? []
  if (operator !== undefined) {
    const left = value === undefined ? textShown(single ?? double ?? '') : valueShown(value)
    return `${left} ${operator} ${textShown(right.find(each => each !== undefined) ?? '')}`
  }
  const whole = WHOLE.exec(expression)?.[1]
  return whole === undefined ? expression : valueShown(whole)
}

const WHOLE = new RegExp(`^${VALUE}$`)
const PARTS = /\$\{([^{}]+)\}|[^$]+|\$/g

/** A text in which functions may stand. */
function textShown(text: string): string {
  const parts = [...text.matchAll(PARTS)].map(([part, value]) => (value === undefined ? part : valueShown(value)))
  return parts.length > 1 && text.includes('${') ? `concat([${parts.join(', ')}])` : parts.join('')
}

const NAMED = /^(?:in\.)?(header|exchangeProperty|variable)s?(?:[.:]([\w-]+)|\[([\w-]+)\])$/
const CALL = /^(?:in\.)?(header|exchangeProperty|variable)s?\.([\w-]+\??\..+)$/
const OTHERS: Readonly<Record<string, string>> = {
  'exception.message': 'exchangeExceptionMessage',
  exception: 'exchangeException',
  camelId: 'camelContextName',
  id: 'messageId',
}

/** `header.x` is written `header(x)`. */
function valueShown(source: string): string {
  const [, kind, dotted, index] = NAMED.exec(source) ?? []
  if (kind !== undefined) return `${kind}(${dotted ?? index})`
  const [, called, path] = CALL.exec(source) ?? []
  if (called !== undefined) return `${called}Ognl(${path})`
  const ofBody = /^(?:in\.)?body(\??[.[].*)$/.exec(source)?.[1]
  if (ofBody !== undefined) return `bodyOgnl(${ofBody})`
  return OTHERS[source] ?? source.replace(/^bodyAs\((.*)\)$/, 'bodyAs[$1]').replace(/^date:(.*)$/, 'date($1)')
}
