import type { Exchange } from '../../core/exchange.ts'
import type { Expression, Predicate } from '../../core/expression.ts'
import { Call, type Code, Constant } from './code.ts'
import type { Compiler } from './compile.ts'
import { forgetSettled } from './ognl/settle.ts'
import { Truth } from './operators.ts'

/** An expression of a template. */
export function toExpression(code: Code, compiler: Compiler): Expression {
  return finish(code, compiler)
}

/** A predicate. */
export function toPredicate(code: Code, compiler: Compiler): Predicate {
  return finish(code.isPredicate ? code : new Truth(code), compiler) as Predicate
}

/** A predicate whose value is that of its function, where it is a single one; see `compileSimpleTyped`. */
export function toRawPredicate(code: Code, compiler: Compiler): Expression {
  return finish(code.isPredicate || code.isRaw ? code : new Truth(code), compiler)
}

function finish(code: Code, compiler: Compiler): Expression {
  if (code.constant !== undefined) return constantExpression(code.constant.value)
  const { run } = code
  if (compiler.callsBeans) return forgetting(run)
  // A plain function is called through a wrapper, since what is added to it here must not show on the shared one.
  return Object.assign(code instanceof Call ? (exchange: Exchange) => run(exchange) : run, { emit: code.emit.bind(code) })
}

function constantExpression(value: unknown): Expression {
  return Object.assign(() => value, {
    constant: { value },
    emit: (emitter: Parameters<Code['emit']>[0]) => new Constant(value).emit(emitter),
  })
}

/** What beans gave while the expression was suspended is forgotten once it has a value. */
function forgetting(run: (exchange: Exchange) => unknown): Expression {
  return exchange => {
    const value = run(exchange)
    forgetSettled(exchange)
    return value
  }
}
