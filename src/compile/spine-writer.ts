import vm from 'node:vm'
import { EXCHANGE_SOURCE, type StepEmitter } from '../core/expression.ts'
import { nothing, type Step } from '../core/step.ts'
import { type ErrorPolicy, type PipelineNode, snapshot } from './error-policy.ts'
import type { Place } from './places.ts'
import type { ReferencePipeline } from './reference-pipeline.ts'
import { WrittenNames } from './written-names.ts'

/** A pipeline to be generated, kept with its step so that a node around it (filter, choice) can be joined with it into one function. */
export interface Pipeline {
  readonly nodes: readonly PipelineNode[]
  readonly policy: ErrorPolicy | undefined
  readonly routeId: string
  readonly reference: ReferencePipeline
}

/** The pipelines behind steps. */
export const pipelines = new WeakMap<Step, Pipeline>()

/** What a generated function calls, by the names under which it calls it. */
export type Calls = Readonly<Record<string, unknown>>

/** From the first node on; behind one of the pipeline's own nodes; the same as an asynchronous function, which waits by itself. */
export type Form = 'head' | 'tail' | 'waiting tail'

/**
 * Writes the nodes of a pipeline, and of those inside that have its error policy, as one function: a program counter (`pc`, an index into
 * `places`), and one try/catch that gives it to `failed`. The counters of the pipeline's own nodes are their indexes.
 */
export class SpineWriter extends WrittenNames implements StepEmitter {
  readonly exchange = EXCHANGE_SOURCE.exchange
  readonly body = EXCHANGE_SOURCE.body
  readonly entry = EXCHANGE_SOURCE.entry
  readonly named = EXCHANGE_SOURCE.named
  readonly places: Place[]
  private readonly root: Pipeline
  private readonly form: Form
  private pc = 0

  constructor(root: Pipeline, form: Form) {
    super()
    this.root = root
    this.form = form
    this.places = root.nodes.map((_, index) => ({ pipeline: root.reference, index, outer: undefined }))
  }

  /** The function that `around` writes, given the declarations and the statements of the nodes; a halted exchange leaves the block `run`. */
  compile(around: (declarations: string, nodes: string) => string, calls: Calls): unknown {
    const nodes = this.root.nodes.map((node, index) => this.rootNode(node, index)).join('\n')
    const declarations = `let ${['pc = 0', 't', 'before', ...this.locals].join(', ')}`
    const parameters = ['snapshot', ...Object.keys(calls), ...this.constants.values()]
    const values = [snapshot, ...Object.values(calls), ...this.constants.keys()]
    const source = `'use strict'\nreturn ${around(declarations, nodes)}`
    return vm.compileFunction(source, parameters, { filename: `route:${this.root.routeId}` })(...values)
  }

  target(kind: 'headers' | 'properties', name: string): string {
    const record =
      kind === 'headers' ? 'ex.headersShared ? ex.ownHeaders() : ex.headers' : 'ex.propertiesShared ? ex.ownProperties() : ex.properties'
    return `(${record})[${JSON.stringify(name)}]`
  }

  /** The call of a step inside the node that is being written; a pipeline of the same policy is written out in place. */
  call(step: Step): string {
    if (step === nothing) return ''
    const inner = pipelines.get(step)
    const outer = this.pc
    const keeps = this.root.policy?.keepsMessage ?? false
    // with redelivery each node needs the message as it was before it, the node around it too: there is one variable for both
    if (inner !== undefined && !keeps && inner.policy === this.root.policy && inner.routeId === this.root.routeId) {
      const code = inner.nodes.map((node, index) => this.innerNode(node, { pipeline: inner.reference, index, outer: this.places[outer] }))
      this.pc = outer
      return code.join('\n')
    }
    return this.closure(step)
  }

  wait(expression: string): string {
    const wait = this.form === 'waiting tail' ? 'await t' : `return wait(ex, t, ${this.pc}, before)`
    return `t = ${expression}; if (t !== undefined) ${wait}; if (ex.status !== 0) break run;`
  }

  private rootNode(node: PipelineNode, index: number): string {
    if (this.form === 'head') return this.node(node, index)
    return index === 0 ? '' : `case ${index - 1}: ${this.node(node, index)}`
  }

  private innerNode(node: PipelineNode, place: Place): string {
    return this.node(node, this.places.push(place) - 1)
  }

  private node(node: PipelineNode, pc: number): string {
    this.pc = pc
    const keep = this.root.policy?.keepsMessage && !node.step.failsUnchanged ? 'before = snapshot(ex); ' : ''
    const code = node.step.emit?.(this)
    return `pc = ${pc}; ${keep}${code ?? this.closure(node.step)}`
  }

  private closure(step: Step): string {
    return this.wait(`${this.constant(step)}(ex)`)
  }
}
