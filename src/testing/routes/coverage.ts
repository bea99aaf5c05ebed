import type { BuiltStep } from '../../compile/environment.ts'
import type { Position } from '../../core/diagnostic.ts'
import type { Step } from '../../core/step.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { StepModel } from '../../kit/field.ts'
import type { Positions } from '../../model/positions.ts'
import type { FileModel, Options } from '../../model/route.ts'
import { stepShape } from '../../model/step-shape.ts'

/** A step, a way that a step may go, or something that deals with failures or ends. */
export type Covered = 'step' | 'branch' | 'handler'

/** What tests can reach. */
export interface CoverageItem {
  readonly kind: Covered
  /** The route it stands in; none where several share it. */
  readonly route?: string
  readonly what: string
  readonly at: Position
  /** How often it was reached, in all tests. */
  readonly hits: number
}

type Item = { -readonly [K in keyof CoverageItem]: CoverageItem[K] }

/** Counts, over the tests of any number of files, which parts of their routes were reached. */
export class Coverage {
  private readonly known = new Map<string, Item>()

  /** In the order of the files. */
  get items(): readonly CoverageItem[] {
    return [...this.known.values()].sort(
      (a, b) => a.at.file.localeCompare(b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column || a.what.localeCompare(b.what),
    )
  }

  add(item: Omit<CoverageItem, 'hits'>, hits: number): void {
    const key = `${item.at.file}:${item.at.line}:${item.at.column}:${item.kind} ${item.what}`
    const known = this.known.get(key)
    if (known === undefined) this.known.set(key, { ...item, hits })
    else known.hits += hits
  }
}

interface Counter {
  count: number
}

/** Counts what one test reaches: asked for each step that is built, told when the test is over. */
export class CoverageRun {
  private readonly coverage: Coverage
  private readonly catalog: Catalog
  private readonly positions: Positions
  private readonly counters = new Map<StepModel, Counter>()
  private readonly found: (() => void)[] = []

  constructor(coverage: Coverage, catalog: Catalog, positions: Positions) {
    this.coverage = coverage
    this.catalog = catalog
    this.positions = positions
  }

  /** The step, counted. */
  counted(routeId: string, { model, step }: BuiltStep): Step {
    const counter = this.counterOf(model)
    this.note('step', routeId, nameOf(model), model, () => counter.count)
    this.branches(routeId, model, counter)
    return exchange => {
      counter.count += 1
      return step(exchange)
    }
  }

  /** The test is over; `sent`: how often something was sent to a URI, as the files write it. */
  over(files: readonly FileModel[], sent: (uri: string) => number): void {
    for (const { elements, routes } of files) {
      for (const { element, options } of elements) this.handlers(element, options, sent)
      for (const { options } of routes) this.handlers('route', options, sent)
    }
    for (const tell of this.found) tell()
  }

  private branches(routeId: string, model: StepModel, own: Counter): void {
    const { steps, clauses, conditional, chooses } = stepShape(model, this.catalog.steps.get(model.step))
    const name = nameOf(model)
    const taken = clauses.flatMap(clause => {
      const counter = this.firstOf(clause.steps)
      if (counter === undefined || clause.always) return []
      const number = clauses.filter(({ name }) => name === clause.name).indexOf(clause) + 1
      this.note('branch', routeId, `${clause.name} ${number} of ${name}`, clause.options, () => counter.count, model)
      return [counter]
    })
    const rest = () => own.count - taken.reduce((sum, { count }) => sum + count, 0)
    if (chooses && taken.length > 0 && taken.length === clauses.length && clauses.every(clause => clause.name === 'when'))
      this.note('branch', routeId, `no when of ${name}`, model, rest)
    const inside = conditional ? this.firstOf(steps) : undefined
    if (inside === undefined || model.step !== 'filter') return
    this.note('branch', routeId, `${name} is true`, model, () => inside.count)
    this.note('branch', routeId, `${name} is false`, model, () => own.count - inside.count)
  }

  private handlers(name: string, options: Options, sent: (uri: string) => number): void {
    for (const [key, value] of Object.entries(options)) {
      const items = Array.isArray(value) ? value : [value]
      for (const item of items) if (typeof item === 'object' && item !== null && key !== 'steps') this.handlers(key, item as Options, sent)
    }
    const steps = options['steps'] as readonly StepModel[] | undefined
    const first = name === 'onException' || name === 'onCompletion' ? this.firstOf(steps ?? []) : undefined
    if (first !== undefined) this.note('handler', undefined, name, options, () => first.count)
    const uri = options['deadLetterUri']
    if (typeof uri === 'string') this.note('handler', undefined, `deadLetterChannel to ${uri}`, options, () => sent(uri))
  }

  /** The counter of the first step that is not disabled. */
  private firstOf(steps: readonly StepModel[]): Counter | undefined {
    const first = steps.find(({ disabled }) => String(disabled) !== 'true')
    return first && this.counterOf(first)
  }

  private counterOf(model: StepModel): Counter {
    const known = this.counters.get(model) ?? { count: 0 }
    this.counters.set(model, known)
    return known
  }

  private note(kind: Covered, route: string | undefined, what: string, node: object, hits: () => number, parent?: object): void {
    const at = this.positions.of(node) ?? (parent && this.positions.of(parent))
    if (at === undefined) return
    this.found.push(() => this.coverage.add({ kind, ...(route !== undefined && { route }), what, at }, Math.max(0, hits())))
  }
}

function nameOf({ step, id }: StepModel): string {
  return id === undefined ? step : `${step} ${id}`
}
