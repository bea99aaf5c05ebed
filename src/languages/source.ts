import type { Exchange } from '../core/exchange.ts'
import { getVariable } from '../core/variables.ts'
import { text } from '../kit/field.ts'
import { evaluationFailure, wrapped } from './failure.ts'

/** The option `source`, common to several languages. */
export const sourceField = text({
  describe:
    'What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable.',
})

/** Reads what a language works on: the body, or what the option `source` names. An absent header or property is a failure, an absent variable null. */
export function sourceReader(language: string, source: string | undefined): (exchange: Exchange) => unknown {
  if (source === undefined || source === '') return exchange => exchange.body
  const [, kind = 'variable', name = ''] = /^(?:(header|variable|exchangeProperty|property):)?(.*)$/s.exec(source)!
  if (kind === 'header') return exchange => exchange.header(name) ?? missing(language, exchange, 'NoSuchHeader', `'${name}' header`)
  if (kind === 'variable') return exchange => getVariable(exchange, name)
  return exchange => exchange.property(name) ?? missing(language, exchange, 'NoSuchProperty', `'${name}' exchange property`)
}

function missing(language: string, exchange: Exchange, type: string, what: string): never {
  const cause = evaluationFailure(language, `org.apache.camel.${type}Exception`, `No ${what} available. ${exchange}`)
  throw wrapped(language, cause)
}
