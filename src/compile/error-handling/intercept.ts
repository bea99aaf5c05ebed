import { errors } from '../../core/errors.ts'
import { type Exchange, RUNNING } from '../../core/exchange.ts'
import { andThen, type Step } from '../../core/step.ts'
import { buildFields, type StepModel } from '../../kit/field.ts'
import { intercept, interceptFrom, interceptSendToEndpoint } from '../../model/elements/error-handling.ts'
import type { Options } from '../../model/route.ts'
import { endpointPattern } from '../endpoint-pattern.ts'
import type { PipelineNode } from '../error-policy.ts'
import type { SendInterceptor } from '../interceptions.ts'
import type { StepBuilder, Weaving } from '../route-builder.ts'
import { runStep } from '../run-step.ts'

/** Where an interceptor's route begins: the normalised URI of its source. */
export interface Intercepted {
  readonly routeId: string
  readonly uri: string
}

/** How an intercept is woven: around the steps of the route, and around those of other elements, which belong to no route. */
export interface InterceptWeaving {
  readonly steps: Weaving
  readonly elements: Weaving
}

/** Weaves an intercept around steps: its own run before each of them, under the same error handling. */
export function compileIntercept(raw: Options, route: Intercepted, scope: StepBuilder): InterceptWeaving {
  const { onWhen, steps } = buildFields(intercept().fields, withSteps('intercept', raw), scope)
  const prefix = scope.scope.nodePrefix.length
  const weave =
    (place: Intercepted): Weaving =>
    node => {
      const inner = node.step
      const id = node.id.slice(prefix)
      const before: Step = exchange => {
        markNode(exchange, id, place)
        if (onWhen === undefined) return steps(exchange)
        return andThen(onWhen(exchange), matched => (matched ? steps(exchange) : undefined))
      }
      const step: Step = exchange => andThen(before(exchange), () => (exchange.status === RUNNING ? runStep(inner, exchange) : undefined))
      return { id: node.id, name: node.name, step, ...(node.unguarded && { unguarded: true }) }
    }
  return { steps: weave(route), elements: weave({ routeId: '', uri: route.uri }) }
}

/** The properties that tell an interceptor which step of which route it stands before; a step of an interceptor itself is in no route. */
function markNode(exchange: Exchange, id: string, { routeId, uri }: Intercepted): void {
  exchange.setProperty('CamelInterceptedNodeId', id)
  exchange.setProperty('CamelInterceptedParentEndpointUri', uri)
  if (routeId === '') exchange.removeProperty('CamelInterceptedRouteId')
  else exchange.setProperty('CamelInterceptedRouteId', routeId)
}

/** The node that an interceptFrom adds at the beginning of a route; `undefined` where its pattern does not match the source. */
export function compileInterceptFrom(raw: Options, route: Intercepted, id: string, scope: StepBuilder): PipelineNode | undefined {
  // looked at first: the steps take no ids where it does not apply
  const { uri } = buildFields({ uri: interceptFrom().fields.uri }, raw, scope)
  if (uri !== undefined && !endpointPattern(uri)(route.uri)) return undefined
  const { onWhen, steps } = buildFields(interceptFrom().fields, withSteps('interceptFrom', raw), scope)
  const mark = (exchange: Exchange) => {
    // a direct: endpoint is no place where an exchange begins
    if (!/^(direct:|$)/.test(exchange.fromEndpoint)) exchange.setProperty('CamelInterceptedEndpoint', exchange.fromEndpoint)
    exchange.setProperty('CamelInterceptedParentEndpointUri', route.uri)
    exchange.setProperty('CamelInterceptedRouteId', route.routeId)
  }
  const marked: Step = exchange => {
    mark(exchange)
    return steps(exchange)
  }
  const step: Step =
    onWhen === undefined ? marked : exchange => andThen(onWhen(exchange), matched => (matched ? marked(exchange) : undefined))
  return { id, name: 'interceptFrom', step }
}

/** Compiles an interceptSendToEndpoint, which then serves all routes that send. */
export function compileInterceptSend(raw: Options, route: Intercepted, id: string, scope: StepBuilder): SendInterceptor {
  const options = buildFields(interceptSendToEndpoint().fields, withSteps('interceptSendToEndpoint', raw), scope)
  return {
    matches: endpointPattern(options.uri ?? '*'),
    onWhen: options.onWhen,
    mark: exchange => markNode(exchange, id, route),
    before: options.steps,
    skipsEndpoint: options.skipSendToOriginalEndpoint === 'true',
    after: options.afterUri === undefined ? undefined : sendTo(options.afterUri, scope),
  }
}

function sendTo(uri: string, scope: StepBuilder): Step {
  const endpoint = scope.endpoint(uri)
  scope.onStart(async () => {
    await endpoint.sink()
  })
  return exchange => scope.send(endpoint, exchange)
}

/** An interceptor without steps cannot start, as in Camel. */
function withSteps(what: string, raw: Options): Options {
  if (((raw['steps'] as readonly StepModel[] | undefined)?.length ?? 0) === 0) throw errors.KF_ROUTE_MISSING({ what, option: 'steps' })
  return raw
}
