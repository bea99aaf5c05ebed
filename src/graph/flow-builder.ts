import type { Catalog } from '../kit/catalog.ts'
import type { StepModel } from '../kit/field.ts'
import { type Clause, stepShape } from '../model/step-shape.ts'
import type { EdgeKind, Flow, GraphBlock, GraphEdge, GraphNode, Item, Lane, NodeKind } from './graph.ts'
import { expressionText, isExpression, shortClass, stepDetail } from './step-text.ts'

/** An end of a flow that waits for what comes next. */
export interface Tail {
  readonly from: string
  readonly label?: string
  readonly kind?: EdgeKind
  readonly pass?: string
}

interface Built {
  readonly items: Item[]
  readonly tails: readonly Tail[]
}

/** Steps behind which nothing runs. */
const ENDS = new Set(['stop', 'throwException'])

/** Makes nodes, blocks and edges of steps; ids are counted in the order of the files. */
export class FlowBuilder {
  readonly edges: GraphEdge[] = []
  /** Nodes that send or ask, with the step that they stand for. */
  readonly senders: { readonly node: string; readonly step: StepModel }[] = []
  private readonly catalog: Catalog
  private nodes = 0
  private blocks = 0
  private passes = 0

  constructor(catalog: Catalog) {
    this.catalog = catalog
  }

  node(kind: NodeKind, title: string, detail?: string): GraphNode {
    return { id: `n${++this.nodes}`, kind, title, ...(detail !== undefined && { detail }) }
  }

  block(kind: GraphBlock['kind'], title: string, detail: string | undefined, body: (block: string) => Flow): GraphBlock {
    const id = `b${++this.blocks}`
    return { id, kind, title, ...(detail !== undefined && { detail }), body: body(id) }
  }

  /** Steps one after the other, behind the tails. */
  flow(steps: readonly StepModel[], tails: readonly Tail[]): Built {
    const items: Item[] = []
    let open = tails
    for (const step of steps) {
      const built = this.step(step, open)
      items.push(...built.items)
      open = built.tails
    }
    return { items, tails: open }
  }

  private step(step: StepModel, tails: readonly Tail[]): Built {
    const definition = this.catalog.steps.get(step.step)
    const detail = stepDetail(step, definition)
    if (String(step.disabled) === 'true') return this.single(tails, this.node('step', `${step.step} (disabled)`, detail))
    const shape = stepShape(step, definition)
    if (shape.branches.length > 0) return this.parallel(step, detail, shape.branches, tails)
    if (shape.chooses) return this.choice(step, detail, shape.clauses, tails)
    if (shape.conditional && shape.steps.length > 0) return this.condition(step, detail, shape.steps, tails)
    if (shape.clauses.length > 0) return this.guarded(step, detail, shape, tails)
    if (shape.steps.length > 0) return this.nested(step, detail, shape.steps, tails)
    const built = this.sender(step, detail, tails)
    return ENDS.has(step.step) ? { ...built, tails: [] } : built
  }

  /** A step without steps inside: it may send to another route. */
  private sender(step: StepModel, detail: string | undefined, tails: readonly Tail[]): Built {
    const isEndpoint = this.catalog.steps.get(step.step)?.category === 'endpoint'
    const node = this.node(isEndpoint ? 'endpoint' : 'step', step.step, detail)
    this.senders.push({ node: node.id, step })
    return this.single(tails, node)
  }

  /** A node behind the tails. */
  single(tails: readonly Tail[], node: GraphNode): Built {
    for (const tail of tails) this.join(tail, node.id)
    return { items: [{ type: 'node', node }], tails: [{ from: node.id }] }
  }

  private join({ from, label, kind = 'flow', pass }: Tail, to: string): void {
    this.edges.push({ from, to, kind, ...(label !== undefined && { label }), ...(pass !== undefined && { pass }) })
  }

  private parallel(step: StepModel, detail: string | undefined, branches: readonly StepModel[], tails: readonly Tail[]): Built {
    const { node, items } = this.entry('step', step, detail, tails)
    const lanes = branches.map(each => this.lane([each], { from: node }))
    return forked(items, lanes)
  }

  private choice(step: StepModel, detail: string | undefined, clauses: readonly Clause[], tails: readonly Tail[]): Built {
    const { node, items } = this.entry('decision', step, detail, tails)
    const lanes = clauses.map(each => this.lane(each.steps, { from: node, label: clauseLabel(each) }))
    const complete = clauses.some(each => !isExpression(each.options['expression']))
    return forked(items, complete ? lanes : [...lanes, this.lane([], { from: node, label: 'else' })])
  }

  private condition(step: StepModel, detail: string | undefined, steps: readonly StepModel[], tails: readonly Tail[]): Built {
    const { node, items } = this.entry('decision', step, detail, tails)
    return forked(items, [this.lane(steps, { from: node, label: 'yes' }), this.lane([], { from: node, label: 'no' })])
  }

  /** Steps with clauses for failures (doTry, circuitBreaker): a block whose clauses stand beside the steps. */
  private guarded(
    step: StepModel,
    detail: string | undefined,
    { steps, clauses }: { readonly steps: readonly StepModel[]; readonly clauses: readonly Clause[] },
    tails: readonly Tail[],
  ): Built {
    let open: readonly Tail[] = []
    const block = this.block('block', step.step, undefined, () => {
      const { node, items } = this.entry('step', step, detail, tails)
      const failures = clauses.filter(each => !each.always)
      const lanes = [
        this.lane(steps, { from: node }),
        ...failures.map(each => this.lane(each.steps, { from: node, label: clauseLabel(each), kind: 'error' })),
      ]
      const built = failures.length === 0 ? this.flow(steps, [{ from: node }]) : forked([], lanes)
      const always = clauses.filter(each => each.always)
      const last = always.flatMap(each => each.steps)
      const labelled = always.length === 0 ? built.tails : built.tails.map(tail => ({ ...tail, label: tail.label ?? always[0]!.name }))
      const end = this.flow(last, labelled)
      open = last.length === 0 ? built.tails : end.tails
      return [...items, ...built.items, ...end.items]
    })
    return { items: [{ type: 'block', block }], tails: open }
  }

  private nested(step: StepModel, detail: string | undefined, steps: readonly StepModel[], tails: readonly Tail[]): Built {
    let open = tails
    const sends = this.catalog.steps.get(step.step)?.category === 'endpoint'
    const block = this.block('block', step.step, sends ? undefined : detail, () => {
      const first = sends ? this.sender(step, detail, tails) : undefined
      const built = this.flow(steps, first?.tails ?? tails)
      open = built.tails
      return [...(first?.items ?? []), ...built.items]
    })
    return { items: [{ type: 'block', block }], tails: open }
  }

  private entry(kind: NodeKind, step: StepModel, detail: string | undefined, tails: readonly Tail[]): { node: string; items: Item[] } {
    const node = this.node(kind, step.step, detail)
    return { node: node.id, items: this.single(tails, node).items }
  }

  /** A way of its own behind a tail; without steps it is passed. */
  private lane(steps: readonly StepModel[], tail: Tail): { lane: Lane; tails: readonly Tail[] } {
    const label = tail.label === undefined ? {} : { label: tail.label }
    if (steps.length > 0) {
      const { items, tails } = this.flow(steps, [tail])
      return { lane: { flow: items, ...label }, tails }
    }
    const pass = `p${++this.passes}`
    return { lane: { flow: [], ...label, pass }, tails: [{ ...tail, pass }] }
  }
}

function forked(items: readonly Item[], lanes: readonly { readonly lane: Lane; readonly tails: readonly Tail[] }[]): Built {
  return {
    items: [...items, { type: 'fork', lanes: lanes.map(each => each.lane) }],
    tails: lanes.flatMap(each => each.tails),
  }
}

/** The predicate or the exceptions of a clause, or its name. */
export function clauseLabel({ name, options }: Clause): string {
  const { expression, exception, onWhen } = options
  if (isExpression(expression)) return expressionText(expression)
  const classes = Array.isArray(exception) ? exception.map(each => shortClass(String(each))) : []
  return [classes.length === 0 ? name : classes.join(', '), ...(isExpression(onWhen) ? [`when ${expressionText(onWhen)}`] : [])].join(' ')
}
