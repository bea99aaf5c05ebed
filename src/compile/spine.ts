import vm from 'node:vm'
import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { StepEmitter } from '../core/expression.ts'
import type { Step } from '../core/step.ts'
import { type ErrorPolicy, fail, type MessageSnapshot, type PipelineNode, snapshot } from './error-policy.ts'
import { type Ending, ReferencePipeline } from './reference-pipeline.ts'

/** Functions beyond this many nodes are cut: TurboFan gives up on very long functions. */
const MAX_NODES = 400

/** Where a node stands: in which pipeline, at which index, and inside which other node. */
interface Place {
  readonly pipeline: ReferencePipeline
  readonly index: number
  readonly outer: Place | undefined
}

/** A generated pipeline, kept with its step so that a node around it (filter, choice) can be joined with it into one function. */
export interface Pipeline {
  readonly nodes: readonly PipelineNode[]
  readonly policy: ErrorPolicy | undefined
  readonly routeId: string
  readonly reference: ReferencePipeline
}

const pipelines = new WeakMap<Step, Pipeline>()

/**
 * Joins the nodes of a pipeline into one generated function: a synchronous head with a program counter and one try/catch. Where a node
 * has to wait or fails, the reference engine goes on from that node; it is the same closures, so both give the same results.
 * The first function is made when the first exchange comes, so that a start compiles only what runs.
 */
export function generatedPipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string): Step {
  const reference = new ReferencePipeline(nodes, policy, routeId)
  const pipeline: Pipeline = { nodes, policy, routeId, reference }
  if (nodes.length > MAX_NODES) return reference.step
  let run: Step = exchange => {
    run = new SpineWriter(pipeline).compile()
    return run(exchange)
  }
  const step: Step = exchange => run(exchange)
  pipelines.set(step, pipeline)
  return step
}

/**
 * The way into a route: `undefined` where its steps have ended already, otherwise a promise of what `end` gives, which is called when they
 * have ended. It never throws where it had to wait: a failure is the exchange's then.
 */
export type EntryPoint = <T>(exchange: Exchange, end: Ending<T>) => void | Promise<T>

/** A step as the way into a route. A generated pipeline calls `end` from where it waited, which saves promises. */
export function entryPoint(step: Step): EntryPoint {
  const pipeline = pipelines.get(step)
  if (pipeline === undefined) {
    return (exchange, end) => {
      const waiting = step(exchange)
      return waiting === undefined ? undefined : whenEnded(exchange, waiting, end)
    }
  }
  let run: EntryPoint = (exchange, end) => {
    run = new SpineWriter(pipeline).compile() as EntryPoint
    return run(exchange, end)
  }
  return (exchange, end) => run(exchange, end)
}

async function whenEnded<T>(exchange: Exchange, waiting: Promise<void>, end: Ending<T>): Promise<T> {
  try {
    await waiting
  } catch (error) {
    fail(exchange, error)
  }
  return end(exchange)
}

function told(exchange: Exchange, waiting: void | Promise<void>, end: Ending<void> | undefined): void | Promise<void> {
  return waiting === undefined || end === undefined ? waiting : whenEnded(exchange, waiting, end)
}

class SpineWriter implements StepEmitter {
  private readonly constants = new Map<unknown, string>()
  private readonly locals: string[] = []
  private readonly places: Place[] = []
  private readonly root: Pipeline
  private place: Place | undefined

  constructor(root: Pipeline) {
    this.root = root
  }

  compile(): Step {
    const body = this.pipeline(this.root, undefined)
    const source = `
'use strict'
return function route(ex, end) {
  let pc = 0, t, before${this.locals.map(name => `, ${name}`).join('')}
  try {
${body}
  } catch (error) { return failed(ex, error, pc, before, end) }
}`
    const { places } = this
    const parameters = ['failed', 'wait', 'snapshot', ...this.constants.values()]
    const values = [
      (exchange: Exchange, error: unknown, pc: number, before: MessageSnapshot | undefined, end: Ending<void> | undefined) =>
        told(exchange, failedAt(exchange, error, places[pc]!, before), end),
      (exchange: Exchange, waiting: Promise<void>, pc: number, before: MessageSnapshot | undefined, end: Ending<void> | undefined) =>
        waitAt(exchange, waiting, places[pc]!, before, end),
      snapshot,
      ...this.constants.keys(),
    ]
    return vm.compileFunction(source, parameters, { filename: `route:${this.root.routeId}` })(...values)
  }

  constant(value: unknown): string {
    let name = this.constants.get(value)
    if (name === undefined) {
      name = `k${this.constants.size}`
      this.constants.set(value, name)
    }
    return name
  }

  local(): string {
    const name = `v${this.locals.length}`
    this.locals.push(name)
    return name
  }

  /** The call of a step inside the node that is being written; a pipeline of the same policy is written out in place. */
  call(step: Step): string {
    const inner = pipelines.get(step)
    const outer = this.place!
    const keeps = this.root.policy?.keepsMessage ?? false
    // with redelivery each node needs the message as it was before it, the node around it too: there is one variable for both
    if (inner !== undefined && !keeps && inner.policy === this.root.policy && inner.routeId === this.root.routeId) {
      const code = this.pipeline(inner, outer)
      this.place = outer
      return code
    }
    return this.closure(step, this.places.indexOf(outer))
  }

  private pipeline(pipeline: Pipeline, outer: Place | undefined): string {
    return pipeline.nodes.map((node, index) => this.node(node, { pipeline: pipeline.reference, index, outer })).join('\n')
  }

  private node(node: PipelineNode, place: Place): string {
    const pc = this.places.push(place) - 1
    this.place = place
    const keep = this.root.policy?.keepsMessage && !node.step.failsUnchanged ? 'before = snapshot(ex); ' : ''
    const code = node.step.emit?.(this)
    return `pc = ${pc}; ${keep}${code ?? this.closure(node.step, pc)}`
  }

  private closure(step: Step, pc: number): string {
    return `t = ${this.constant(step)}(ex); if (t !== undefined) return wait(ex, t, ${pc}, before, end); if (ex.status !== 0) return;`
  }
}

/** A node failed: its error policy decides, then the reference engine goes on behind it. What no policy takes is a failure of the node around it. */
function failedAt(exchange: Exchange, error: unknown, place: Place, before: MessageSnapshot | undefined): void | Promise<void> {
  let waiting: void | Promise<void>
  try {
    waiting = place.pipeline.failed(exchange, error, place.index, before)
  } catch (thrown) {
    return outward(exchange, thrown, place)
  }
  return waiting === undefined ? goOn(exchange, place) : settled(exchange, waiting, place)
}

async function settled(exchange: Exchange, waiting: Promise<void>, place: Place): Promise<void> {
  try {
    await waiting
  } catch (thrown) {
    return outward(exchange, thrown, place)
  }
  return goOn(exchange, place)
}

function outward(exchange: Exchange, thrown: unknown, { outer }: Place): void | Promise<void> {
  if (outer === undefined) throw thrown
  return failedAt(exchange, thrown, outer, undefined)
}

/** A node has to wait: the reference engine goes on behind it when it is done. */
function waitAt(
  exchange: Exchange,
  waiting: Promise<void>,
  place: Place,
  before: MessageSnapshot | undefined,
  end: Ending<void> | undefined,
): void | Promise<void> {
  const { pipeline, index, outer } = place
  if (outer === undefined) return pipeline.resume(exchange, waiting, index, before, end)
  return told(exchange, left(exchange, pipeline.resume(exchange, waiting, index, before, undefined), outer), end)
}

/** What is inside `place` is waited for; then what stands behind it runs. */
async function left(exchange: Exchange, inside: Promise<void>, place: Place): Promise<void> {
  try {
    await inside
  } catch (thrown) {
    return failedAt(exchange, thrown, place, undefined)
  }
  return goOn(exchange, place)
}

/** Runs what stands behind a node: the rest of its pipeline, then what stands behind the node around it. */
function goOn(exchange: Exchange, place: Place): void | Promise<void> {
  const { outer } = place
  if (outer === undefined) return place.pipeline.run(exchange, place.index + 1)
  let waiting: void | Promise<void>
  try {
    waiting = place.pipeline.run(exchange, place.index + 1)
  } catch (thrown) {
    return failedAt(exchange, thrown, outer, undefined)
  }
  if (waiting !== undefined) return left(exchange, waiting, outer)
  return exchange.status === RUNNING ? goOn(exchange, outer) : undefined
}
