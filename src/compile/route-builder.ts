import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression, Predicate } from '../core/expression.ts'
import type { Joining } from '../core/part-loop.ts'
import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import type { SharedTarget } from '../kit/connector.ts'
import type { Branch, DataFormatModel, ExpressionModel, StepModel } from '../kit/field.ts'
import { buildFields } from '../kit/field.ts'
import type { Detached, EndpointHandle, EndpointUse, StepContext } from '../kit/step.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { schemeOf } from './endpoint-uri.ts'
import type { CompileEnvironment } from './environment.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ExpressionCompiler } from './expression.ts'
import type { FollowablePipeline } from './followed-pipeline.ts'
import { gatheringStep } from './gathering-step.ts'
import type { LateBuilding } from './late-building.ts'
import { LoopWriter } from './loop-writer.ts'
import { offerEntries } from './offer-entries.ts'
import { onlyComputes, onlyGathers } from './only-gathers.ts'
import { compilePipeline } from './pipeline.ts'
import { onlyThrows, renewingStep } from './renewing-step.ts'

type Options = StepModel['options']
type Hook = () => void | Promise<void>

/** Sends on what a step holds back; the signal fires at the deadline. */
export type DrainHook = (deadline: AbortSignal) => void | Promise<void>

/** Wraps each step of a route (intercept). */
export type Weaving = (node: PipelineNode) => PipelineNode

/** What steps of one route share while it is built. */
export interface RouteScope {
  readonly routeId: string
  readonly environment: CompileEnvironment
  readonly starts: Hook[]
  readonly stops: Hook[]
  readonly drains: DrainHook[]
  /** What is built when all other steps of the route are. */
  readonly late: LateBuilding
  /** The pipelines of the route. */
  readonly followable: FollowablePipeline[]
  /** Properties of the route's own (template parameters) before those of the runtime. */
  readonly lookup: Lookup
  readonly nodePrefix: string
  readonly logMask: boolean
  readonly weaving: Weaving | undefined
  /** The error handling of the route: known when its clauses are built, before any message comes. */
  readonly handling: { policy: ErrorPolicy | undefined }
  /** Whether its steps are those of a route without error handler, which are not the same as steps that none can stand around (of a doTry). */
  readonly unhandled?: boolean
  /** Ids of nodes that several routes share (the steps of an onException): given once. */
  readonly sharedIds?: WeakMap<object, string>
}

/** Builds steps of one route: what an EIP sees of the route it stands in. One per error policy in force. */
export class StepBuilder implements StepContext {
  readonly id: string
  readonly scope: RouteScope
  readonly policy: ErrorPolicy | undefined
  private readonly expressions: ExpressionCompiler
  /** Whether it builds a step that encloses others (saga): another one may stand among its steps. */
  private readonly encloser: boolean

  constructor(scope: RouteScope, policy: ErrorPolicy | undefined, id: string, encloser = false) {
    this.scope = scope
    this.policy = policy
    this.id = id
    this.encloser = encloser
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

  get nodePrefix(): string {
    return this.scope.nodePrefix
  }

  get logMask(): boolean {
    return this.scope.logMask
  }

  get handled(): boolean {
    return this.policy !== undefined
  }

  withoutErrorHandler(): StepBuilder {
    return new StepBuilder({ ...this.scope, unhandled: false }, undefined, this.id)
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
    const step = this.pipeline(this.nodes(models))
    if (models.length === 0 || this.scope.weaving !== undefined) return step
    const { catalog } = this.scope.environment
    const text = (raw: string) => this.text(raw)
    return Object.assign(step, {
      onlyGathers: () => onlyGathers(models, catalog, text),
      loop: (joining: Joining) => (onlyComputes(models, catalog, text) ? new LoopWriter(joining).compile(step, this.routeId) : undefined),
    })
  }

  /** Steps as one, and the first of them alone. */
  block(models: readonly StepModel[]): { readonly all: Step; readonly first: Step } {
    const nodes = this.nodes(models, true)
    const joined = (list: readonly PipelineNode[]) => this.pipeline(list)
    return { all: joined(nodes), first: joined(nodes.slice(0, 1)) }
  }

  branches(models: readonly StepModel[]): readonly Branch[] {
    return models.map(model => {
      // a disabled branch counts, though it does nothing
      const node = this.node(model) ?? { id: '', name: model.step, step: () => undefined }
      const uri = model.step === 'to' ? this.text(String(model.options['uri'] ?? '')) : undefined
      return {
        step: this.pipeline([node]),
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
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_FORMAT({ name: model.format, undeclared: true })
    return definition.open(buildFields(definition.fields, model.options, this), this.services)
  }

  endpoint(
    uri: string,
    parameters?: Readonly<Record<string, unknown>>,
    use: 'sink' | 'source' = 'sink',
    how: EndpointUse = {},
  ): EndpointHandle {
    const endpoint = this.scope.environment.endpoints.resolve(uri, parameters, use, how)
    // as in Camel an endpoint is intercepted by what is registered when the step that names it is built
    this.sends.set(endpoint, this.scope.environment.interceptions.send(endpoint))
    return endpoint
  }

  dynamicEndpoint(uri: string, options: { readonly cache?: boolean } = {}): EndpointHandle {
    return this.scope.environment.endpoints.resolveDynamic(uri, options.cache ?? true)
  }

  share(uri: string, exchange: Exchange): SharedTarget | undefined {
    return this.scope.environment.catalog.connectors.get(schemeOf(uri))?.sink?.share?.(uri, exchange)
  }

  uriTemplate(uri: string, parameters: Readonly<Record<string, unknown>> = {}): string {
    return this.scope.environment.endpoints.template(uri, parameters)
  }

  guarded(step: Step): Step {
    const node: PipelineNode = { id: this.id, name: this.id, step }
    // a part of a step, and made whenever a message asks for it: nobody follows it by itself
    return compilePipeline([node], this.policy, this.routeId, this.scope.environment.engine)
  }

  guardedByRoute(step: Step): Step {
    const node: PipelineNode = { id: this.id, name: this.id, step }
    let guarded: Step | undefined
    return exchange => {
      guarded ??= compilePipeline([node], this.scope.handling.policy, this.routeId, this.scope.environment.engine)
      return guarded(exchange)
    }
  }

  private readonly sends = new WeakMap<EndpointHandle, Step>()

  send(endpoint: EndpointHandle, exchange: Exchange): void | Promise<void> {
    return this.sender(endpoint)(exchange)
  }

  sender(endpoint: EndpointHandle): Step {
    let step = this.sends.get(endpoint)
    if (step === undefined) {
      step = this.scope.environment.interceptions.send(endpoint)
      this.sends.set(endpoint, step)
    }
    return step
  }

  /** As `sender`, for what is built before the interceptors of its route, which apply to it all the same. */
  lateSender(endpoint: EndpointHandle): Step {
    let step: Step | undefined
    return exchange => {
      step ??= this.scope.environment.interceptions.send(endpoint)
      return step(exchange)
    }
  }

  detach(exchange: Exchange, step: Step): void | Promise<void> {
    return this.detachLater()(exchange, step)
  }

  detachLater(): Detached {
    return this.scope.environment.detach(this.routeId)
  }

  turn(items?: number): void | Promise<void> {
    return this.scope.environment.turn(items)
  }

  untilTurn(): number {
    return this.scope.environment.untilTurn()
  }

  later(action: () => void): void {
    this.scope.late.add(action)
  }

  onStart(action: Hook): void {
    this.scope.starts.push(action)
  }

  onDrain(action: DrainHook): void {
    this.scope.drains.push(action)
  }

  onStop(action: Hook): void {
    this.scope.stops.push(action)
  }

  private pipeline(nodes: readonly PipelineNode[]): Step {
    const { environment, followable } = this.scope
    offerEntries(nodes, this.policy, this.scope)
    return compilePipeline(nodes, this.policy, this.routeId, environment.engine, followable)
  }

  /** What `disabled` says, as it is written. */
  isDisabled(disabled: unknown): boolean {
    return disabled !== undefined && this.text(String(disabled))?.toLowerCase() === 'true'
  }

  /** Compiles the steps of a list; disabled ones are built, so that what is wrong with them shows, but left out. */
  nodes(models: readonly StepModel[], ofClause = false): PipelineNode[] {
    return models.map(model => this.node(model, ofClause)).filter(node => node !== undefined)
  }

  /** The same for the steps of a route itself: there a failure of a doTry passes the error handler, inside other steps it does not. */
  topNodes(models: readonly StepModel[]): PipelineNode[] {
    const [enclosing, second] = models.filter(model => this.encloses(model))
    if (second !== undefined)
      this.scope.environment.problem(errors.KF_ROUTE_INVALID({ what: second.step, reason: 'there is one already in this route' }), second)
    const nodes =
      enclosing === undefined
        ? models.map(model => this.reported(model, model.options, true))
        : [this.reported(enclosing, inside(enclosing, models))]
    return nodes.filter(node => node !== undefined)
  }

  private encloses(model: StepModel): boolean {
    return this.scope.environment.catalog.steps.get(model.step)?.enclosesRoute ?? false
  }

  private node(model: StepModel, ofClause = false): PipelineNode | undefined {
    if (this.encloses(model) && !ofClause && !this.encloser) {
      const reason = 'it stands among the steps of a route itself, of an onException or of another saga, and only once in a route'
      this.scope.environment.problem(errors.KF_ROUTE_INVALID({ what: model.step, reason }), model)
      return undefined
    }
    const node = this.reported(model)
    return node?.unguarded ? { ...node, unguarded: false } : node
  }

  private reported(model: StepModel, options: Options = model.options, atTop = false): PipelineNode | undefined {
    try {
      return this.build(model, options, atTop)
    } catch (error) {
      this.scope.environment.problem(error, model)
      return undefined
    }
  }

  private build(model: StepModel, given: Options, atTop: boolean): PipelineNode | undefined {
    const id = this.nodeId(model)
    const definition = this.scope.environment.catalog.steps.get(model.step)
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_STEP({ name: model.step })
    const context = new StepBuilder(this.scope, this.policy, id, definition.enclosesRoute)
    const options = buildFields(definition.fields, given, context)
    this.scope.environment.building(model)
    const own = definition.compile(options, context)
    const step = this.scope.environment.standIn?.(this.routeId, id, { model, step: own }) ?? own
    if (this.isDisabled(model.disabled)) return undefined
    const unguarded = typeof definition.unguarded === 'function' ? definition.unguarded(options) : definition.unguarded
    const renewed = this.scope.unhandled && !unguarded && !this.onlyThrows(model, definition) ? renewingStep(step) : step
    const node: PipelineNode = {
      id,
      name: model.step,
      step: renewed.gathers === undefined ? renewed : gatheringStep({ id, name: model.step, step: renewed }, this.policy, this.routeId),
      ...(unguarded && { unguarded }),
    }
    return this.woven(node, definition.transparent ? 0 : (definition.interceptedTimes?.(given, atTop) ?? 1))
  }

  /** Whether what fails in a step is thrown by it, and never left on the exchange by an error handler inside. */
  private onlyThrows(model: StepModel, definition: Parameters<typeof onlyThrows>[0]): boolean {
    return onlyThrows(definition) || onlyComputes([model], this.scope.environment.catalog, raw => this.text(raw))
  }

  private woven(node: PipelineNode, times: number): PipelineNode {
    const { weaving } = this.scope
    return weaving === undefined || times === 0 ? node : this.woven(weaving(node), times - 1)
  }

  private nodeId(model: StepModel): string {
    const given = model.id === undefined ? undefined : this.text(model.id)
    return this.scope.nodePrefix + (given ?? this.sharedId(model) ?? this.newId(model))
  }

  private newId({ step }: StepModel): string {
    const { catalog, nextId } = this.scope.environment
    return nextId(catalog.steps.get(step)?.idPrefix ?? step)
  }

  private sharedId(model: StepModel): string | undefined {
    const { sharedIds } = this.scope
    if (sharedIds === undefined) return undefined
    const id = sharedIds.get(model) ?? this.newId(model)
    sharedIds.set(model, id)
    return id
  }
}

/** The options of a step that encloses its route: the other steps of the route stand before its own. */
function inside(enclosing: StepModel, models: readonly StepModel[]): Options {
  const own = (enclosing.options['steps'] ?? []) as readonly StepModel[]
  return { ...enclosing.options, steps: [...models.filter(model => model !== enclosing), ...own] }
}
