import type { AnyLanguage, AnyStep, Catalog } from '../../kit/catalog.ts'
import type { ElementDefinition } from '../../kit/element.ts'
import type { Fields } from '../../kit/field.ts'
import { elements } from '../../model/elements/index.ts'
import { fromFields } from '../../model/elements/routes.ts'
import { endpointDefinitions } from './schema/endpoints.ts'
import { COMMON, fieldSchema, fieldSchemas, formatProperties, languageProperties, objectSchema } from './schema/fields.ts'
import { resourceDefinitions, resourceRules } from './schema/resources.ts'
import { byName, described, ref, type Schema, TEXT } from './schema/schema.ts'
import { FILE_SNIPPETS, stepSnippets } from './schema/snippets.ts'

/**
 * The JSON Schema (draft 7) of the files that are run: routes, and resources of the kinds Kamelet, Pipe and Integration. It is for editors:
 * completion, hover, and a strict look at names and shapes.
 */
export function routeSchema(catalog: Catalog): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://kafila.dev/schemas/route.schema.json',
    title: 'Kafila routes (Camel YAML DSL)',
    ...resourceRules(ref('routes')),
    definitions: definitions(catalog),
  }
}

/** The JSON Schema of a file whose options are `fields`: tests of routes. */
export function fileSchema(name: string, title: string, fields: Fields, catalog: Catalog): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://kafila.dev/schemas/${name}.schema.json`,
    title,
    ...objectSchema({ fields, common: {} }, catalog),
  }
}

function definitions(catalog: Catalog): Schema {
  const steps = [...catalog.steps.values()].sort(byName)
  const offered = Object.fromEntries(steps.filter(step => step.inside === undefined).map(step => [step.name, ref(`step.${step.name}`)]))
  const inExpression = { ...languageProperties(catalog), expression: ref('expression') }
  return {
    routes: { type: 'array', items: oneKey(elementProperties()), defaultSnippets: FILE_SNIPPETS },
    steps: { type: 'array', items: ref('step') },
    'steps.of.route': { type: 'array', items: oneKey({ ...offered, ...clauseProperties() }) },
    step: oneKey(offered),
    ...Object.fromEntries(steps.flatMap(step => clauseDefinition(step, offered, catalog))),
    expression: { type: 'object', minProperties: 1, additionalProperties: false, properties: { id: COMMON['id'], ...inExpression } },
    dataFormat: oneKey(formatProperties(catalog)),
    ...byPrefix('language', uniqueLanguages(catalog), language => languageSchema(language, catalog)),
    ...byPrefix('format', [...catalog.formats.values()], ({ summary, fields }) => ({
      ...described(summary),
      ...objectSchema({ fields }, catalog),
    })),
    ...byPrefix('step', steps, step => ({ ...described(step.summary), ...stepSnippets(step), ...objectSchema(step, catalog) })),
    ...byPrefix('element', [...elements.values()], element => elementSchema(element, catalog)),
    ...endpointDefinitions(catalog),
    ...resourceDefinitions(catalog),
  }
}

function byPrefix<T extends { readonly name: string }>(prefix: string, list: readonly T[], make: (each: T) => Schema): Schema {
  return Object.fromEntries([...list].sort(byName).map(each => [`${prefix}.${each.name}`, make(each)]))
}

function oneKey(properties: Schema): Schema {
  return { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties }
}

function elementProperties(): Schema {
  const supported = [...elements.values()].filter(element => element.unsupported === undefined).sort(byName)
  return Object.fromEntries(supported.map(element => [element.name, ref(`element.${element.name}`)]))
}

/** Elements that may stand among the steps of a route. */
function clauseProperties(): Schema {
  return Object.fromEntries((fromFields.steps.clauses ?? []).map((name: string) => [name, ref(`element.${name}`)]))
}

/** Steps among which the clauses of their step may stand (`doCatch`). */
function clauseDefinition(step: AnyStep, offered: Schema, catalog: Catalog): [string, Schema][] {
  const clauses = Object.entries(step.fields as Fields).filter(([, field]) => field.alsoAsStep)
  if (clauses.length === 0) return []
  const schemas = clauses.map(([name, field]) => [name, fieldSchema(field.item ?? field, catalog)])
  const items = oneKey({ ...offered, ...Object.fromEntries(schemas) })
  return [[`steps.with.${clauses.map(([name]) => name).join('.')}`, { type: 'array', items }]]
}

function elementSchema(element: ElementDefinition, catalog: Catalog): Schema {
  const { name, summary, fields, shorthand, withoutEffect } = element
  const about = described(withoutEffect === undefined ? summary : `${summary} (Without effect: ${withoutEffect}.)`)
  if (withoutEffect !== undefined) return about
  if (name === 'dataFormats') return { ...about, type: 'array', items: ref('dataFormat') }
  const object = objectSchema({ fields, shorthand, ...(name === 'beans' && { common: {} }) }, catalog)
  return { ...about, ...(name === 'beans' ? { type: 'array', items: object } : object) }
}

function languageSchema({ summary, fields, shorthand }: AnyLanguage, catalog: Catalog): Schema {
  const own = {
    id: COMMON['id'],
    ...(shorthand === undefined && { expression: { ...TEXT, description: 'The text of the expression.' } }),
    resultType: { ...TEXT, description: 'Type that the result is converted to.' },
    trim: { type: ['boolean', 'string'], description: 'Whether blanks around the text are removed.', default: true },
  }
  const properties = { ...own, ...fieldSchemas(fields, catalog) }
  return { ...described(summary), anyOf: [TEXT, { type: 'object', additionalProperties: false, properties }] }
}

function uniqueLanguages(catalog: Catalog): AnyLanguage[] {
  return [...new Set(catalog.languages.values())].sort(byName)
}
