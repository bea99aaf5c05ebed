import type { AnyStep } from '../kit/catalog.ts'
import type { Field, StepModel } from '../kit/field.ts'
import type { Options } from './route.ts'

/** A part of a step that has steps of its own (`when`, `otherwise`, `doCatch`, `doFinally`, `onFallback`). */
export interface Clause {
  readonly name: string
  readonly options: Options
  readonly steps: readonly StepModel[]
  /** Runs behind the other steps in any case. */
  readonly always: boolean
}

/** What a step holds, told from the fields of its declaration. */
export interface StepShape {
  /** Steps that run one after the other. */
  readonly steps: readonly StepModel[]
  /** Steps each of which is a branch. */
  readonly branches: readonly StepModel[]
  readonly clauses: readonly Clause[]
  /** Whether its steps run only where its predicate is true. */
  readonly conditional: boolean
  /** Whether it has no steps of its own: one of its clauses runs. */
  readonly chooses: boolean
}

/** The shape of a step. */
export function stepShape({ options }: StepModel, definition: AnyStep | undefined): StepShape {
  const fields = Object.entries((definition?.fields ?? {}) as Readonly<Record<string, Field>>)
  const own = (kind: Field['kind']) =>
    running(fields.filter(([, field]) => field.kind === kind).flatMap(([name]) => (options[name] ?? []) as readonly StepModel[]))
  const withSteps = fields.filter(([, field]) => clauseFields(field)?.['steps'] !== undefined)
  return {
    steps: own('steps'),
    branches: own('branches'),
    clauses: withSteps.flatMap(([name, field]) => clausesOf(name, field, options[name])),
    conditional: definition?.fields['expression']?.kind === 'predicate',
    chooses: withSteps.length > 0 && !fields.some(([, { kind }]) => kind === 'steps' || kind === 'branches'),
  }
}

/** Steps, none where all of them are disabled. */
function running(steps: readonly StepModel[]): readonly StepModel[] {
  return steps.every(each => String(each.disabled) === 'true') ? [] : steps
}

function clauseFields(field: Field): Readonly<Record<string, Field>> | undefined {
  return field.kind === 'list' ? field.item?.fields : field.kind === 'group' ? field.fields : undefined
}

function clausesOf(name: string, field: Field, value: unknown): Clause[] {
  if (value === undefined || value === null) return []
  const all = (field.kind === 'list' ? value : [value]) as readonly Options[]
  const always = field.kind === 'group' && field.alsoAsStep === true
  return all.map(options => ({ name, options, steps: (options['steps'] ?? []) as readonly StepModel[], always }))
}
