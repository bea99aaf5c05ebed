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
/** What a split itself says of a part, as the loop has it. */
const OF_PARTS: Readonly<Record<string, string>> = {
  CamelSplitIndex: 'i',
  CamelSplitComplete: '(i === last)',
  CamelSplitSize: 'items.length',
  CamelCorrelationId: 'correlation',
}

type Kind = 'headers' | 'properties'

/** A header or property that steps read or write, as a variable of the loop. */
interface Entry {
  readonly kind: Kind
  readonly name: string
  readonly variable: string
  written: boolean
}

/**
 * Writes steps that only compute as a loop over parts of a message, for `Step.loop`. What steps read and write is known by name, so the
 * body, headers and properties of a part are variables of the loop; a function that needs the exchange of a part is given one that is
 * filled with them. Whatever fails is left to the usual way, which does the part again: error handling, waiting and all that needs an
 * exchange of the part's own is there.
 */
export class LoopWriter extends WrittenNames implements StepEmitter {
  private readonly entries = new Map<string, Entry>()
  private readonly joining: Joining
  private nodes = 0
  private refused = false

  constructor(joining: Joining) {
    super()
    this.joining = joining
  }

  /** The loop; `undefined` where a step needs more than that. */
  compile(step: Step, routeId: string): PartLoop | undefined {
    // once to learn what is read and written, and again with that: each call of a function is given all of it
    this.statements(step)
    const statements = this.statements(step)
    if (this.refused) return undefined
    const parameters = [...this.constants.values()]
    return vm.compileFunction(this.source(statements), parameters, { filename: `route:${routeId}` })(...this.constants.keys()) as PartLoop
  }

  exchange(): string {
    return `seen(looped, i, body, named${this.written()
      .map(each => `, ${each.variable}`)
      .join('')})`
  }

  body(): string {
    return 'body'
  }

  entry(kind: Kind, name: string): string {
    const ofPart = kind === 'properties' ? OF_PARTS[name] : undefined
    if (ofPart !== undefined) return ofPart
    const { variable, written } = this.known(kind, name)
    return written ? variable : atStart(variable)
  }

  named(): string {
    return 'named = true'
  }

  target(kind: Kind, name: string): string {
    if (kind === 'properties' && OF_PARTS[name] !== undefined) this.refused = true
    const entry = this.known(kind, name)
    entry.written = true
    return entry.variable
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

  private statements(step: Step): string {
    this.locals.length = 0
    this.nodes = 0
    return `${this.call(step)}\n${this.join()}`
  }

  private source(statements: string): string {
    const item = this.constant(isMessagePart)
    const entries = [...this.entries.values()]
    const started = entries.map(each => `const ${atStart(each.variable)} = start.${each.kind}[${JSON.stringify(each.name)}]\n`)
    const begun = this.written().map(({ variable }) => `${variable} = ${atStart(variable)}\n`)
    const variables = [...this.written().map(each => each.variable), ...this.locals]
    return `'use strict'
${this.seen()}
return function parts(looped, from, end, result) {
const { items, start, original, correlation } = looped
const last = items.length - 1
let i = from, list, body, named${variables.map(each => `, ${each}`).join('')}
${started.join('')}try {
for (; i < end; i++) {
body = items[i]
if (typeof body === 'object' && body.constructor !== Object && ${item}(body)) break
named = false
${begun.join('')}${statements}
}
} catch { /* the part is done again, the usual way */ }
return i
}`
  }

  /** The exchange of a part, as it is where it is asked for. */
  private seen(): string {
    const written = this.written()
    return `function seen(looped, i, body, named${written.map(each => `, ${each.variable}`).join('')}) {
const ex = looped.part(i)
ex.body = body
if (named) ex.named = true
${written.map(each => `ex.${each.kind}[${JSON.stringify(each.name)}] = ${each.variable}`).join('\n')}
return ex
}`
  }

  private join(): string {
    const joining = this.constant(this.joining)
    return this.joining.listOf === undefined
      ? `${joining}.aggregate(result, ${this.exchange()}, original)`
      : `if (body !== null) { if (list === undefined) list = ${joining}.listOf(result); list[list.length] = body }`
  }

  private node({ step }: PipelineNode): string {
    return step.emit?.(this) ?? this.refuse()
  }

  private written(): readonly Entry[] {
    return [...this.entries.values()].filter(each => each.written)
  }

  private known(kind: Kind, name: string): Entry {
    const key = `${kind} ${name}`
    let entry = this.entries.get(key)
    if (entry === undefined) this.entries.set(key, (entry = { kind, name, variable: `e${this.entries.size}`, written: false }))
    return entry
  }

  private refuse(): string {
    this.refused = true
    return ''
  }
}

/** The variable with what a part begins with. */
function atStart(variable: string): string {
  return `${variable}s`
}
