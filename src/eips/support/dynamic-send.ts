import { errors } from '../../core/errors.ts'
import type { Exchange, Pattern } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { runThen, type Step } from '../../core/step.ts'
import type { SharedTarget } from '../../kit/connector.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'
import { EndpointSteps } from './endpoint-steps.ts'
import { Recipients, uriExpression } from './recipient.ts'
import { patternOf, type SendOptions, sendMessage, sendPlain } from './send-message.ts'

/** What a step that sends to a dynamic endpoint may say. */
export interface DynamicSendOptions {
  readonly variableSend?: string | undefined
  readonly variableReceive?: string | undefined
  readonly pattern?: Pattern | undefined
  readonly cacheSize: number | undefined
  readonly ignoreInvalidEndpoint: boolean
  readonly allowedSchemes: string | undefined
  readonly allowOptimisedComponents: boolean
}

interface UriOptions {
  readonly uri: string
  readonly parameters: Readonly<Record<string, unknown>> | undefined
}

/** The step that sends to the endpoint that its URI template gives (toD, wireTap). */
export function compileDynamicSend(options: DynamicSendOptions & UriOptions, context: StepContext): Step {
  const template = context.uriTemplate(options.uri, options.parameters)
  // what a message names altogether is no text that its author could split
  const allowOptimisedComponents = options.allowOptimisedComponents && /^[a-zA-Z][\w+.-]*:/.test(context.text(template) ?? '')
  return sendTo(uriExpression(template, context), { ...options, allowOptimisedComponents }, context)
}

/** The step that sends to the endpoint that an expression gives. Nothing is sent where it gives nothing. */
export function sendTo(expression: Expression, options: DynamicSendOptions, context: StepContext): Step {
  const recipients = new Recipients(options, context)
  const steps = new EndpointSteps(endpoint => stepTo(endpoint, options, context))
  /** The URI that was named last, where its connector takes it as it is: most messages name the same one as the message before. */
  let usual: string | undefined
  return exchange => {
    const recipient = expression(exchange)
    return recipient instanceof Promise ? recipient.then(named => send(exchange, named)) : send(exchange, recipient)
  }

  function send(exchange: Exchange, recipient: unknown): void | Promise<void> {
    if (recipient === usual && usual !== undefined) return sendAsItIs(exchange, usual)
    const uri = recipients.uri(recipient, exchange)
    if (uri === null || (options.ignoreInvalidEndpoint && !isComplete(uri))) return
    const shared = options.allowOptimisedComponents ? context.share(complete(uri), exchange) : undefined
    if (shared !== undefined) return sendShared(exchange, shared)
    usual = complete(uri)
    return sendAsItIs(exchange, usual)
  }

  function sendAsItIs(exchange: Exchange, uri: string): void | Promise<void> {
    const endpoint = recipients.target(uri, options.ignoreInvalidEndpoint)
    if (endpoint !== undefined) return steps.to(endpoint)(exchange)
  }

  function sendShared(exchange: Exchange, { uri, headers }: SharedTarget): void | Promise<void> {
    const endpoint = recipients.target(uri, options.ignoreInvalidEndpoint)
    if (endpoint === undefined) return
    const step = withHeaders(headers, context.sender(endpoint))
    return sendMessage(exchange, step, sendOptions(endpoint, options))
  }
}

function stepTo(endpoint: EndpointHandle, options: DynamicSendOptions, context: StepContext): Step {
  const sending = context.sender(endpoint)
  const how = sendOptions(endpoint, options)
  return Object.values(how).every(each => each === undefined)
    ? exchange => sendPlain(exchange, sending)
    : exchange => sendMessage(exchange, sending, how)
}

function sendOptions({ uri }: EndpointHandle, { pattern, variableSend, variableReceive }: DynamicSendOptions): SendOptions {
  return { pattern: patternOf(uri) ?? pattern, variableSend, variableReceive }
}

/** Runs a step with headers that the message has only meanwhile. Whoever runs it again after a suspension has the message as it was. */
function withHeaders(headers: SharedTarget['headers'], step: Step): Step {
  const names = Object.keys(headers)
  return exchange => {
    for (const name of names) setOrRemove(exchange, name, headers[name])
    return runThen(step, exchange, () => {
      for (const name of names) exchange.removeHeader(name)
    })
  }
}

function setOrRemove(exchange: Exchange, name: string, value: unknown): void {
  if (value === undefined || value === null) exchange.removeHeader(name)
  else exchange.setHeader(name, value)
}

/** A URI that has a scheme and something behind it. */
function complete(uri: string): string {
  if (!isComplete(uri)) throw errors.KF_RUN_ENDPOINT({ uri, reason: 'Endpoint should include scheme:path' })
  return uri
}

function isComplete(uri: string): boolean {
  const colon = uri.indexOf(':')
  return colon >= 0 && colon < uri.length - 1
}
