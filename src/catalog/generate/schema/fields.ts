import type { Catalog } from '../../../kit/catalog.ts'
import type { Field, Fields } from '../../../kit/field.ts'
import { endpointRules, uriSchema } from './endpoints.ts'
import { anyCase, dashedNames, described, PLACEHOLDER, ref, type Schema, TEXT } from './schema.ts'

/** Options that every node takes. */
export const COMMON: Schema = {
  id: { ...TEXT, description: 'The id of the node.' },
  description: { ...TEXT, description: 'What it is for.' },
  note: { ...TEXT, description: 'A note for readers of the file.' },
  disabled: { type: ['boolean', 'string'], description: 'Whether the node is left out.' },
}

/** What an object with options is made of. */
export interface ObjectSpec {
  readonly fields: Fields
  /** The field that a plain text stands for. */
  readonly shorthand?: string | undefined
  /** Options beside its fields. Default: those that every node takes. */
  readonly common?: Schema
}

/** The schema of a node with options: expressions and data formats may stand inline, by their own keys. */
export function objectSchema({ fields, shorthand, common = COMMON }: ObjectSpec, catalog: Catalog): Schema {
  const inline = inlineSchemas(fields, catalog)
  const named = Object.entries(fields).filter(([name]) => !(name in inline.replaced))
  const own = fieldSchemas(Object.fromEntries(named), catalog)
  const required = named.filter(([, field]) => field.required && field.kind !== 'steps' && field.kind !== 'branches').map(([name]) => name)
  const clauses = named.filter(([, field]) => field.alsoAsStep).map(([name]) => name)
  const properties = {
    ...common,
    ...own,
    ...(clauses.length > 0 && { steps: { ...(own['steps'] as Schema), ...ref(`steps.with.${clauses.join('.')}`) } }),
    ...inline.properties,
  }
  const object: Schema = {
    type: 'object',
    additionalProperties: false,
    properties,
    ...dashedNames(Object.keys(properties)),
    ...(required.length > 0 && dashedRequired(required)),
    ...endpointRules(fields),
  }
  if (shorthand === undefined) return object
  const plain = fields[shorthand]
  return { anyOf: [plain === undefined ? TEXT : fieldSchema(plain, catalog), object] }
}

/** Required options, as long as all are written in one way; one with dashes is not looked for. */
function dashedRequired(names: readonly string[]): Schema {
  const plain = names.filter(name => !/[A-Z]/.test(name))
  return plain.length === 0 ? {} : { required: plain }
}

function inlineSchemas(fields: Fields, catalog: Catalog): { readonly replaced: Schema; readonly properties: Schema } {
  const { expression, dataFormatType } = fields
  const isExpression = expression?.kind === 'expression' || expression?.kind === 'predicate'
  const isFormat = dataFormatType?.kind === 'dataFormat'
  return {
    replaced: { ...(isExpression && { expression: true }), ...(isFormat && { dataFormatType: true }) },
    properties: {
      ...(isExpression && { ...languageProperties(catalog), expression: { ...described(expression.describe), ...ref('expression') } }),
      ...(isFormat && { ...formatProperties(catalog), dataFormatType: { ...described(dataFormatType.describe), ...ref('dataFormat') } }),
    },
  }
}

export function languageProperties(catalog: Catalog): Schema {
  return Object.fromEntries(
    [...catalog.languages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, language]) => [name, ref(`language.${language.name}`)]),
  )
}

export function formatProperties(catalog: Catalog): Schema {
  return Object.fromEntries([...catalog.formats.keys()].sort().map(name => [name, ref(`format.${name}`)]))
}

export function fieldSchemas(fields: Fields, catalog: Catalog): Schema {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, catalog)]))
}

/** The schema of one option. One that is not supported is an error, with the reason; it and one that is deprecated are not offered. */
export function fieldSchema(field: Field, catalog: Catalog): Schema {
  const { unsupported, deprecated, kind } = field
  return {
    ...described(aboutOf(field)),
    ...(field.default !== undefined && { default: field.default }),
    ...((deprecated ?? unsupported) !== undefined && { doNotSuggest: true }),
    // to say that it is off is no use of it
    ...(unsupported !== undefined && kind !== 'boolean' && { deprecationMessage: `Not supported: ${unsupported}.` }),
    ...kindSchema(field, catalog),
  }
}

function aboutOf({ describe, unsupported, deprecated }: Field): string {
  if (unsupported !== undefined) return `${describe} (Not supported: ${unsupported}.)`
  return deprecated === undefined ? describe : `${describe} (Deprecated: ${deprecated}.)`
}

function kindSchema(field: Field, catalog: Catalog): Schema {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return { anyOf: [{ type: field.kind }, { type: 'string', pattern: NUMBER_TEXT }, PLACEHOLDER] }
    case 'boolean':
      return { anyOf: [{ type: 'boolean' }, { type: 'string', pattern: anyCase(['true', 'false']) }, PLACEHOLDER] }
    case 'duration':
      return { type: ['integer', 'string'] }
    case 'choice':
      return { anyOf: [{ enum: field.choices }, { type: 'string', pattern: anyCase(field.choices!) }, PLACEHOLDER] }
    case 'expression':
    case 'predicate':
      return ref('expression')
    case 'steps':
    case 'branches':
      return ref(field.clauses === undefined ? 'steps' : 'steps.of.route')
    case 'dataFormat':
      return ref('dataFormat')
    case 'value':
      return {}
    case 'map':
      return { type: 'object', additionalProperties: true }
    case 'group':
      return objectSchema({ fields: field.fields!, shorthand: field.shorthand }, catalog)
    case 'list':
      return listSchema(field, catalog)
    default:
      return field.endpoint === undefined ? TEXT : uriSchema(field.endpoint)
  }
}

const NUMBER_TEXT = '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$'

function listSchema({ item, wrapped }: Field, catalog: Catalog): Schema {
  const each = fieldSchema(item!, catalog)
  const items = wrapped === undefined ? each : { type: 'object', additionalProperties: false, properties: { [wrapped]: each } }
  return item!.kind === 'group' ? { type: 'array', items } : { anyOf: [{ type: 'array', items }, TEXT] }
}
