import { type Exchange, RUNNING } from '../core/exchange.ts'
import { andThen, runThen, type Step } from '../core/step.ts'
import { keepMessage } from '../core/variables.ts'
import type { DataFormatModel } from '../kit/field.ts'
import { resolvePlaceholders } from '../model/placeholders.ts'
import type { FileModel, Options, RouteModel } from '../model/route.ts'
import { checkFile } from './check-file.ts'
import { inputStep, withOutputType } from './contract.ts'
import type { CompileEnvironment } from './environment.ts'
import { type AppliedElements, appliedElements } from './error-handling/applied.ts'
import { DefaultPolicy } from './error-handling/default-policy.ts'
import { compileClause, type ExceptionClause } from './error-handling/exception-clause.ts'
import { compileHandler, type HandlerPlan } from './error-handling/handler-plan.ts'
import {
  compileIntercept,
  compileInterceptFrom,
  compileInterceptSend,
  type Intercepted,
  type InterceptWeaving,
} from './error-handling/intercept.ts'
import { type CompletionPlan, compileCompletion, completionStep, EndCompletions } from './error-handling/on-completion.ts'
import { isIncluded } from './error-handling/precondition.ts'
import { RoutePolicy } from './error-handling/route-policy.ts'
import { type ErrorPolicy, fail, type PipelineNode } from './error-policy.ts'
import { LateBuilding } from './late-building.ts'
import { offerEntries } from './offer-entries.ts'
import { compilePipeline } from './pipeline.ts'
import { bindRoute } from './rest/bind-route.ts'
import { REST_BINDING, type RestBinding } from './rest/binding.ts'
import { type ContractBinding, REST_CONTRACT } from './rest/contract-binding.ts'
import { contractRoute } from './rest/contract-route.ts'
import { type RouteScope, StepBuilder, type Weaving } from './route-builder.ts'
import { sourceAddress } from './source-address.ts'

/** A route's steps, compiled, with what has to run when it starts and stops. */
export interface CompiledRoute {
  readonly id: string
  readonly entry: Step
  /** Does with an exchange that came as a failure what the route does where its first step fails. */
  readonly failed: FailedEntry
  readonly scope: RouteScope
  /** The ids of all steps that can be followed, also of those inside of others. */
  stepIds(): readonly string[]
  /** Whether exchanges that somebody follows tell of their steps. */
  follow(isFollowed: boolean): void
}

/** Gives a failure to the error handling of a route; never tries again. */
export type FailedEntry = (exchange: Exchange, error: unknown) => void | Promise<void>

/** Whether a route is part of the runtime: its precondition, looked at once, is true or missing. */
export function routeIncluded(model: RouteModel, environment: CompileEnvironment): boolean {
  return isIncluded(model.options['precondition'], new StepBuilder(routeScope(model, '', environment), undefined, ''))
}

/** Compiles one route under the error handling and interception that apply to it. */
export function compileRoute(model: RouteModel, id: string, files: readonly FileModel[], environment: CompileEnvironment): CompiledRoute {
  const compiler = new RouteCompiler(model, id, files, environment)
  const entry = compiler.compile()
  const { scope } = compiler
  const stepIds = () => [...new Set(scope.followable.flatMap(({ steps }) => steps.map(step => step.id)))]
  const follow = (isFollowed: boolean) => {
    for (const pipeline of scope.followable) pipeline.follow(isFollowed)
  }
  return { id, entry, failed: (exchange, error) => compiler.failed(exchange, error), scope, follow, stepIds }
}

class RouteCompiler {
  readonly scope: RouteScope
  private readonly model: RouteModel
  private readonly environment: CompileEnvironment
  private readonly applied: AppliedElements
  private readonly source: Intercepted
  private top: { readonly nodes: readonly PipelineNode[]; readonly policy: ErrorPolicy | undefined } = { nodes: [], policy: undefined }

  constructor(model: RouteModel, id: string, files: readonly FileModel[], environment: CompileEnvironment) {
    this.model = model
    this.environment = environment
    this.scope = routeScope(model, id, environment)
    if (!cachesStreams(model, environment)) environment.services.uncachedRoutes.add(id)
    const group = option(model, 'group', environment)
    if (group !== undefined) environment.services.routeGroups.set(id, group)
    const plain = new StepBuilder(this.scope, undefined, id)
    if (files.some(file => file.routes[0] === model)) checkFile(model, files, environment)
    this.applied = appliedElements(model, files, plain)
    this.source = { routeId: id, uri: sourceUri(model, plain) }
  }

  /** The order is Camel's, so that nodes without ids get the same: handlers, interceptors from the last to the first, completions, steps. */
  compile(): Step {
    const clauses = this.each('onException', (options, scope) => compileClause(options, scope), undefined)
    const policy = this.policy(clauses)
    this.scope.handling.policy = policy
    const sends = this.each('interceptSendToEndpoint', (options, scope) => this.interceptSend(options, scope), policy)
    for (const send of sends) this.environment.interceptions.register(send)
    const froms = this.each('interceptFrom', (options, scope) => this.interceptFrom(options, scope), policy)
    const weaving = this.weaving(policy)
    const completions = this.each(
      'onCompletion',
      (options, scope) => compileCompletion(options, this.elementId(options, 'onCompletion'), scope),
      policy,
      weaving?.elements,
    )
    return this.entry(froms, completions, policy, weaving)
  }

  private entry(
    froms: readonly (PipelineNode | undefined)[],
    completions: readonly CompletionPlan[],
    policy: ErrorPolicy | undefined,
    weaving: InterceptWeaving | undefined,
  ): Step {
    const builder = new StepBuilder({ ...this.scope, weaving: weaving?.steps, unhandled: policy === undefined }, policy, this.scope.routeId)
    const atEnd = new EndCompletions()
    const noting = completions.map(each => this.completionNode(each, atEnd, weaving?.elements))
    const own = builder.topNodes(this.model.steps)
    const nodes = [...this.input(), ...froms.filter(each => each !== undefined), ...noting, ...own]
    offerEntries(own, policy, this.scope)
    this.scope.late.run()
    this.top = { nodes, policy }
    const steps = compilePipeline(nodes, policy, this.scope.routeId, this.environment.engine, this.scope.followable)
    const completed = completions.some(each => each.mode === 'BeforeConsumer') ? atEnd.around(steps) : steps
    return this.received(withOutputType(this.bound(completed, policy), this.model.options, this.plain(), this.environment.services))
  }

  /** Where the failure is continued, the steps behind the first one run. */
  failed(exchange: Exchange, error: unknown): void | Promise<void> {
    const { nodes, policy } = this.top
    const [first] = nodes
    if (first === undefined || policy === undefined) return fail(exchange, error)
    const handled = policy.onFailure(exchange, error, { node: first, routeId: this.scope.routeId, before: undefined })
    const rest = compilePipeline(nodes.slice(1), policy, this.scope.routeId, this.environment.engine)
    return andThen(handled, () => (exchange.status === RUNNING ? rest(exchange) : undefined))
  }

  private input(): PipelineNode[] {
    const step = inputStep(this.model.options, this.plain(), this.environment.services)
    return step === undefined ? [] : [{ id: 'inputType', name: 'inputType', step }]
  }

  private plain(): StepBuilder {
    return new StepBuilder(this.scope, undefined, this.scope.routeId)
  }

  /** With `variableReceive` the message that comes in goes into a variable, its headers beside it; the body is empty then. */
  private received(steps: Step): Step {
    const { variableReceive } = this.model.from
    const name = variableReceive === undefined ? undefined : new StepBuilder(this.scope, undefined, '').text(variableReceive)
    if (name === undefined) return steps
    return exchange => {
      const { body } = exchange
      keepMessage(exchange, name)
      exchange.body = null
      // who called gets the body that came in where the route makes none
      return runThen(steps, exchange, () => {
        exchange.body ??= body
      })
    }
  }

  /** Around the steps of a REST verb, or before those of a route that serves a contract: what reads requests and writes answers. */
  private bound(steps: Step, policy: ErrorPolicy | undefined): Step {
    const { [REST_BINDING]: verb, [REST_CONTRACT]: contract } = this.model.options
    if (verb === undefined && contract === undefined) return steps
    const builder = new StepBuilder(this.scope, policy, this.scope.routeId)
    const { catalog } = this.environment
    const formats = {
      dataFormat: (model: DataFormatModel) => builder.dataFormat(model),
      fieldsOf: (name: string) => catalog.formats.get(name)?.fields,
    }
    const bind = (binding: RestBinding, inner: Step) => bindRoute(binding, inner, policy, this.scope.routeId, formats)
    if (verb !== undefined) return bind(verb as RestBinding, steps)
    return contractRoute(contract as ContractBinding, {
      steps,
      bound: ({ binding }, answer) => bind(binding, answer),
      sender: uri => this.environment.interceptions.call(builder.endpoint(uri)),
      failed: (exchange, error) => this.failed(exchange, error),
    })
  }

  private completionNode(plan: CompletionPlan, atEnd: EndCompletions, weaving: Weaving | undefined): PipelineNode {
    const step = plan.mode === 'BeforeConsumer' ? atEnd.step(plan) : completionStep(plan)
    const node: PipelineNode = { id: plan.id, name: 'onCompletion', step }
    return weaving?.(node) ?? node
  }

  /** Compiles the elements of one kind that apply; interceptors in reverse, as Camel does. What is wrong with one is reported, also with a disabled one. */
  private each<T>(
    name: 'onException' | 'interceptSendToEndpoint' | 'interceptFrom' | 'onCompletion',
    compile: (options: Options, scope: StepBuilder) => T,
    policy: ErrorPolicy | undefined,
    weaving?: Weaving,
  ): T[] {
    const list = name.startsWith('intercept') ? this.applied[name].toReversed() : this.applied[name]
    return list.flatMap(options => {
      const builder = this.elementBuilder(policy, weaving)
      const made = this.attempt(options, () => compile(options, builder))
      return made === undefined || isLeftOut(name, options, builder) ? [] : [made]
    })
  }

  private elementBuilder(policy: ErrorPolicy | undefined, weaving: Weaving | undefined): StepBuilder {
    return new StepBuilder({ ...this.scope, weaving, sharedIds: this.environment.shared.ids }, policy, this.scope.routeId)
  }

  private attempt<T>(element: object, action: () => T): T | undefined {
    try {
      return action()
    } catch (error) {
      if (this.environment.shared.firstReport(element)) this.environment.problem(error, element)
      return undefined
    }
  }

  /** An intercept declared later stands around those before it, and around their steps too. */
  private weaving(policy: ErrorPolicy | undefined): InterceptWeaving | undefined {
    let weaving: InterceptWeaving | undefined
    for (const options of this.applied.intercept.toReversed()) {
      const outer = weaving
      const inner = this.attempt(options, () => compileIntercept(options, this.source, this.elementBuilder(policy, outer?.elements)))
      if (inner !== undefined) weaving = outer === undefined ? inner : around(outer, inner)
    }
    return weaving
  }

  private interceptSend(options: Options, scope: StepBuilder) {
    return compileInterceptSend(options, this.source, this.elementId(options, 'interceptSendToEndpoint'), scope)
  }

  private interceptFrom(options: Options, scope: StepBuilder): PipelineNode | undefined {
    return compileInterceptFrom(options, this.source, this.elementId(options, 'interceptFrom'), scope)
  }

  private elementId(options: Options, name: string): string {
    const { ids } = this.environment.shared
    const id = (options['id'] as string | undefined) ?? ids.get(options) ?? this.environment.nextId(name)
    ids.set(options, id)
    return id
  }

  private policy(clauses: readonly ExceptionClause[]): ErrorPolicy | undefined {
    const plan = this.handlerPlan()
    if (plan === undefined) return undefined
    const simple = clauses.length === 0 && plan.deadLetter === undefined && plan.onPrepareFailure === undefined
    const policy = new RoutePolicy(plan, clauses)
    return simple && !policy.keepsMessage ? new DefaultPolicy(plan) : policy
  }

  private handlerPlan(): HandlerPlan | undefined {
    const options = this.applied.errorHandler
    return this.attempt(options ?? this.model, () => compileHandler(options, new StepBuilder(this.scope, undefined, this.scope.routeId)))
  }
}

const CAN_BE_DISABLED = new Set(['interceptFrom', 'onCompletion'])

/** As in Camel, where `disabled` leaves out no other element. */
function isLeftOut(name: string, { disabled }: Options, builder: StepBuilder): boolean {
  return CAN_BE_DISABLED.has(name) && builder.isDisabled(disabled)
}

function around(outer: InterceptWeaving, inner: InterceptWeaving): InterceptWeaving {
  return { steps: node => outer.steps(inner.steps(node)), elements: node => outer.elements(inner.elements(node)) }
}

/** What the route says, or the runtime for all its routes. */
function cachesStreams(model: RouteModel, environment: CompileEnvironment): boolean {
  const given = option(model, 'streamCache', environment)
  return given === undefined ? environment.services.main.streamCachingEnabled : given.toLowerCase() !== 'false'
}

function routeScope(model: RouteModel, id: string, environment: CompileEnvironment): RouteScope {
  return {
    routeId: id,
    environment,
    starts: [],
    drains: [],
    late: new LateBuilding(),
    followable: [],
    stops: [],
    lookup: environment.lookup,
    handling: { policy: undefined },
    nodePrefix: option(model, 'nodePrefixId', environment) ?? '',
    logMask: (option(model, 'logMask', environment) ?? String(environment.services.main.logMask)) === 'true',
    weaving: undefined,
  }
}

function option(model: RouteModel, name: string, { lookup }: CompileEnvironment): string | undefined {
  const raw = model.options[name]
  return typeof raw === 'string' ? resolvePlaceholders(raw, lookup) : undefined
}

/** The source's URI; empty where the source is wrong, which is told where it is built: the steps are compiled all the same. */
function sourceUri({ from }: RouteModel, scope: StepBuilder): string {
  try {
    const { uri, parameters } = sourceAddress(from, raw => scope.text(raw))
    return scope.scope.environment.endpoints.resolve(uri, parameters).uri
  } catch {
    return ''
  }
}
