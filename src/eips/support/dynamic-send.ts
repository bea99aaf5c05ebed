import { errors } from '../../core/errors.ts'
import type { Exchange, Pattern } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen, runThen, type Step } from '../../core/step.ts'
import type { SharedTarget } from '../../kit/connector.ts'
import type { StepContext } from '../../kit/step.ts'
import { Recipients, uriExpression } from './recipient.ts'
import { patternOf, sendMessage } from './send-message.ts'

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
  const { variableSend, variableReceive } = options
  return exchange => andThen(expression(exchange), recipient => send(exchange, recipient)) as void | Promise<void>

  function send(exchange: Exchange, recipient: unknown): void | Promise<void> {
    const uri = recipients.uri(recipient, exchange)
    if (uri === null || (options.ignoreInvalidEndpoint && !isComplete(uri))) return
    const shared = options.allowOptimisedComponents ? context.share(complete(uri), exchange) : undefined
    const endpoint = recipients.target(shared?.uri ?? complete(uri), options.ignoreInvalidEndpoint)
    if (endpoint === undefined) return
    const pattern = patternOf(endpoint.uri) ?? options.pattern
    const sending: Step = each => context.send(endpoint, each)
    const step = shared === undefined ? sending : withHeaders(shared.headers, sending)
    return sendMessage(exchange, step, { pattern, variableSend, variableReceive })
  }
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
