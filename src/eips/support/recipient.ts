import { convert } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { boolean, type ExpressionModel, integer, text } from '../../kit/field.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'
import { checkSyntax, invalidOption, resolvingFailure, shownUri } from './endpoint-failure.ts'
import { type Items, itemsIn } from './items.ts'
import { hasSimpleFunction } from './name-template.ts'

/** Options of all EIPs whose endpoints come from the message. */
export const recipientFields = {
  cacheSize: integer({
    describe: 'Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000.',
    advanced: true,
  }),
  allowedSchemes: text({ describe: 'The only components that a message may name, with commas between. Default: all.' }),
}

/** Options of those with a single endpoint. */
export const dynamicFields = {
  ...recipientFields,
  ignoreInvalidEndpoint: boolean({
    describe: 'Whether an endpoint that does not exist is passed over instead of failing the exchange.',
    default: false,
  }),
  allowOptimisedComponents: boolean({
    describe: 'Whether messages to one HTTP server share an endpoint; path and query are then set, and removed afterwards, as headers.',
    default: true,
    advanced: true,
  }),
  autoStartComponents: boolean({ describe: 'Has no effect: a component starts with its first endpoint.', default: true, advanced: true }),
}

interface RecipientOptions {
  readonly cacheSize: number | undefined
  readonly allowedSchemes: string | undefined
}

/** Longer lists are cut anew for each message. */
const MAX_LISTED = 1000

/** Turns what a message names into endpoints. */
export class Recipients {
  private readonly context: StepContext
  private readonly cache: boolean
  private lastList: string | undefined
  private lastItems: Items = []
  /** A URI whose scheme is right and allowed: the one that was named last. */
  private checked: string | undefined
  private readonly allowed: { readonly schemes: ReadonlySet<string>; readonly shown: string } | undefined

  constructor(options: RecipientOptions, context: StepContext) {
    this.context = context
    this.cache = (options.cacheSize ?? 0) >= 0
    const { allowedSchemes } = options
    this.allowed = allowedSchemes === undefined ? undefined : allowList(allowedSchemes)
  }

  /** The URIs in a value. Messages mostly name the same ones as the message before: those are found by text, and the same text need not be cut and hashed again. */
  listed(value: unknown, delimiter: string | null): Items {
    if (typeof value !== 'string' || value.length > MAX_LISTED) return itemsIn(value, delimiter)
    if (value !== this.lastList) {
      this.lastItems = itemsIn(value, delimiter)
      this.lastList = value
    }
    return this.lastItems
  }

  /** The URI as text, without blanks around it; null where there is none. */
  uri(recipient: unknown, exchange: Exchange): string | null {
    if (recipient === null || recipient === undefined) return null
    return String(convert(recipient, 'String', exchange)).trim()
  }

  /** As `uri`, with property placeholders in it resolved. */
  resolvedUri(recipient: unknown, exchange: Exchange): string | null {
    const uri = this.uri(recipient, exchange)
    if (!uri?.includes('{{')) return uri
    try {
      return this.context.text(uri) ?? ''
    } catch (error) {
      throw resolvingFailure(uri, error)
    }
  }

  /** The URI of an item in a list of endpoints: there nothing is no endpoint. */
  listedUri(item: unknown, exchange: Exchange): string {
    return this.resolvedUri(item, exchange) ?? 'null'
  }

  /** The endpoint; one that is not allowed fails even where invalid ones are ignored. */
  endpoint(uri: string, ignoreInvalid: boolean): EndpointHandle | undefined {
    if (uri !== this.checked) this.checkScheme(uri)
    try {
      if (uri !== this.checked) checkSyntax(uri)
      this.checked = uri
      return this.context.dynamicEndpoint(uri, { cache: this.cache })
    } catch (error) {
      if (ignoreInvalid) return undefined
      throw resolvingFailure(uri, error)
    }
  }

  /** As `endpoint`, for one that is sent to: its options are checked now, before anything is sent. */
  target(uri: string, ignoreInvalid: boolean): EndpointHandle | undefined {
    const endpoint = this.endpoint(uri, ignoreInvalid)
    try {
      const sink = endpoint?.sink()
      if (sink instanceof Promise) sink.catch(() => undefined) // it fails again when it is sent to
      return endpoint
    } catch (error) {
      if (ignoreInvalid) return undefined
      throw invalidOption(uri, resolvingFailure(uri, error))
    }
  }

  private checkScheme(uri: string): void {
    const { allowed } = this
    const colon = uri.indexOf(':')
    if (allowed === undefined || colon < 0) return
    const scheme = uri.slice(0, colon)
    if (!allowed.schemes.has(scheme))
      throw errors.KF_RUN_ENDPOINT({ uri: shownUri(uri), reason: `Scheme ${scheme} is not in the allowed schemes: ${allowed.shown}` })
  }
}

function allowList(schemes: string): { schemes: ReadonlySet<string>; shown: string } {
  return { schemes: new Set(schemes.split(',').map(scheme => scheme.trim())), shown: schemes }
}

/** The expression behind a URI: `simple` where it has functions, `language:NAME:TEXT` in another language, otherwise fixed. */
export function uriExpression(uri: string, context: Pick<StepContext, 'expression'>): Expression {
  return context.expression(uriModel(uri))
}

/** The same, before it is compiled. */
export function uriModel(uri: string): ExpressionModel {
  if (!uri.startsWith('language:')) return { language: hasSimpleFunction(uri) ? 'simple' : 'constant', expression: uri }
  const rest = uri.slice('language:'.length)
  const colon = rest.indexOf(':')
  return { language: rest.slice(0, colon), expression: rest.slice(colon + 1) }
}
