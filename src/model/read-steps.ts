import type { StepModel } from '../kit/field.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type RawMap, type Reader, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** Reads a list of steps. A block that has no steps of its own takes those behind it (Camel's flow mode). */
export function readSteps(reader: Reader, raw: Raw | undefined, parent: object, key: string): StepModel[] {
  return joinFlow(reader, readBranches(reader, raw, parent, key))
}

/** Reads a list of steps each of which stands for itself. */
export function readBranches(reader: Reader, raw: Raw | undefined, parent: object, key: string): StepModel[] {
  if (raw === null || raw === undefined) return []
  if (!Array.isArray(raw)) {
    reader.error(
      'KF_ROUTE_SHAPE',
      { expected: 'a list of steps', found: shapeOf(raw) },
      reader.positions.value(parent, key),
      isRawMap(raw) ? 'put a dash before each step' : undefined,
    )
    return []
  }
  return (raw as readonly Raw[]).map((_, index) => readStep(reader, raw as readonly Raw[], index)).filter(step => step !== undefined)
}

function readStep(reader: Reader, list: readonly Raw[], index: number): StepModel | undefined {
  const item = list[index]
  const at = reader.positions.value(list, String(index))
  if (!isRawMap(item)) {
    reader.error(
      'KF_ROUTE_SHAPE',
      { expected: 'a step (a map with one key)', found: shapeOf(item) },
      at,
      typeof item === 'string' && reader.catalog.steps.has(item) ? `write - ${item}: {}` : undefined,
    )
    return undefined
  }
  const names = Object.keys(item)
  if (names.length !== 1) {
    reader.error('KF_ROUTE_ONE_KEY', { found: names.length, names: names.join(', ') || 'none' }, at)
    return undefined
  }
  return readNamedStep(reader, item, names[0]!)
}

function readNamedStep(reader: Reader, item: RawMap, name: string): StepModel | undefined {
  const definition = reader.catalog.steps.get(name)
  if (definition === undefined || definition.inside !== undefined) {
    const refusal = reader.catalog.refusals.steps.get(name)
    const at = reader.positions.key(item, name)
    if (refusal !== undefined) reader.error('KF_ROUTE_UNSUPPORTED', { what: `the step ${name}`, reason: refusal.reason }, at)
    else
      reader.unknown('KF_ROUTE_UNKNOWN_STEP', { name }, name, [...reader.catalog.steps.keys(), ...reader.catalog.refusals.steps.keys()], at)
    return undefined
  }
  const options = readFields(reader, name, definition.fields, item[name], definition.shorthand, item, name)
  return stepModel(reader, name, options, item)
}

function stepModel(reader: Reader, step: string, options: Record<string, unknown>, item: RawMap): StepModel {
  const { id, description, note: _note, disabled, ...rest } = options as Record<string, string>
  reader.positions.inherit(rest, options)
  const model: StepModel = { step, ...(id && { id }), ...(description && { description }), ...(disabled && { disabled }), options: rest }
  reader.positions.inherit(model, item)
  return model
}

/** Camel's rule: while steps are appended, a block without children becomes the place where its following siblings go. */
function joinFlow(reader: Reader, steps: readonly StepModel[]): StepModel[] {
  const result: StepModel[] = []
  let current = result
  for (const step of steps) {
    const field = childrenField(reader, step)
    if (field === undefined || (step.options[field] as StepModel[] | undefined)?.length) {
      current.push(step)
      continue
    }
    const children: StepModel[] = []
    const open: StepModel = { ...step, options: { ...step.options, [field]: children } }
    reader.positions.inherit(open, step)
    reader.positions.inherit(open.options, step.options)
    current.push(open)
    current = children
  }
  return result
}

/** The name of the option that holds a block's own steps; `undefined` where the step is no block, or its children are branches with names (choice). */
function childrenField(reader: Reader, step: StepModel): string | undefined {
  const field = reader.catalog.steps.get(step.step)?.fields['steps'] as { kind: string } | undefined
  return field && (field.kind === 'steps' || field.kind === 'branches') ? 'steps' : undefined
}
