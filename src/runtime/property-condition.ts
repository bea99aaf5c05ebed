import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { BuildScope } from '../kit/field.ts'

/** What the placeholder function `boolean:` needs of its runtime. */
export interface ConditionHost {
  readonly scope: BuildScope
  readonly services: Services
}

/**
 * Whether a property meets a condition, as in `{{boolean:KEY == 5}}`: the key, and behind a blank what `simple` compares it with. A key
 * alone is met by all but false.
 */
export function propertyCondition(text: string, { scope, services }: ConditionHost): string {
  const [, key = '', comparison = ''] = /^(\S*)(.*)$/s.exec(text)!
  const condition = scope.predicate({ language: 'simple', expression: `\${properties:${key}} ${comparison.trim()}`.trim(), options: {} })
  const isMet = condition(new Exchange(services))
  if (typeof isMet === 'boolean') return String(isMet)
  throw errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text: `boolean:${text}`, reason: 'a condition must not wait for anything' })
}
