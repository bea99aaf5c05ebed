import { javaClassOf, javaText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { LanguageContext } from '../kit/language.ts'
import { evaluationFailure } from './failure.ts'
import { Compiler } from './simple/compile.ts'
import { invokeMethod, methodsOf } from './simple/ognl/call-method.ts'
import { getterName } from './simple/ognl/method.ts'
import { methodName } from './simple/ognl/method-text.ts'
import { forgetSettled, settled } from './simple/ognl/settle.ts'
import { isUserObject, memberOf } from './simple/ognl/user-object.ts'
import { argumentEvaluator } from './simple/ognl/walk.ts'
import { methodNames, wholeMethod } from './simple/ognl/whole-method.ts'

/**
 * Calls a method of a bean for a message. The result is `undefined` where the method returns nothing (`void`), so that a step can leave
 * the body as it is. A method that returns a promise suspends the step until it has settled.
 */
export type BeanCall = (exchange: Exchange) => unknown

/**
 * Compiles a call, as Camel's bean component makes it: `method` is a name (`size`), a name with arguments (`add(${body}, 1)`: simple
 * expressions, texts, numbers, `*` for the body), or absent for a function or an object with only one method. A method that the bean does
 * not have is an error when the route is built; what a method throws passes as it is.
 */
export function compileBeanCall(bean: unknown, method: string | undefined, context: LanguageContext): BeanCall {
  const call = method === undefined || method === '' ? wholeCall(bean) : namedCall(bean, method, context)
  return exchange => {
    // as Camel does, which calls a bean with a copy of the exchange
    exchange.named = true
    const result = call(exchange)
    forgetSettled(exchange)
    return result
  }
}

function namedCall(bean: unknown, method: string, context: LanguageContext): BeanCall {
  checkMethod(bean, method)
  const evaluate = argumentEvaluator(new Compiler({ context }))
  const site = {}
  return exchange => invokeMethod({ source: method, self: bean, exchange, site }, evaluate)
}

function checkMethod(bean: unknown, method: string): void {
  const name = methodName(method)
  if (name.includes('.') || name === 'class' || name === 'getClass') return
  const known = isUserObject(bean)
    ? memberOf(bean as Record<string, unknown>, name) !== undefined
    : methodsOf(bean).some(each => each.name === name || getterName(each) === name)
  if (known) return
  const reason = `Method with name: ${method} not found on bean: ${javaText(bean)} of type: ${javaClassOf(bean)}`
  throw evaluationFailure('method', 'org.apache.camel.component.bean.MethodNotFoundException', reason)
}

/** A bean whose method is not named: a function, a processor, or an object with exactly one method; it gets the body and the exchange. */
function wholeCall(bean: unknown): BeanCall {
  const call = wholeMethod(bean)
  if (call === undefined) throw errors.KF_EXPR_BEAN_METHOD({ bean: javaClassOf(bean), methods: methodNames(bean).join(', ') })
  const site = {}
  return exchange => settled(exchange, site, () => call(exchange.body, exchange))
}
