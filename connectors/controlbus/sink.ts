import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { LogLevel } from '../../src/core/services.ts'
import { andThen } from '../../src/core/step.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { type Action, runAction } from './actions.ts'
import { contextStats } from './stats.ts'

/** What a route may wait for that acts on itself. */
const FROM_INSIDE: readonly Action[] = ['start', 'status', 'stats']

interface Options {
  readonly command: 'route' | 'language'
  readonly language: string | undefined
  readonly routeId: string | undefined
  readonly action: Action | undefined
  readonly async: boolean
  readonly restartDelay: number
  readonly loggingLevel: LogLevel
}

/** Acts on a route, or evaluates the body as an expression. */
export function openControlbusSink(options: Options, context: ConnectorContext): Sink {
  const send = options.command === 'route' ? routeCommand(options, context) : languageCommand(options, context)
  return { send, close() {} }
}

function routeCommand(options: Options, context: ConnectorContext): Sink['send'] {
  const { action, routeId } = options
  // without an action there is nothing to do, as in Camel
  if (action === undefined) return () => undefined
  return exchange => {
    const id = routeId === 'current' ? exchange.routeId : routeId
    const own = id === exchange.routeId && !FROM_INSIDE.includes(action)
    const done = run(options, context, id, action)
    if (options.async || own) return
    return done.then(result => {
      if (result !== undefined) exchange.body = result
    })
  }
}

/** Never rejects: a failure is logged. */
async function run(options: Options, context: ConnectorContext, id: string | undefined, action: Action): Promise<string | undefined> {
  if (id === undefined && action === 'stats') return contextStats(context)
  const route = id === undefined ? undefined : context.routes.get(id)
  if (route === undefined) return undefined
  try {
    const result = await runAction(action, route, options.restartDelay, context.services)
    if (options.loggingLevel !== 'OFF')
      context.log(options.loggingLevel, `ControlBus task done [${action} route ${id}] with result -> ${result ?? 'void'}`)
    return result
  } catch (error) {
    context.log('WARN', `Error executing ControlBus task [${action} route ${id}]. This exception will be ignored.`, error)
    return undefined
  }
}

/** The body is the expression; a result becomes the body. */
function languageCommand(options: Options, context: ConnectorContext): Sink['send'] {
  const { language } = options
  if (language === undefined) throw errors.KF_ROUTE_MISSING({ what: 'controlbus:language', option: 'language' })
  return (exchange: Exchange) => {
    const script = toText(exchange.body, exchange)
    if (script === null || script === '') throw errors.KF_RUN_EXCHANGE({ reason: `No script to evaluate. ${exchange}` })
    const expression = context.expression({ language, expression: script, options: { trim: 'false' } })
    return andThen(expression(exchange), result => {
      if (result !== null && result !== undefined && !options.async) exchange.body = result
    })
  }
}
