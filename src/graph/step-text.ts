import { maskSecrets, maskUri } from '../core/mask-secrets.ts'
import type { AnyStep } from '../kit/catalog.ts'
import type { DataFormatModel, ExpressionModel, StepModel } from '../kit/field.ts'

/** An expression as people say it: the text of simple as it is, others with their language. */
export function expressionText({ language, expression, options }: ExpressionModel): string {
  const text = expression.trim().replaceAll(/\s+/g, ' ')
  if (text === '') return [language, ...scalars(options ?? {})].join(' ')
  return language === 'simple' ? text : `${language}: ${text}`
}

/** Whether a value of the model is an expression. */
export function isExpression(value: unknown): value is ExpressionModel {
  const { language, expression } = (value ?? {}) as Partial<ExpressionModel>
  return typeof language === 'string' && typeof expression === 'string'
}

function isFormat(value: unknown): value is DataFormatModel {
  const { format, options } = (value ?? {}) as Partial<DataFormatModel>
  return typeof format === 'string' && typeof options === 'object'
}

/** The URI of an endpoint without its options, secrets masked. */
export function shortUri(uri: string): string {
  return maskUri(uri.trim().replaceAll(/\s+/g, ' ')).split('?')[0]!
}

/** What a step works with, in one line: its endpoint, expression, format or most telling options; `undefined` where it has none. */
export function stepDetail(step: StepModel, definition: AnyStep | undefined): string | undefined {
  const { options } = step
  const { uri, name, parameters } = options
  if (typeof uri === 'string') return endpointText(uri, parameters)
  const expression = Object.values(options).find(isExpression)
  const shown = typeof name === 'string' ? name : undefined
  if (expression !== undefined) return shown === undefined ? expressionText(expression) : `${shown} = ${expressionText(expression)}`
  const format = Object.values(options).find(isFormat)
  if (format !== undefined) return [format.format, ...scalars(format.options)].join(' ')
  const shorthand = options[definition?.shorthand ?? '']
  if (typeof shorthand === 'string' && shorthand.trim() !== '') return shorthand.trim().replaceAll(/\s+/g, ' ')
  const listed = Object.values(options).find(each => Array.isArray(each) && each.length > 0 && each.every(isNamedExpression))
  if (listed !== undefined) return (listed as NamedExpression[]).map(namedText).join(', ')
  const rest = scalars(options)
  return rest.length === 0 ? undefined : rest.slice(0, 3).join(', ')
}

/** An endpoint with the part of its path that stands under `parameters` where the URI is a bare scheme. */
export function endpointText(uri: string, parameters: unknown): string {
  const text = shortUri(uri)
  if (text.includes(':') || typeof parameters !== 'object' || parameters === null) return text
  const [first] = Object.entries(parameters).filter(([, value]) => typeof value === 'string')
  return first === undefined ? text : `${text} ${maskSecrets(`${first[0]}=${String(first[1])}`)}`
}

interface NamedExpression {
  readonly name: string
  readonly expression: ExpressionModel
}

function isNamedExpression(value: unknown): value is NamedExpression {
  const { name, expression } = (value ?? {}) as Partial<NamedExpression>
  return typeof name === 'string' && isExpression(expression)
}

function namedText({ name, expression }: NamedExpression): string {
  return `${name} = ${expressionText(expression)}`
}

/** Options that are plain values, as `name=value`, secrets masked. */
export function scalars(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(([name, value]) => maskSecrets(`${name}=${shortClass(String(value).replaceAll(/\s+/g, ' '))}`))
}

/** The name of a Java class without its package; other text as it is. */
export function shortClass(text: string): string {
  return /^(?:[a-z]\w*\.)+[A-Z][\w$]*$/.test(text) ? text.slice(text.lastIndexOf('.') + 1) : text
}
