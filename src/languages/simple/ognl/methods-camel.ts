import { type Exchange, ROLLBACK, ROLLBACK_LAST, STOPPED } from '../../../core/exchange.ts'
import { getVariable, setVariable } from '../../../core/variables.ts'
import { convertTo } from '../evaluate.ts'
import { exceptionOf } from '../functions/exception.ts'
import { resolveClass } from '../java-types.ts'
import { ContextView, MessageView } from './exchange-view.ts'
import { methods } from './method.ts'

const view = (exchange: Exchange) => new MessageView(exchange)

function typed(value: unknown, type: { name?: string } | string, exchange: Exchange): unknown {
  const name = typeof type === 'string' ? type : (type.name ?? 'java.lang.Object')
  return value === null || value === undefined ? null : convertTo(value, resolveClass(name) ?? name, exchange)
}

/** Camel keeps the properties that it sets itself apart. */
function ownProperties(exchange: Exchange): [string, unknown][] {
  return exchange.propertyEntries().filter(([name]) => !name.startsWith('Camel'))
}

/** A setter of one of the marks that end a route. */
function marked(mark: number): (exchange: Exchange, on: boolean) => void {
  return (exchange, on) => {
    exchange.status = on ? exchange.status | mark : exchange.status & ~mark
  }
}

/** What a program or a step hands to a `direct:` comes from no endpoint. */
function consumedEndpoint({ fromEndpoint }: Exchange): string | null {
  return fromEndpoint === '' || fromEndpoint.startsWith('direct:') ? null : fromEndpoint
}

/** `org.apache.camel.Exchange`. */
export const EXCHANGE = methods({
  'getAllProperties()': (exchange: Exchange) => Object.fromEntries(exchange.propertyEntries()),
  'getContext()': (exchange: Exchange) => new ContextView(exchange.services),
  'getCreated()': (exchange: Exchange) => exchange.created,
  'getException()': exceptionOf,
  'getException(Class)': undefined,
  'getExchangeId()': (exchange: Exchange) => exchange.id,
  'getFromEndpoint()': (exchange: Exchange) => consumedEndpoint(exchange),
  'getFromRouteId()': (exchange: Exchange) => exchange.fromRouteId,
  'getIn()': view,
  'getIn(Class)': undefined,
  'getMessage()': view,
  'getMessage(Class)': undefined,
  'getPattern()': (exchange: Exchange) => exchange.pattern,
  'getProperties()': (exchange: Exchange) => Object.fromEntries(ownProperties(exchange)),
  'getProperty(String)': (exchange: Exchange, name: string) => exchange.property(name),
  'getProperty(String,Class)': undefined,
  'getProperty(String,Object,Class)': undefined,
  'getVariable(String)': getVariable,
  'getVariable(String,Class)': undefined,
  'getVariables()': (exchange: Exchange) => ({ ...exchange.variables }),
  'hasOut()': () => false,
  'hasProperties()': (exchange: Exchange) => exchange.propertyEntries().length > 0,
  'hasVariables()': (exchange: Exchange) => Object.keys(exchange.variables ?? {}).length > 0,
  'isFailed()': (exchange: Exchange) => exchange.exception !== undefined,
  'isExternalRedelivered()': () => false,
  'isRollbackOnly()': (exchange: Exchange) => (exchange.status & ROLLBACK) !== 0,
  'isRollbackOnlyLast()': (exchange: Exchange) => (exchange.status & ROLLBACK_LAST) !== 0,
  'isRouteStop()': (exchange: Exchange) => (exchange.status & STOPPED) !== 0,
  'isTransacted()': () => false,
  'removeProperty(String)': (exchange: Exchange, name: string) => exchange.removeProperty(name),
  'removeVariable(String)': (exchange: Exchange, name: string) => setVariable(exchange, name, null),
  'void setRollbackOnly(boolean)': marked(ROLLBACK),
  'void setRollbackOnlyLast(boolean)': marked(ROLLBACK_LAST),
  'void setRouteStop(boolean)': marked(STOPPED),
  'void setProperty(String,Object)': (exchange: Exchange, name: string, value: unknown) => exchange.setProperty(name, value),
  'void setVariable(String,Object)': setVariable,
  'toString()': (exchange: Exchange) => exchange.toString(),
})

/** `org.apache.camel.Message`. */
export const MESSAGE = methods({
  'getBody()': ({ exchange }: MessageView) => exchange.body,
  'getBody(Class)': ({ exchange }: MessageView, type: string) => typed(exchange.body, type, exchange),
  'getExchange()': ({ exchange }: MessageView) => exchange,
  'getHeader(String)': ({ exchange }: MessageView, name: string) => exchange.header(name),
  'getHeader(String,Class)': ({ exchange }: MessageView, name: string, type: string) => typed(exchange.header(name), type, exchange),
  'getHeader(String,Object)': ({ exchange }: MessageView, name: string, other: unknown) => exchange.header(name) ?? other,
  'getHeaders()': ({ exchange }: MessageView) => Object.fromEntries(exchange.headerEntries()),
  'getMessageId()': ({ exchange }: MessageView) => exchange.messageId,
  'getMessageTimestamp()': ({ exchange }: MessageView) => exchange.header('CamelMessageTimestamp') ?? 0,
  'hasHeaders()': ({ exchange }: MessageView) => exchange.headerEntries().length > 0,
  'removeHeader(String)': ({ exchange }: MessageView, name: string) => exchange.removeHeader(name),
  'void setBody(Object)': ({ exchange }: MessageView, body: unknown) => {
    exchange.body = body
  },
  'void setHeader(String,Object)': ({ exchange }: MessageView, name: string, value: unknown) => exchange.setHeader(name, value),
  'toString()': () => 'Message',
})
