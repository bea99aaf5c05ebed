import type { Options } from '../model/route.ts'
import { expressionText, isExpression, shortClass, shortUri } from './step-text.ts'

/** What a handler is for: exceptions, or endpoints. */
export function subjectText({ exception, uri }: Options): string | undefined {
  return Array.isArray(exception)
    ? exception.map(each => shortClass(String(each))).join(', ')
    : typeof uri === 'string'
      ? shortUri(uri)
      : undefined
}

/** When a handler applies and how it ends: condition, redelivery, handled or continued. */
export function handlerText(options: Options): string | undefined {
  const { onWhen, handled, continued } = options
  const parts = [
    ...(isExpression(onWhen) ? [`when ${expressionText(onWhen)}`] : []),
    ...[redeliveryText(options)].filter(each => each !== undefined),
    ...(isTrue(handled) ? ['handled'] : []),
    ...(isTrue(continued) ? ['continued'] : []),
  ]
  return parts.length === 0 ? undefined : parts.join('; ')
}

function isTrue(value: unknown): boolean {
  return isExpression(value) && value.expression.trim() === 'true'
}

/** How often a failed step is tried again, where that is said. */
export function redeliveryText(options: Options): string | undefined {
  const times = (options['redeliveryPolicy'] as Options | undefined)?.['maximumRedeliveries']
  return times === undefined ? undefined : `${String(times)} redeliveries`
}

/** The dead letter endpoint of an error handler, if it has one. */
export function deadLetterUri(handler: unknown): string | undefined {
  const channel = (handler as Options | undefined)?.['deadLetterChannel'] as Options | undefined
  return typeof channel?.['deadLetterUri'] === 'string' ? channel['deadLetterUri'].trim() : undefined
}
