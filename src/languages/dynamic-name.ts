import { toText } from '../converters/index.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import type { LanguageContext } from '../kit/language.ts'

/** Whether a name is made per message, by a simple text. */
export function isTemplate(name: string): boolean {
  return name.includes('${')
}

/** Looks something up under a name that a simple text gives; null where there is nothing. */
export function byName(text: string, context: LanguageContext, find: (exchange: Exchange, name: string) => unknown): Expression {
  const name = context.compile('simple', text)
  return exchange => andThen(name(exchange), made => find(exchange, toText(made, exchange) ?? '') ?? null)
}
