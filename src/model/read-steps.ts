import type { Field, Fields, StepModel } from '../kit/field.ts'
import { elements } from './elements/index.ts'
import { readFields } from './read-fields.ts'
import { readValue } from './read-value.ts'
import { isRawList, isRawMap, type RawMap, type Reader, rawIn, type Slot, shapeOf } from './reader.ts'
import type { ClauseModel } from './route.ts'
import type { Raw } from './yaml/parse.ts'

/** The options that a list of steps belongs to. */
export interface StepsOwner {
  readonly options: Record<string, unknown>
  readonly fields: Fields
}

/** The block that takes steps just now: the list itself, or one of its steps that had none of its own (Camel's flow mode). */
interface Block {
  readonly steps: StepModel[]
  readonly owner: StepsOwner | undefined
}

/**
 * Reads a list of steps. Camel's rule: steps are appended to the current block, at first the list; a block step that has no children
 * becomes the current block, so that its following siblings are its children. Clauses (`doCatch`, `doFinally`) may stand among the
 * steps of their block.
 */
export function readSteps(reader: Reader, slot: Slot, owner?: StepsOwner): StepModel[] {
  const raw = rawIn(slot)
  if (!isRawList(raw)) {
    const fix = isRawMap(raw) ? 'put a dash before each step' : undefined
    reader.error('KF_ROUTE_SHAPE', { expected: 'a list of steps', found: shapeOf(raw) }, reader.positions.value(slot.parent, slot.key), fix)
    return []
  }
  return new StepList(reader, raw, owner).read()
}

class StepList {
  private readonly reader: Reader
  private readonly list: readonly Raw[]
  private readonly steps: StepModel[] = []
  private block: Block
  /** Steps that took their following siblings, with how many had been read before. */
  private readonly opened: { readonly model: StepModel; readonly item: RawMap; readonly name: string; readonly after: number }[] = []

  constructor(reader: Reader, list: readonly Raw[], owner: StepsOwner | undefined) {
    this.reader = reader
    this.list = list
    this.block = { steps: this.steps, owner }
  }

  read(): StepModel[] {
    for (let index = 0; index < this.list.length; index++) this.reader.apart(() => this.item(index))
    for (const { model, item, name, after } of this.opened) this.told(model, item, name, this.list.length - after)
    this.reader.positions.inherit(this.steps, this.list)
    return this.steps
  }

  /** Tells of a block that took its siblings, and of one that has no steps where Camel wants some. */
  private told(model: StepModel, item: RawMap, name: string, taken: number): void {
    const at = this.reader.positions.key(item, name)
    const field = this.reader.catalog.steps.get(model.step)?.fields['steps']
    if (taken > 0 && !field?.required) return
    if (taken > 0) this.reader.warn('KF_ROUTE_FLOW', { step: model.step, taken }, at, 'indent them below its steps, if that is meant')
    else if (field?.required) this.missing(model, item, name)
  }

  private missing(model: StepModel, item: RawMap, name: string): void {
    this.reader.positions.markFaulty(model.options)
    this.reader.error('KF_ROUTE_MISSING', { what: model.step, option: 'steps' }, this.reader.positions.key(item, name))
  }

  private item(index: number): void {
    const { reader } = this
    const item = this.list[index]
    const at = reader.positions.value(this.list, String(index))
    if (!isRawMap(item)) {
      const fix = typeof item === 'string' && reader.catalog.steps.has(item) ? `write - ${item}: {}` : undefined
      return reader.error('KF_ROUTE_SHAPE', { expected: 'a step (a map with one key)', found: shapeOf(item) }, at, fix)
    }
    const names = Object.keys(item)
    const again = names.length === 1 ? reader.positions.repeated(item, names[0]!) : undefined
    if (names.length !== 1 || again !== undefined) {
      const details = { found: again ? 2 : names.length, names: again ? `${names[0]}, ${names[0]}` : names.join(', ') || 'none' }
      const second = names.length > 1 ? reader.positions.key(item, names[1]!) : undefined
      return reader.error(
        'KF_ROUTE_ONE_KEY',
        details,
        again ?? second ?? at,
        names.length > 1 ? hintForSecond(reader, names[1]!) : undefined,
      )
    }
    this.named(item, names[0]!, index)
  }

  private named(item: RawMap, name: string, index: number): void {
    const { reader } = this
    const { owner } = this.block
    const clause = owner?.fields[name]
    if (clause?.alsoAsStep) return this.clause(item, name, clause, owner!)
    if (owner?.fields['steps']?.clauses?.includes(name)) return this.element(item, name, owner)
    const definition = reader.catalog.steps.get(name)
    if (definition === undefined || definition.inside !== undefined) return this.unknown(item, name)
    const slot = { parent: item, key: name }
    const options = readFields(reader, { what: name, fields: definition.fields, shorthand: definition.shorthand, inList: true }, slot)
    const model = stepModel(reader, name, options, item)
    this.block.steps.push(model)
    if (reader.flow && isOpen(definition.fields, options, item[name]!)) this.open(model, item, name, definition.fields, index)
    else if (definition.fields['steps']?.required && !givesSteps(item[name]!)) this.missing(model, item, name)
  }

  private open(model: StepModel, item: RawMap, name: string, fields: Fields, index: number): void {
    const options = model.options as Record<string, unknown>
    const steps: StepModel[] = []
    options['steps'] = steps
    this.opened.push({ model, item, name, after: index + 1 })
    this.block = { steps, owner: { options, fields } }
  }

  /** A clause of the current block that stands among its steps: it counts as if it stood in its own option. */
  private clause(item: RawMap, name: string, field: Field, { options }: StepsOwner): void {
    const group = field.kind === 'list' ? field.item! : field
    const read = readValue(this.reader, { what: name, name, field: group }, { parent: item, key: name }) as
      | Record<string, unknown>
      | undefined
    if (read === undefined) return
    if (field.kind === 'list') options[name] = [...((options[name] as unknown[] | undefined) ?? []), read]
    else options[name] = read
    if (givesSteps(item[name]!)) return
    const steps: StepModel[] = []
    read['steps'] = steps
    this.block = { steps, owner: { options: read, fields: group.fields ?? {} } }
  }

  /** An element of a file that stands among the steps of a route. Without steps Camel would give it those behind it, and the route none. */
  private element(item: RawMap, name: string, { options: route }: StepsOwner): void {
    const { fields, shorthand } = elements.get(name)!
    const options = readFields(this.reader, { what: name, fields, shorthand }, { parent: item, key: name })
    if (!givesSteps(item[name]!))
      this.reader.error('KF_ROUTE_MISSING', { what: name, option: 'steps' }, this.reader.positions.key(item, name))
    route['clauses'] = [...((route['clauses'] as ClauseModel[] | undefined) ?? []), { element: name, options }]
  }

  private unknown(item: RawMap, name: string): void {
    const { reader } = this
    const { steps, refusals } = reader.catalog
    const at = reader.positions.key(item, name)
    const refusal = refusals.steps.get(name)
    const parent = [...steps.values()].find(step => step.fields[name] !== undefined && hasSteps(step.fields[name]!))
    if (parent !== undefined) reader.error('KF_ROUTE_INVALID', { what: name, reason: `it stands inside of ${parent.name}` }, at)
    else if (refusal !== undefined) reader.refused(`the step ${name}`, refusal.reason, at)
    else reader.undeclared('KF_ROUTE_UNKNOWN_STEP', { name }, name, [...steps.keys(), ...refusals.steps.keys()], at)
  }
}

function hintForSecond(reader: Reader, name: string): string {
  return reader.catalog.steps.has(name) ? `put a dash before ${name}` : `indent ${name} further, if it is an option`
}

function stepModel(reader: Reader, step: string, options: Record<string, unknown>, item: RawMap): StepModel {
  const { id, description, note: _note, disabled, ...rest } = options as Record<string, string>
  reader.positions.inherit(rest, options)
  const model: StepModel = { step, ...(id && { id }), ...(description && { description }), ...(disabled && { disabled }), options: rest }
  reader.positions.inherit(model, item)
  return model
}

/** Whether a step is a block without children. Branches beside its steps (`onFallback`) are children too, clauses are not. */
function isOpen(fields: Fields, options: Readonly<Record<string, unknown>>, raw: Raw): boolean {
  if (!isStepsField(fields['steps']) || givesSteps(raw) || ((options['steps'] as unknown[] | undefined) ?? []).length > 0) return false
  return !Object.keys(options).some(name => !fields[name]?.alsoAsStep && fields[name]?.kind === 'group' && hasSteps(fields[name]!))
}

/** Whether steps are given, readable or not. */
function givesSteps(raw: Raw): boolean {
  const steps = isRawMap(raw) ? raw['steps'] : undefined
  return steps !== undefined && !(isRawList(steps) && steps.length === 0)
}

function isStepsField(field: Field | undefined): boolean {
  return field?.kind === 'steps' || field?.kind === 'branches'
}

function hasSteps(field: Field): boolean {
  const group = field.kind === 'list' ? field.item : field
  return group?.kind === 'group' && isStepsField(group.fields?.['steps'])
}
