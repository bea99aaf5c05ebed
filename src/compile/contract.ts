import { dataTypesOf } from '../converters/data-types/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import { andThen, type Step } from '../core/step.ts'
import { untilReady } from '../core/suspension.ts'
import type { BuildScope } from '../kit/field.ts'
import type { Options } from '../model/route.ts'

/** Makes the message what `inputType` says: the first thing in a route, under its error handling. */
export function inputStep(options: Options, scope: BuildScope, services: Services): Step | undefined {
  return declaration(options['inputType'], 'inputType', scope, services)
}

/** Makes the message what `outputType` says when the steps are done; where it cannot, the route has failed. */
export function withOutputType(steps: Step, options: Options, scope: BuildScope, services: Services): Step {
  const declare = declaration(options['outputType'], 'outputType', scope, services)
  if (declare === undefined) return steps
  return exchange =>
    andThen(steps(exchange), () =>
      exchange.exception === undefined ? (untilReady(() => declare(exchange)) as void | Promise<void>) : undefined,
    )
}

function declaration(option: unknown, what: string, scope: BuildScope, services: Services): Step | undefined {
  if (option === undefined) return undefined
  const { urn, validate } = option as { readonly urn?: string; readonly validate?: unknown }
  const type = urn === undefined ? '' : (scope.text(urn) ?? '')
  if (type === '') throw errors.KF_ROUTE_MISSING({ what, option: 'urn' })
  const types = dataTypesOf(services)
  const validated = scope.text(String(validate ?? false)) === 'true'
  return exchange => {
    types.declare(exchange, type)
    if (validated) throw noValidator(exchange, type)
  }
}

function noValidator(exchange: Exchange, type: string): Error {
  return errors.KF_RUN_NO_VALIDATOR({ type, exchange: String(exchange) })
}
