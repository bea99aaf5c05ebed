import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import type { BuildScope, ExpressionModel } from '../../kit/field.ts'
import { compileOptionalName, hasSimpleFunction } from './name-template.ts'

/** The endpoint that a message names to be polled. */
export interface PolledUri {
  readonly whole: Expression
  /** The same for files with a dynamic name. */
  readonly optimised: Expression | undefined
}

/**
 * Compiles what names the endpoint. As in Camel, the `fileName` in a text that begins with `file:` is found out with the headers,
 * properties and variables of the message, but not with its body: that is the content of the file that is looked for.
 */
export function polledUri(model: ExpressionModel, scope: Pick<BuildScope, 'expression'>): PolledUri {
  const whole = scope.expression(model)
  const [, before = '', fileName = '', after = ''] =
    (model.language === 'simple' && /^(\s*file:[^?]*\?(?:.*?&)?fileName=)([^&]*)(.*)$/s.exec(model.expression)) || []
  if (!hasSimpleFunction(fileName)) return { whole, optimised: undefined }
  const head = compileOptionalName(before, scope)
  const name = compileOptionalName(fileName, scope)
  const tail = compileOptionalName(after, scope)
  const optimised: Expression = exchange =>
    andThen(head(exchange), start =>
      andThen(name(withoutItsBody(exchange)), middle => andThen(tail(exchange), end => `${start ?? ''}${middle ?? ''}${end ?? ''}`)),
    )
  return { whole, optimised }
}

/** Stands for the content of a file where its name is asked for: no file bears it. */
const NO_NAME = '/'

function withoutItsBody(exchange: Exchange): Exchange {
  const copy = exchange.fork()
  copy.body = NO_NAME
  return copy
}
