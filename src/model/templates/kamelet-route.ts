import type { StepModel } from '../../kit/field.ts'
import type { Options, RouteModel } from '../route.ts'

/** What the route of a Kamelet takes over from the route that uses it. */
export interface KameletUser {
  /** Nothing is taken over: a message names the Kamelet, or a kamelet step does. */
  readonly apart: boolean
  /** Failures go to who uses it: asked for, or because the user is a Kamelet itself. */
  readonly noErrorHandler: boolean
  readonly options: Options
}

/**
 * The route of one use of a Kamelet. As in Camel it has the error handler and the route configuration of its user, not its own, and calls
 * `kamelet:sink` at its end where it does so nowhere.
 */
export function kameletRoute(route: RouteModel, id: string, nodePrefixId: string, user: KameletUser): RouteModel {
  const { errorHandler, errorHandlerRef, routeConfigurationId: _configuration, ...others } = route.options
  const steps = callsSink(route.steps) ? route.steps : [...route.steps, SINK]
  const own = { ...(errorHandler !== undefined && { errorHandler }), ...(errorHandlerRef !== undefined && { errorHandlerRef }) }
  const handling = user.noErrorHandler ? { errorHandler: { noErrorHandler: {} } } : user.apart ? own : inherited(user.options)
  const { from, clauses } = route
  return { id, from, steps, ...(clauses !== undefined && { clauses }), options: { ...others, ...handling, nodePrefixId } }
}

const SINK: StepModel = { step: 'to', options: { uri: 'kamelet://sink' } }

function inherited(options: Options): Options {
  const names = ['errorHandler', 'errorHandlerRef', 'routeConfigurationId']
  return Object.fromEntries(names.flatMap(name => (options[name] === undefined ? [] : [[name, options[name]]])))
}

/** Whether a `to` somewhere in the steps sends to `kamelet:sink`. */
function callsSink(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { step, options } = value as Partial<StepModel>
  if (step === 'to' && isKameletSink(options?.['uri'])) return true
  return Object.values(value).some(callsSink)
}

/** `kamelet:sink`, in either spelling. */
export function isKameletSink(uri: unknown): boolean {
  return typeof uri === 'string' && /^kamelet:(\/\/)?sink$/.test(uri.trim())
}
