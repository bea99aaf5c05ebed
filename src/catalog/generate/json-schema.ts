import type { AnyLanguage, AnyStep, Catalog } from '../../kit/catalog.ts'
import type { Field, Fields } from '../../kit/field.ts'
import { elements } from '../../model/elements/index.ts'

type Schema = Record<string, unknown>

const PLACEHOLDER = { type: 'string', pattern: '\\{\\{' }
const COMMON: Schema = {
  id: { type: 'string', description: 'The id of the node.' },
  description: { type: 'string', description: 'What it is for.' },
  note: { type: 'string', description: 'A note for readers of the file.' },
  disabled: { type: ['boolean', 'string'], description: 'Whether the node is left out.' },
}

/** The JSON Schema (draft 7) of route files, for editors: completion, hover, and a strict look at names and shapes. */
export function routeSchema(catalog: Catalog): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://kafila.dev/schemas/route.schema.json',
    title: 'Kafila routes (Camel YAML DSL)',
    type: 'array',
    items: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(
        [...elements.values()].sort(byName).map(element => [element.name, { $ref: `#/definitions/element.${element.name}` }]),
      ),
    },
    definitions: definitions(catalog),
  }
}

function definitions(catalog: Catalog): Schema {
  const steps = [...catalog.steps.values()].sort(byName)
  const offered = steps.filter(step => step.inside === undefined)
  return {
    steps: { type: 'array', items: { $ref: '#/definitions/step' } },
    step: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(offered.map(step => [step.name, { $ref: `#/definitions/step.${step.name}` }])),
    },
    expression: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: { ...languages(catalog), expression: { $ref: '#/definitions/expression' } },
    },
    dataFormat: { type: 'object', minProperties: 1, additionalProperties: false, properties: formats(catalog) },
    ...Object.fromEntries(uniqueLanguages(catalog).map(language => [`language.${language.name}`, languageSchema(language, catalog)])),
    ...Object.fromEntries(
      [...catalog.formats.values()]
        .sort(byName)
        .map(format => [`format.${format.name}`, { description: format.summary, ...objectSchema(format.fields, undefined, catalog) }]),
    ),
    ...Object.fromEntries(steps.map(step => [`step.${step.name}`, stepSchema(step, catalog)])),
    ...Object.fromEntries([...elements.values()].sort(byName).map(element => [`element.${element.name}`, elementSchema(element, catalog)])),
  }
}

function elementSchema(element: { name: string; summary: string; fields: Fields; shorthand?: string }, catalog: Catalog): Schema {
  const object = objectSchema(element.fields, element.shorthand, catalog)
  return { description: element.summary, ...(element.name === 'beans' ? { type: 'array', items: object } : object) }
}

function stepSchema(step: AnyStep, catalog: Catalog): Schema {
  return { description: step.summary, ...objectSchema(step.fields, step.shorthand, catalog) }
}

function languageSchema(language: AnyLanguage, catalog: Catalog): Schema {
  const own = {
    expression: { type: ['string', 'number', 'boolean'], description: 'The text of the expression.' },
    resultType: { type: 'string', description: 'Type that the result is converted to.' },
    trim: { type: ['boolean', 'string'], description: 'Whether blanks around the text are removed.', default: true },
  }
  const properties = { ...COMMON, ...own, ...fieldSchemas(language.fields, catalog) }
  return {
    description: language.summary,
    anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: 'object', additionalProperties: false, properties }],
  }
}

function objectSchema(fields: Fields, shorthand: string | undefined, catalog: Catalog): Schema {
  const inlineExpression = fields['expression']?.kind === 'expression' || fields['expression']?.kind === 'predicate'
  const inlineFormat = fields['dataFormatType']?.kind === 'dataFormat'
  const named = Object.entries(fields).filter(([name]) => name !== 'expression' && name !== 'dataFormatType')
  const required = named.filter(([, field]) => field.required && !field.default).map(([name]) => name)
  const object: Schema = {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...COMMON,
      ...fieldSchemas(Object.fromEntries(named), catalog),
      ...(inlineExpression && { ...languages(catalog), expression: { $ref: '#/definitions/expression' } }),
      ...(inlineFormat && formats(catalog)),
    },
    ...(required.length > 0 && { required }),
  }
  return shorthand === undefined ? object : { anyOf: [{ type: ['string', 'number', 'boolean'] }, object] }
}

function fieldSchemas(fields: Fields, catalog: Catalog): Schema {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, catalog)]))
}

function fieldSchema(field: Field, catalog: Catalog): Schema {
  return {
    description: field.unsupported ? `${field.describe} (Not supported yet: ${field.unsupported}.)` : field.describe,
    ...(field.default !== undefined && { default: field.default }),
    ...(field.deprecated && { deprecationMessage: field.deprecated }),
    ...kindSchema(field, catalog),
  }
}

function kindSchema(field: Field, catalog: Catalog): Schema {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return { anyOf: [{ type: field.kind }, { type: 'string', pattern: '^[+-]?[\\d.]+$' }, PLACEHOLDER] }
    case 'boolean':
      return { anyOf: [{ type: 'boolean' }, { enum: ['true', 'false'] }, PLACEHOLDER] }
    case 'duration':
      return { type: ['integer', 'string'] }
    case 'choice':
      return { anyOf: [{ enum: field.choices }, PLACEHOLDER] }
    case 'expression':
    case 'predicate':
      return { $ref: '#/definitions/expression' }
    case 'steps':
    case 'branches':
      return { $ref: '#/definitions/steps' }
    case 'dataFormat':
      return { $ref: '#/definitions/dataFormat' }
    case 'value':
      return {}
    case 'map':
      return { type: 'object', additionalProperties: true }
    case 'group':
      return objectSchema(field.fields!, field.shorthand, catalog)
    case 'list':
      return listSchema(field, catalog)
    default:
      return { type: ['string', 'number', 'boolean'] }
  }
}

function listSchema(field: Field, catalog: Catalog): Schema {
  const item = fieldSchema(field.item!, catalog)
  const { wrapped } = field
  const items = wrapped === undefined ? item : { type: 'object', additionalProperties: false, properties: { [wrapped]: item } }
  return field.item!.kind === 'group' ? { type: 'array', items } : { anyOf: [{ type: 'array', items }, { type: 'string' }] }
}

function languages(catalog: Catalog): Schema {
  return Object.fromEntries(
    [...catalog.languages]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, language]) => [name, { $ref: `#/definitions/language.${language.name}` }]),
  )
}

function formats(catalog: Catalog): Schema {
  return Object.fromEntries([...catalog.formats.keys()].sort().map(name => [name, { $ref: `#/definitions/format.${name}` }]))
}

function uniqueLanguages(catalog: Catalog): AnyLanguage[] {
  return [...new Set(catalog.languages.values())].sort(byName)
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}
