import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression, Predicate } from '../core/expression.ts'
import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import type { Branch, DataFormatModel, ExpressionModel, StepModel } from '../kit/field.ts'
import { buildFields } from '../kit/field.ts'
import type { EndpointHandle, StepContext } from '../kit/step.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import type { CompileEnvironment } from './environment.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ExpressionCompiler } from './expression.ts'
import { compilePipeline } from './pipeline.ts'

type Hook = () => void | Promise<void>

/** What is woven into a route around its steps and sends (intercept, interceptSendToEndpoint). */
export interface Weaving {
  /** Wraps each step of the route. */
  node?(node: PipelineNode): PipelineNode
  /** Wraps a send to an endpoint. */
  send?(endpoint: EndpointHandle, send: Step): Step
}

/** What steps of one route share while it is built. */
export interface RouteScope {
  readonly routeId: string
  readonly environment: CompileEnvironment
  readonly starts: Hook[]
  readonly stops: Hook[]
  readonly drains: Hook[]
  /** Properties of the route's own (template parameters) before those of the runtime. */
  readonly lookup: Lookup
  readonly nodePrefix: string
  readonly logMask: boolean
  readonly weaving: Weaving
}

/** Builds steps of one route: what an EIP sees of the route it stands in. One per error policy in force. */
export class StepBuilder implements StepContext {
  readonly id: string
  readonly scope: RouteScope
  readonly policy: ErrorPolicy | undefined
  private readonly expressions: ExpressionCompiler

  constructor(scope: RouteScope, policy: ErrorPolicy | undefined, id: string) {
    this.scope = scope
    this.policy = policy
    this.id = id
    this.expressions = new ExpressionCompiler(scope.environment.catalog, this, {
      bean: reference => this.bean(reference),
      text: raw => this.text(raw),
      services: scope.environment.services,
      routeId: scope.routeId,
    })
  }

  get routeId(): string {
    return this.scope.routeId
  }

  get services(): Services {
    return this.scope.environment.services
  }

  get logMask(): boolean {
    return this.scope.logMask
  }

  get handled(): boolean {
    return this.policy !== undefined
  }

  withoutErrorHandler(): StepBuilder {
    return new StepBuilder(this.scope, undefined, this.id)
  }

  /** The same scope under another error policy. */
  under(policy: ErrorPolicy | undefined): StepBuilder {
    return new StepBuilder(this.scope, policy, this.id)
  }

  text(raw: string): string | undefined {
    return resolvePlaceholders(raw, this.scope.lookup)
  }

  expression(model: ExpressionModel): Expression {
    return this.expressions.expression(model)
  }

  predicate(model: ExpressionModel): Predicate {
    return this.expressions.predicate(model)
  }

  steps(models: readonly StepModel[]): Step {
    return compilePipeline(this.nodes(models), this.policy, this.routeId, this.scope.environment.engine)
  }

  branches(models: readonly StepModel[]): readonly Branch[] {
    return models.map(model => {
      // a disabled branch counts, though it does nothing
      const node = this.node(model) ?? { id: '', name: model.step, step: () => undefined }
      const uri = model.step === 'to' ? this.text(String(model.options['uri'] ?? '')) : undefined
      return {
        step: compilePipeline([node], this.policy, this.routeId, this.scope.environment.engine),
        id: node.id,
        ...(uri !== undefined && { uri }),
      }
    })
  }

  bean(reference: string): unknown {
    return this.scope.environment.bean(reference)
  }

  dataFormat(model: DataFormatModel): unknown {
    const definition = this.scope.environment.catalog.formats.get(model.format)
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_FORMAT({ name: model.format })
    return definition.open(buildFields(definition.fields, model.options, this), this.services)
  }

  endpoint(uri: string, parameters?: Readonly<Record<string, unknown>>): EndpointHandle {
    return this.scope.environment.endpoints.resolve(uri, parameters)
  }

  dynamicEndpoint(uri: string, options: { readonly cache?: boolean } = {}): EndpointHandle {
    return this.scope.environment.endpoints.resolveDynamic(uri, options.cache ?? true)
  }

  uriTemplate(uri: string, parameters: Readonly<Record<string, unknown>> = {}): string {
    return this.scope.environment.endpoints.template(uri, parameters)
  }

  guarded(step: Step): Step {
    const node: PipelineNode = { id: this.id, name: this.id, step }
    return compilePipeline([node], this.policy, this.routeId, this.scope.environment.engine)
  }

  private readonly sends = new WeakMap<EndpointHandle, Step>()

  send(endpoint: EndpointHandle, exchange: Exchange): void | Promise<void> {
    let step = this.sends.get(endpoint)
    if (step === undefined) {
      const plain = sendStep(endpoint)
      step = this.scope.weaving.send?.(endpoint, plain) ?? plain
      this.sends.set(endpoint, step)
    }
    return step(exchange)
  }

  detach(exchange: Exchange, step: Step): Promise<void> {
    return this.scope.environment.detach(exchange, step, this.routeId)
  }

  turn(): void | Promise<void> {
    return this.scope.environment.turn()
  }

  onStart(action: Hook): void {
    this.scope.starts.push(action)
  }

  onDrain(action: Hook): void {
    this.scope.drains.push(action)
  }

  onStop(action: Hook): void {
    this.scope.stops.push(action)
  }

  /** Compiles the steps of a list; disabled ones are built, so that what is wrong with them shows, but left out. */
  nodes(models: readonly StepModel[]): PipelineNode[] {
    return models.map(model => this.node(model)).filter(node => node !== undefined)
  }

  private node(model: StepModel): PipelineNode | undefined {
    try {
      return this.build(model)
    } catch (error) {
      this.scope.environment.problem(error, model)
      return undefined
    }
  }

  private build(model: StepModel): PipelineNode | undefined {
    const id = this.nodeId(model)
    const definition = this.scope.environment.catalog.steps.get(model.step)
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_STEP({ name: model.step })
    const context = new StepBuilder(this.scope, this.policy, id)
    const options = buildFields(definition.fields, model.options, context)
    const step = definition.compile(options, context)
    if (model.disabled !== undefined && this.text(String(model.disabled)) === 'true') return undefined
    const { emit } = definition
    const unguarded = typeof definition.unguarded === 'function' ? definition.unguarded(options) : definition.unguarded
    const node: PipelineNode = {
      id,
      name: model.step,
      step,
      ...(emit && { emit: emitter => emit(options, emitter, context) }),
      ...(unguarded && { unguarded }),
    }
    return this.scope.weaving.node?.(node) ?? node
  }

  private nodeId(model: StepModel): string {
    const given = model.id === undefined ? undefined : this.text(model.id)
    return this.scope.nodePrefix + (given ?? this.scope.environment.nextId(model.step))
  }
}

/** The step that sends to an endpoint: says where to (`CamelToEndpoint`), and gives the exchange to the sink. */
function sendStep(endpoint: EndpointHandle): Step {
  const { uri } = endpoint
  return exchange => {
    exchange.ownProperties()['CamelToEndpoint'] = uri
    const sink = endpoint.sink()
    return sink instanceof Promise ? sink.then(ready => ready.send(exchange)) : sink.send(exchange)
  }
}
