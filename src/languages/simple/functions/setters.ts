import type { Exchange } from '../../../core/exchange.ts'
import { setVariable } from '../../../core/variables.ts'
import { Call } from '../code.ts'
import { convertTo } from '../evaluate.ts'
import { removeQuotes } from '../java-text.ts'
import { AS_WRITTEN, type Factory, type FunctionCall } from './call.ts'
import { classNamed } from './typed.ts'

/** `name(key, value)` or `name(key, type, value)`: sets something and gives nothing; a value of nothing removes it. */
function setter(name: string, set: (exchange: Exchange, key: string, value: unknown) => void): Factory {
  return call => {
    const { key, type, value } = readSetter(call, name)
    const { run } = call.expression(value)
    return new Call(exchange => {
      const wanted = type === undefined ? undefined : classNamed(type, exchange)
      const result = run(exchange) ?? null
      set(exchange, key, wanted === undefined ? result : convertTo(result, wanted, exchange))
      return null
    })
  }
}

function readSetter(call: FunctionCall, name: string): { key: string; type: string | undefined; value: string } {
  const syntax = `\${${name}(name,exp)} or \${${name}(name,type,exp)}`
  const tokens = call.split(call.required(syntax), AS_WRITTEN)
  if (tokens.length < 2 || tokens.length > 3) call.fail(syntax)
  return { key: tokens[0]!, type: tokens.length === 3 ? removeQuotes(tokens[1]!) : undefined, value: tokens.at(-1)! }
}

/** Functions that change the message while an expression is evaluated. */
export const setterFunctions: Readonly<Record<string, Factory>> = {
  setHeader: setter('setHeader', (exchange, name, value) => {
    if (value === null) exchange.removeHeader(name)
    else exchange.setHeader(name, value)
  }),
  setVariable: setter('setVariable', setVariable),
}
