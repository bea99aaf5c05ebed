import { convert } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import { type Exchange, RUNNING, STOPPED } from '../../core/exchange.ts'
import { andThen, type MaybePromise, type Step } from '../../core/step.ts'
import { Suspension } from '../../core/suspension.ts'
import type { DataFormat } from '../../kit/format.ts'
import type { ErrorPolicy, PipelineNode } from '../error-policy.ts'
import { fail, snapshot } from '../error-policy.ts'
import { runStep } from '../run-step.ts'
import type { RestBinding } from './binding.ts'
import { addCorsHeaders } from './cors.ts'
import { type BindingFormats, bindingFormats, type FormatMaker } from './formats.ts'
import { mentions } from './media.ts'
import { bodyText, checkResponse, headerText, type Refused, type RequestCheck, requestCheck } from './validate-message.ts'

/** What is remembered from the request for the answer. */
interface Bound {
  /** Whether the steps run at all. */
  readonly goOn: boolean
  /** In which format the answer is written, where it is; a refused request is answered as it is. */
  readonly answer: 'json' | 'xml' | undefined
  readonly accept: string | null
}

/**
 * Wraps the steps of a verb's route: defaults of parameters, validation and reading of the body before them; writing of the body and
 * the headers of CORS behind them. A body that cannot be read goes to the route's error handler, with status 400.
 */
export function bindRoute(binding: RestBinding, steps: Step, policy: ErrorPolicy | undefined, routeId: string, maker: FormatMaker): Step {
  const bound = new BoundRoute(binding, bindingFormats(binding, maker), steps, policy, routeId)
  return exchange => bound.run(exchange)
}

const FIRST: PipelineNode = { id: 'rest', name: 'rest', step: () => undefined }

class BoundRoute {
  private readonly binding: RestBinding
  private readonly formats: BindingFormats
  private readonly steps: Step
  private readonly policy: ErrorPolicy | undefined
  private readonly routeId: string
  private readonly check: RequestCheck | undefined

  constructor(binding: RestBinding, formats: BindingFormats, steps: Step, policy: ErrorPolicy | undefined, routeId: string) {
    this.binding = binding
    this.formats = formats
    this.steps = steps
    this.policy = policy
    this.routeId = routeId
    this.check = binding.clientRequestValidation ? requestCheck(binding) : undefined
  }

  run(exchange: Exchange): void | Promise<void> {
    let bound: Bound = { goOn: false, answer: undefined, accept: null }
    const before = runStep(each => andThen(this.before(each), result => void (bound = result)) as void | Promise<void>, exchange)
    const between = andThen(before, () => (bound.goOn && exchange.status === RUNNING ? this.steps(exchange) : undefined))
    return andThen(between, () => runStep(each => this.after(each, bound), exchange)) as void | Promise<void>
  }

  private before(exchange: Exchange): MaybePromise<Bound> {
    const accept = headerText(exchange, 'Accept')
    if (this.isPreflight(exchange)) return this.end(exchange, accept)
    const given = this.check === undefined ? '' : bodyText(exchange)
    for (const [name, value] of Object.entries(this.binding.defaults)) {
      const present = exchange.header(name)
      if (present === undefined || present === null) exchange.setHeader(name, value)
    }
    const refused = this.check?.(exchange, given)
    if (refused !== undefined) return this.refuse(exchange, refused, accept)
    if (this.binding.requiredBody && given !== '') exchange.body = given
    return this.read(exchange, accept)
  }

  private isPreflight(exchange: Exchange): boolean {
    return headerText(exchange, 'CamelHttpMethod')?.toUpperCase() === 'OPTIONS' && this.binding.contract?.takesOptions !== true
  }

  private refuse(exchange: Exchange, { status, body }: Refused, accept: string | null): Bound {
    exchange.setHeader('CamelHttpResponseCode', status)
    exchange.body = body
    return this.end(exchange, accept)
  }

  /** Where the verb is an operation of a contract, steps of the route that serves it would follow. */
  private end(exchange: Exchange, accept: string | null): Bound {
    if (this.binding.contract !== undefined) exchange.status |= STOPPED
    return { goOn: false, answer: undefined, accept }
  }

  private read(exchange: Exchange, accept: string | null): MaybePromise<Bound> {
    const { bindingMode: mode } = this.binding
    const kinds = this.kindsOf(headerText(exchange, 'Content-Type'), this.binding.consumes)
    const text = (kinds.json || kinds.xml) && exchange.body !== null ? bodyText(exchange) : ''
    const xml = kinds.xml && (!kinds.json || text.startsWith('<'))
    const json = kinds.json && !xml
    if (json && this.formats.jsonIn) return this.unmarshal(exchange, this.formats.jsonIn, text, { goOn: true, answer: 'json', accept })
    if (xml && this.formats.xmlIn) return this.unmarshal(exchange, this.formats.xmlIn, text, { goOn: true, answer: 'xml', accept })
    if (mode === 'off' || mode === 'auto') return { goOn: true, answer: 'json', accept }
    const kind = mode.includes('xml') ? 'xml' : 'json'
    const error = errors.KF_RUN_EXCHANGE({ reason: `Cannot bind to ${kind} as message body is not ${kind} compatible` })
    return andThen(this.failed(exchange, error), () => ({ goOn: true, answer: undefined, accept }))
  }

  /** JSON or XML by a header, else by what is declared, as far as the mode allows; else what the mode allows. */
  private kindsOf(header: string | null, declared: string | undefined): { json: boolean; xml: boolean } {
    const { bindingMode: mode } = this.binding
    const said = mentions(header)
    const { json, xml } = said.json || said.xml ? said : mentions(declared)
    const allowed = { json: mode === 'auto' || mode.includes('json'), xml: mode === 'auto' || mode.includes('xml') }
    const both = { json: json && allowed.json, xml: xml && allowed.xml }
    return both.json || both.xml ? both : allowed
  }

  private unmarshal(exchange: Exchange, format: DataFormat, text: string, bound: Bound): MaybePromise<Bound> {
    if (text === '') return bound
    exchange.body = text
    const failed = (error: unknown) => andThen(this.unreadable(exchange, error, bound), () => bound)
    try {
      const read = format.unmarshal(exchange, text)
      if (read instanceof Promise) return read.then(body => this.take(exchange, body, bound), failed)
      return this.take(exchange, read, bound)
    } catch (error) {
      if (error instanceof Suspension) throw error
      return failed(error)
    }
  }

  private take(exchange: Exchange, body: unknown, bound: Bound): Bound {
    exchange.body = body ?? null
    return bound
  }

  private unreadable(exchange: Exchange, error: unknown, { answer }: Bound): void | Promise<void> {
    exchange.setHeader('CamelHttpResponseCode', 400)
    if (!this.binding.clientRequestValidation) return this.failed(exchange, error)
    exchange.body = answer === 'xml' ? 'Invalid XML payload.' : 'Invalid JSon payload.'
    exchange.status |= STOPPED
  }

  private failed(exchange: Exchange, error: unknown): void | Promise<void> {
    if (this.policy === undefined) return fail(exchange, error)
    return this.policy.onFailure(exchange, error, { node: FIRST, routeId: this.routeId, before: snapshot(exchange) })
  }

  private after(exchange: Exchange, { answer, accept }: Bound): void | Promise<void> {
    if (this.binding.enableCORS) addCorsHeaders(exchange, this.binding.corsHeaders)
    if (answer === undefined || exchange.exception !== undefined || this.isSkipped(exchange) || exchange.body === null) return
    const kinds = this.answerKinds(exchange, accept)
    const xml = kinds.xml && (!kinds.json || answer === 'xml')
    const json = kinds.json && !xml
    this.ensureContentType(exchange, json, xml)
    if (this.binding.bindingMode === 'off') return
    return andThen(this.write(exchange, json, xml), () => this.validateAnswer(exchange)) as void | Promise<void>
  }

  private isSkipped(exchange: Exchange): boolean {
    const given = exchange.header('CamelHttpResponseCode')
    if (!this.binding.skipBindingOnErrorCode || given === undefined || given === null) return false
    return Number(convert(given, 'java.lang.Integer', exchange)) >= 300
  }

  private answerKinds(exchange: Exchange, accept: string | null): { json: boolean; xml: boolean } {
    const { bindingMode: mode, produces } = this.binding
    const type = headerText(exchange, 'Content-Type')
    const said = [accept, type, produces].map(mentions).find(({ json, xml }) => json || xml) ?? { json: false, xml: false }
    if (mode === 'off') return said
    const allowed = { json: mode === 'auto' || mode.includes('json'), xml: mode === 'auto' || mode.includes('xml') }
    const both = { json: said.json && allowed.json, xml: said.xml && allowed.xml }
    return both.json || both.xml ? both : allowed
  }

  private ensureContentType(exchange: Exchange, json: boolean, xml: boolean): void {
    if (headerText(exchange, 'Content-Type') !== null) return
    const type = json ? 'application/json' : xml ? 'application/xml' : this.binding.produces
    if (type !== undefined) exchange.setHeader('Content-Type', type)
  }

  private write(exchange: Exchange, json: boolean, xml: boolean): void | Promise<void> {
    const { jsonOut, xmlOut } = this.formats
    if (jsonOut === undefined && xmlOut === undefined) return
    const type = (headerText(exchange, 'Content-Type') ?? '').toLowerCase()
    if (json && jsonOut !== undefined) return type.includes('json') ? this.marshal(exchange, jsonOut, isEmptyJson) : undefined
    if (xml && xmlOut !== undefined) return type.includes('xml') ? this.marshal(exchange, xmlOut, isEmptyXml) : undefined
    if (this.binding.bindingMode === 'auto') return
    const kind = this.binding.bindingMode.includes('xml') ? 'xml' : 'json'
    fail(exchange, errors.KF_RUN_EXCHANGE({ reason: `Cannot bind to ${kind} as message body is not ${kind} compatible` }))
  }

  private marshal(exchange: Exchange, format: DataFormat, isEmpty: (text: string) => boolean): void | Promise<void> {
    try {
      const written = format.marshal(exchange, exchange.body)
      if (!(written instanceof Promise)) return this.written(exchange, written, isEmpty)
      return written.then(
        body => this.written(exchange, body, isEmpty),
        error => fail(exchange, error),
      )
    } catch (error) {
      if (error instanceof Suspension) throw error
      fail(exchange, error)
    }
  }

  private written(exchange: Exchange, body: unknown, isEmpty: (text: string) => boolean): void {
    exchange.body = body ?? null
    if (!this.binding.enableNoContentResponse || !isEmpty(bodyText(exchange))) return
    exchange.setHeader('CamelHttpResponseCode', 204)
    exchange.body = ''
  }

  /** Answers that are not bound are not checked either, as in Camel. */
  private validateAnswer(exchange: Exchange): void {
    if (!this.binding.clientResponseValidation || exchange.exception !== undefined) return
    const refused = checkResponse(exchange, this.binding)
    if (refused === undefined) return
    exchange.setHeader('CamelHttpResponseCode', refused.status)
    exchange.body = refused.body
  }
}

function isEmptyJson(text: string): boolean {
  return text === '{}' || text === '[]'
}

/** Nothing but an empty root element. */
function isEmptyXml(text: string): boolean {
  return /^(<\?xml[^>]*>)?<([^\s/>]+)[^>]*(\/>|><\/\2>)$/.test(text.replaceAll('\n', ''))
}
