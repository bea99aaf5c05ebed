import vm from 'node:vm'
import type { StepEmitter } from '../core/expression.ts'
import { isMessagePart } from '../core/message-part.ts'
import type { Joining, PartLoop } from '../core/part-loop.ts'
import { nothing, type Step } from '../core/step.ts'
import type { PipelineNode } from './error-policy.ts'
import { pipelines } from './spine-writer.ts'
import { WrittenNames } from './written-names.ts'

/** Longer loops are not written: TurboFan gives up on very long functions. */
const MAX_NODES = 200
/** What a split itself says of a part. */
const OF_PARTS = /^Camel(?:Split|CorrelationId)/

/**
 * Writes steps that only compute as a loop over parts of a message, for `Step.loop`. There is one exchange for all parts. What steps write
 * into headers and properties is known by name, so it is only put back before each part. Whatever fails is left to the usual way, which
 * does the part again: error handling, waiting and all that needs an exchange of the part's own is there.
 */
export class LoopWriter extends WrittenNames implements StepEmitter {
  private readonly written = { headers: new Map<string, string>(), properties: new Map<string, string>() }
  private readonly joining: Joining
  private nodes = 0
  private refused = false

  constructor(joining: Joining) {
    super()
    this.joining = joining
  }

  /** The loop; `undefined` where a step needs more than that. */
  compile(step: Step, routeId: string): PartLoop | undefined {
    const steps = this.call(step)
    if (this.refused) return undefined
    const item = this.constant(isMessagePart)
    const source = `'use strict'
return function parts(looped, from, end, result) {
const { items, part: ex, start, original } = looped
const { headers, properties } = ex
const last = items.length - 1
let i = from, list${this.locals.map(each => `, ${each}`).join('')}
${this.kept('headers')}${this.kept('properties')}try {
for (; i < end; i++) {
const item = items[i]
if (${item}(item)) break
ex.renew(item)
${this.putBack('headers')}${this.putBack('properties')}properties.CamelSplitIndex = i
properties.CamelSplitComplete = i === last
${steps}
${this.join()}
}
} catch { /* the part is done again, the usual way */ }
return i
}`
    const filename = `route:${routeId}`
    return vm.compileFunction(source, [...this.constants.values()], { filename })(...this.constants.keys()) as PartLoop
  }

  record(kind: 'headers' | 'properties', entry: string): string {
    if (kind === 'properties' && OF_PARTS.test(entry)) this.refused = true
    const names = this.written[kind]
    if (!names.has(entry)) names.set(entry, `${kind}${names.size}`)
    return kind
  }

  call(step: Step): string {
    if (step === nothing) return ''
    const nodes = pipelines.get(step)?.nodes
    if (nodes === undefined || (this.nodes += nodes.length) > MAX_NODES) return this.refuse()
    return nodes.map(node => this.node(node)).join('\n')
  }

  wait(): string {
    return this.refuse()
  }

  private join(): string {
    const joining = this.constant(this.joining)
    return this.joining.listOf === undefined
      ? `${joining}.aggregate(result, ex, original)`
      : `if (ex.body !== null) { if (list === undefined) list = ${joining}.listOf(result); list[list.length] = ex.body }`
  }

  private node({ step }: PipelineNode): string {
    return step.emit?.(this) ?? this.refuse()
  }

  private refuse(): string {
    this.refused = true
    return ''
  }

  private kept(kind: 'headers' | 'properties'): string {
    return [...this.written[kind]].map(([entry, name]) => `const ${name} = start.${kind}[${JSON.stringify(entry)}]\n`).join('')
  }

  private putBack(kind: 'headers' | 'properties'): string {
    return [...this.written[kind]].map(([entry, name]) => `${kind}[${JSON.stringify(entry)}] = ${name}\n`).join('')
  }
}
