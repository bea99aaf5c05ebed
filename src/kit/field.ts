import { errors, isKafilaError, type KafilaError } from '../core/errors.ts'
import type { Emitter, Expression, Predicate } from '../core/expression.ts'
import type { Step } from '../core/step.ts'
import { parseDuration } from './duration.ts'

/** An expression as the model holds it: the language's name, the text, and the language's own options. */
export interface ExpressionModel {
  readonly language: string
  readonly expression: string
  readonly options?: Readonly<Record<string, unknown>>
}

/** A step as the model holds it: canonical, frozen, its options by Camel's names. */
export interface StepModel {
  readonly step: string
  readonly id?: string
  readonly description?: string
  readonly disabled?: string | boolean
  readonly options: Readonly<Record<string, unknown>>
}

/** A data format as the model holds it. */
export interface DataFormatModel {
  readonly format: string
  readonly options: Readonly<Record<string, unknown>>
}

/** A child of multicast or loadBalance: one step of its own, with the URI that it sends to where it is a plain `to`. */
export interface Branch {
  readonly step: Step
  readonly id: string
  readonly uri?: string
}

/** What a field needs to turn the model's value into the built one. */
export interface BuildScope {
  /** Text with its placeholders resolved; `undefined` where an optional placeholder (`{{?x}}`) has no value. */
  text(raw: string): string | undefined
  expression(model: ExpressionModel): Expression
  predicate(model: ExpressionModel): Predicate
  steps(models: readonly StepModel[]): Step
  branches(models: readonly StepModel[]): readonly Branch[]
  /** A bean by its name, `#bean:name`, `#class:…` or `#type:…`; an unknown one is an error that names the nearest. */
  bean(reference: string): unknown
  dataFormat(model: DataFormatModel): unknown
}

export type FieldKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'choice'
  | 'expression'
  | 'predicate'
  | 'steps'
  | 'branches'
  | 'bean'
  | 'list'
  | 'group'
  | 'map'
  | 'dataFormat'
  | 'value'

/** What all kinds of field say about themselves. */
export interface FieldMeta {
  /** One sentence for docs, hover and `kafila describe`. */
  readonly describe: string
  readonly default?: string | number | boolean
  readonly required?: boolean
  /** Never printed. */
  readonly secret?: boolean
  readonly advanced?: boolean
  readonly deprecated?: string
  /** The option is known, but not supported yet: a file that uses it is refused with this reason. */
  readonly unsupported?: string
  /** The text is taken as it is: placeholders in it are not resolved. */
  readonly literal?: boolean
  /** Its name is not read with dashes (`dead-letter-channel`), as those of other options are. */
  readonly exactName?: boolean
  /** Its key may not be repeated; of other options the last counts. */
  readonly once?: boolean
  /** A text that is the URI of an endpoint: on which side of its connector. */
  readonly endpoint?: 'source' | 'sink'
  /** A group with steps that may also stand among the steps of its step (`doCatch`, `doFinally`). */
  readonly alsoAsStep?: boolean
  /** Names of elements of a file that may stand among these steps, and then are for their route alone. */
  readonly clauses?: readonly string[]
}

/** Whether a value makes use of an option that is not supported; to say that it is off does not. */
export function usesUnsupported({ unsupported, kind, default: usual }: Field, value: unknown): boolean {
  if (unsupported === undefined) return false
  return kind !== 'boolean' || String(value).toLowerCase() !== String(usual ?? false)
}

/** One option: what a route may say, and how it becomes what `compile` or `open` receive (`T`). */
export interface Field<T = unknown> extends FieldMeta {
  readonly kind: FieldKind
  /** The values of a `choice`. */
  readonly choices?: readonly string[]
  /** What a `list` holds. */
  readonly item?: Field
  /** The options of a `group`. */
  readonly fields?: Fields
  /** For a `group`: the field that a plain text stands for (`onFallback`, `param` …). */
  readonly shorthand?: string
  /** For a `list` whose items repeat the key (`onException: [ { onException: {…} } ]`). */
  readonly wrapped?: string
  build(raw: unknown, scope: BuildScope): T
}

export type Fields = Readonly<Record<string, Field>>

/** The built options of a declaration. */
export type Built<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

type Meta<M extends FieldMeta> = M
/** `T` where the field is required or has a default, otherwise `T | undefined`. */
export type Given<M, T> = M extends { required: true } ? T : M extends { default: string | number | boolean } ? T : T | undefined

function scalar<T>(kind: FieldKind, meta: FieldMeta & { choices?: readonly string[] }, parse: (text: string) => T): Field<T> {
  return {
    ...meta,
    kind,
    build(raw, scope) {
      const given = typeof raw === 'string' && !meta.literal ? scope.text(raw) : raw
      const value = given === undefined || given === null ? meta.default : given
      return (value === undefined ? undefined : parse(String(value))) as T
    },
  }
}

/** Text. */
export function text<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, string>> {
  return scalar('text', meta, value => value) as never
}

/** Text of a form: `check` says what is expected where a value is not of it (`KF_FIELD_TYPE`), nothing where it is. */
export function checkedText<const M extends FieldMeta>(
  meta: Meta<M>,
  check: (value: string) => string | undefined,
): Field<Given<M, string>> {
  return scalar('text', meta, value => {
    const expected = check(value)
    if (expected !== undefined) throw errors.KF_FIELD_TYPE({ value, expected })
    return value
  }) as never
}

/** A whole number; between `minimum` and `maximum` where they are given. */
export function integer<const M extends FieldMeta & { minimum?: number; maximum?: number }>(meta: Meta<M>): Field<Given<M, number>> {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = meta
  return scalar('integer', meta, value => {
    const number = parseNumber(value, /^[+-]?\d+$/, 'a whole number')
    if (number < minimum || number > maximum)
      throw errors.KF_FIELD_TYPE({ value, expected: `a whole number from ${minimum} to ${maximum}` })
    return number
  }) as never
}

/** A number. */
export function number<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, number>> {
  return scalar('number', meta, value => parseNumber(value, /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, 'a number')) as never
}

/** `true` or `false`. */
export function boolean<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, boolean>> {
  return scalar('boolean', meta, value => {
    const folded = value.toLowerCase()
    if (folded !== 'true' && folded !== 'false') throw errors.KF_FIELD_TYPE({ value, expected: 'true or false' })
    return folded === 'true'
  }) as never
}

/** A duration in milliseconds; written as a number of milliseconds, `5s`, `1m30s`, `1h`, or ISO 8601 (`PT5S`). */
export function duration<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, number>> {
  return scalar('duration', meta, parseDuration) as never
}

/** One of a few words; compared without case, but with dashes and blanks, as Camel does. */
export function choice<const C extends readonly string[], const M extends FieldMeta>(
  choices: C,
  meta: Meta<M>,
): Field<Given<M, C[number]>> {
  const byFolded = new Map(choices.map(each => [foldChoice(each), each]))
  return scalar('choice', { ...meta, choices }, value => {
    const found = byFolded.get(foldChoice(value))
    if (found === undefined) throw errors.KF_FIELD_TYPE({ value, expected: `one of ${choices.join(', ')}` })
    return found
  }) as never
}

/** The form in which the words of a `choice` are compared. */
export function foldChoice(value: string): string {
  return value.toLowerCase()
}

function built<T>(kind: FieldKind, meta: Omit<Field, 'kind' | 'build'>, make: (raw: never, scope: BuildScope) => T): Field<T> {
  return { ...meta, kind, build: (raw, scope) => (raw === undefined || raw === null ? (undefined as T) : make(raw as never, scope)) }
}

/** An expression in any language. */
export function expression<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, Expression>> {
  return built('expression', meta, (raw: ExpressionModel, scope) => scope.expression(raw)) as never
}

/** An expression whose result counts as true or false. */
export function predicate<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, Predicate>> {
  return built('predicate', meta, (raw: ExpressionModel, scope) => scope.predicate(raw)) as never
}

/** Steps that run one after the other; built into one step. Without any, it does nothing. */
export function steps(meta: FieldMeta): Field<Step> {
  return { ...meta, kind: 'steps', build: (raw, scope) => scope.steps((raw ?? []) as StepModel[]) }
}

/** Steps each of which is a branch of its own. */
export function branches(meta: FieldMeta): Field<readonly Branch[]> {
  return { ...meta, kind: 'branches', build: (raw, scope) => scope.branches((raw ?? []) as StepModel[]) }
}

/** A reference to a bean: its name, `#bean:name`, `#class:…`, `#type:…`. */
export function bean<T = unknown, const M extends FieldMeta = FieldMeta>(meta: Meta<M>): Field<Given<M, T>> {
  return built('bean', meta, (raw: string, scope) => {
    const reference = scope.text(raw)
    return reference === undefined ? undefined : scope.bean(reference)
  }) as never
}

/** A list; a single item stands for a list of one, and text fields may be given as one text with blanks or commas between. */
export function list<T, const M extends FieldMeta & { wrapped?: string } = FieldMeta>(
  item: Field<T>,
  meta: Meta<M>,
): Field<readonly NonNullable<T>[]> {
  return {
    ...meta,
    kind: 'list',
    item,
    build: (raw, scope) => buildItems(item, (raw ?? []) as unknown[], scope) as never,
  }
}

/** A failure tells which item it was, so that its place can be found. */
function buildItems<T>(item: Field<T>, list: readonly unknown[], scope: BuildScope): T[] {
  return makeAll(list, (each, index) => named(String(index), () => item.build(each, scope)))
}

/** What `make` gives; a failure says of which option it is (`KF_FIELD_INVALID`). */
export function named<T>(option: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw errors.KF_FIELD_INVALID({ option, reason: (error as Error).message }, { cause: error })
  }
}

/** Makes something of each item. Where that fails for several, the first failure is thrown and keeps the others: all of them are told. */
export function makeAll<T, R>(list: readonly T[], make: (item: T, index: number) => R): R[] {
  const failures: KafilaError[] = []
  const made: R[] = []
  for (const [index, each] of list.entries()) {
    try {
      made.push(make(each, index))
    } catch (error) {
      if (!isKafilaError(error)) throw error
      failures.push(error)
    }
  }
  const [first, ...others] = failures
  if (first !== undefined) throw others.length === 0 ? first : Object.assign(first, { details: { ...first.details, others } })
  return made
}

/** A nested set of options. */
export function group<F extends Fields, const M extends FieldMeta & { shorthand?: string }>(
  fields: F,
  meta: Meta<M>,
): Field<Given<M, Built<F>>> {
  return built('group', { ...meta, fields }, (raw: Record<string, unknown>, scope) => buildFields(fields, raw, scope)) as never
}

/** The same, of options that are only declared when somebody asks for them: few routes use them. */
export function laterGroup<F extends Fields, const M extends FieldMeta & { shorthand?: string }>(
  fields: () => F,
  meta: Meta<M>,
): Field<Given<M, Built<F>>> {
  const field = built('group', meta, (raw: Record<string, unknown>, scope) => buildFields(fields(), raw, scope))
  return Object.defineProperty(field, 'fields', { get: fields, enumerable: true }) as never
}

/** Free keys with text values (`parameters`, `properties`). */
export function map<const M extends FieldMeta>(meta: Meta<M>): Field<Given<M, Readonly<Record<string, unknown>>>> {
  return built('map', meta, (raw: Record<string, unknown> | string, scope) =>
    typeof raw === 'string' ? mapBean(raw, scope) : resolveMap(raw, scope),
  ) as never
}

/** The map that a text in its place names: properties of beans may be references. */
function mapBean(raw: string, scope: BuildScope): unknown {
  const found = raw.startsWith('#') ? scope.bean(raw) : undefined
  if (typeof found === 'object' && found !== null) return found
  throw errors.KF_FIELD_TYPE({ value: raw, expected: 'a map, or the reference of a bean that is one' })
}

/** A data format with its options, given by its key (`json: {}`). */
export function dataFormat<T = unknown, const M extends FieldMeta = FieldMeta>(meta: Meta<M>): Field<Given<M, T>> {
  return built('dataFormat', meta, (raw: DataFormatModel, scope) => scope.dataFormat(raw)) as never
}

/** Any value: a text, number, boolean, null, list or map, as YAML reads it. */
export function value(meta: FieldMeta): Field<unknown> {
  return { ...meta, kind: 'value', build: raw => raw }
}

/** Builds all fields of a declaration from the model's options. */
export function buildFields<F extends Fields>(fields: F, raw: Readonly<Record<string, unknown>>, scope: BuildScope): Built<F> {
  const entries = makeAll(Object.entries(fields), ([name, field]) => [name, named(name, () => buildOption(name, field, raw[name], scope))])
  return Object.fromEntries(entries) as Built<F>
}

function buildOption(name: string, field: Field, raw: unknown, scope: BuildScope): unknown {
  const value = field.build(raw, scope)
  if (field.required && value === undefined && raw !== undefined) throw errors.KF_FIELD_INVALID({ option: name, reason: 'it has no value' })
  return value
}

/** Values of a map, placeholders resolved; those that have none are left out. What cannot be resolved is told of all values at once. */
export function resolveMap(raw: Readonly<Record<string, unknown>>, scope: Pick<BuildScope, 'text'>): Record<string, unknown> {
  const entries = makeAll(Object.entries(raw), ([written, value]) =>
    named(written, () => [written.includes('{{') ? (scope.text(written) ?? '') : written, resolveValue(value, scope)] as const),
  )
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function resolveValue(value: unknown, scope: Pick<BuildScope, 'text'>): unknown {
  if (typeof value === 'string') return scope.text(value)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? resolveMap(value as Record<string, unknown>, scope) : value
}

function parseNumber(value: string, form: RegExp, expected: string): number {
  if (!form.test(value)) throw errors.KF_FIELD_TYPE({ value, expected })
  return Number(value)
}

export type { Emitter }
