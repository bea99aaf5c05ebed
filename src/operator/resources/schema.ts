/** A JSON Schema as Kubernetes takes it (structural, OpenAPI v3). */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A rule across fields, in CEL; `self` is the value that it stands at. */
export interface Rule {
  readonly rule: string
  readonly message: string
  /** The field that is blamed, from here on: `.uri`. */
  readonly fieldPath?: string
}

/** A field of a custom resource: its schema, from which the CRD is made, and the type of its values, from which TypeScript's types are inferred. */
export interface Schema<T, R extends boolean = boolean> {
  readonly json: JsonSchema
  readonly required: R
  /** Never there: carries the type. */
  readonly type?: T
}

/** The type of the values of a schema. */
export type ValueOf<S> = S extends Schema<infer T> ? T : never

type Fields = Readonly<Record<string, Schema<unknown>>>
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends Schema<unknown, true> ? K : never }[keyof F]

/** The type of an object with these fields: those that are not required may be missing. */
export type ObjectOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>
}

interface Meta {
  readonly describe: string
  readonly rules?: readonly Rule[]
}

function schema<T>({ describe, rules }: Meta, json: JsonSchema): Schema<T, false> {
  const validations = rules && { 'x-kubernetes-validations': rules.map(rule => ({ ...rule })) }
  return { json: { description: describe, ...json, ...validations }, required: false }
}

/** Makes a field one that has to be given. */
export function required<T>(field: Schema<T>): Schema<T, true> {
  return { json: field.json, required: true }
}

interface TextMeta extends Meta {
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly default?: string
}

const LONGEST_TEXT = 4096

export function text({ pattern, minLength, maxLength = LONGEST_TEXT, default: value, ...meta }: TextMeta): Schema<string, false> {
  return schema(meta, {
    type: 'string',
    maxLength,
    ...(pattern !== undefined && { pattern }),
    ...(minLength !== undefined && { minLength }),
    ...(value !== undefined && { default: value }),
  })
}

/** The name of another object. */
export function name(describe: string): Schema<string, false> {
  return text({ describe, pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$', maxLength: 253 })
}

export function choice<const C extends readonly string[]>(
  { default: value, ...meta }: Meta & { readonly default?: C[number] },
  choices: C,
): Schema<C[number], false> {
  return schema(meta, { type: 'string', enum: choices, ...(value !== undefined && { default: value }) })
}

export function integer({
  minimum = 0,
  maximum = 2147483647,
  default: value,
  ...meta
}: Meta & { readonly minimum?: number; readonly maximum?: number; readonly default?: number }): Schema<number, false> {
  return schema(meta, { type: 'integer', format: 'int32', minimum, maximum, ...(value !== undefined && { default: value }) })
}

export function boolean({ default: value, ...meta }: Meta & { readonly default?: boolean }): Schema<boolean, false> {
  return schema(meta, { type: 'boolean', ...(value !== undefined && { default: value }) })
}

/** A number, or a part of all in percent: `25%`. */
export function intOrPercent(meta: Meta): Schema<number | string, false> {
  return schema(meta, { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }], pattern: '^[0-9]+%?$' })
}

const QUANTITY = '^([0-9]+([.][0-9]+)?|[.][0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|[munkMGTPE]|[eE][+-]?[0-9]+)?$'

/** An amount in Kubernetes' notation: `500m`, `1Gi`. */
export function quantity(meta: Meta): Schema<string | number, false> {
  return schema(meta, { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }], pattern: QUANTITY })
}

/** Amounts by resource: cpu, memory, ephemeral-storage, extended resources. */
export function quantities(meta: Meta): Schema<Readonly<Record<string, string | number>>, false> {
  return schema(meta, { type: 'object', maxProperties: 16, additionalProperties: quantity({ describe: 'An amount.' }).json })
}

export function map({
  maxProperties = 64,
  maxLength = LONGEST_TEXT,
  ...meta
}: Meta & { readonly maxProperties?: number; readonly maxLength?: number }): Schema<Readonly<Record<string, string>>, false> {
  return schema(meta, { type: 'object', maxProperties, additionalProperties: { type: 'string', maxLength } })
}

interface ListMeta extends Meta {
  readonly maxItems?: number
  readonly minItems?: number
  /** Fields by which items are told apart: each may be there once. */
  readonly keys?: readonly string[]
}

export function list<T>({ maxItems = 64, minItems, keys, ...meta }: ListMeta, items: Schema<T>): Schema<readonly T[], false> {
  return schema(meta, {
    type: 'array',
    maxItems,
    ...(minItems !== undefined && { minItems }),
    ...(keys && { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys }),
    items: items.json,
  })
}

export function object<F extends Fields>(meta: Meta, fields: F): Schema<ObjectOf<F>, false> {
  const needed = Object.entries(fields).flatMap(([key, field]) => (field.required ? [key] : []))
  return schema(meta, {
    type: 'object',
    ...(needed.length > 0 && { required: needed }),
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.json])),
  })
}

/** An object whose fields others define: a step of a route, an affinity. Not looked into by the API server. */
export function anyObject(meta: Meta): Schema<Readonly<Record<string, unknown>>, false> {
  return schema(meta, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true })
}

/** Any value at all. */
export function anyValue(meta: Meta): Schema<unknown, false> {
  return schema(meta, { 'x-kubernetes-preserve-unknown-fields': true })
}

export function dateTime(describe: string): Schema<string, false> {
  return schema({ describe }, { type: 'string', format: 'date-time' })
}

export function long(describe: string): Schema<number, false> {
  return schema({ describe }, { type: 'integer', format: 'int64' })
}
