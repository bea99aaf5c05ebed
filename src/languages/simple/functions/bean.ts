import type { Exchange } from '../../../core/exchange.ts'
import { Call, type Code, Constant } from '../code.ts'
import { failure } from '../failure.ts'
import { after, before, trim } from '../java-text.ts'
import { callMethod } from '../ognl/call-method.ts'
import { isPath } from '../ognl/path.ts'
import { settled } from '../ognl/settle.ts'
import { argumentEvaluator, compileWalk } from '../ognl/walk.ts'
import { wholeMethod } from '../ognl/whole-method.ts'
import { type Place, unsupported } from './call.ts'

/** `bean:name`, `bean:name.method(arguments)`, `bean:name::method` and `bean:name?method=…`. */
export function beanFunction(source: string, place: Place): Code | undefined {
  if (!source.startsWith('bean:') || source === 'bean:') return undefined
  const { name, method } = readReference(source.slice('bean:'.length))
  if (name.startsWith('type:')) unsupported(`bean:${name}`, 'there are no Java classes; declare a bean under beans:')
  const { context } = place.compiler
  if (context === undefined) return new Constant(null)
  place.compiler.callsBeans = true
  const bean = context.bean(name)
  return new Call(method === undefined ? callWhole(bean, name) : callNamed(bean, method, place))
}

interface Reference {
  readonly name: string
  readonly method: string | undefined
}

function readReference(text: string): Reference {
  if (/\?(method|scope)=/.test(text)) {
    const query = new URLSearchParams(after(text, '?')!)
    return { name: trim(before(text, '?')!), method: query.get('method') ?? undefined }
  }
  const colons = text.indexOf('::')
  const parenthesis = text.indexOf('(')
  if (colons > 0 && (parenthesis < 0 || colons < parenthesis)) return { name: trim(text.slice(0, colons)), method: text.slice(colons + 2) }
  const dot = text.startsWith('type:') ? -1 : text.indexOf('.')
  return dot > 0 ? { name: trim(text.slice(0, dot)), method: text.slice(dot + 1) } : { name: trim(text), method: undefined }
}

function callNamed(bean: unknown, method: string, place: Place): (exchange: Exchange) => unknown {
  if (isPath(method)) {
    const walk = compileWalk(method, place.compiler, true)
    return exchange => walk(bean, exchange)
  }
  const evaluate = argumentEvaluator(place.compiler)
  const site = {}
  return exchange => callMethod({ source: method, self: bean, exchange, site }, evaluate)
}

/** A bean without a method named: a function, or an object with just one method. */
function callWhole(bean: unknown, name: string): (exchange: Exchange) => unknown {
  const site = {}
  const call = wholeMethod(bean)
  return exchange => {
    if (call === undefined) throw failure('AmbiguousMethod', `The bean ${name} has not exactly one method; name one: bean:${name}.method`)
    return settled(exchange, site, () => call(exchange.body, exchange)) ?? null
  }
}
