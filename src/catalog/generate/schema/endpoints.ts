import type { AnyConnector, Catalog } from '../../../kit/catalog.ts'
import type { Fields } from '../../../kit/field.ts'
import { fieldSchemas } from './fields.ts'
import { byName, dashedNames, described, ref, type Schema } from './schema.ts'

/** On which side of a connector an endpoint stands. */
type End = 'source' | 'sink'

/** The schema of the URI of an endpoint. */
export function uriSchema(end: End): Schema {
  return ref(`uri.${end}`)
}

/** What the options beside a URI are held against: those of the connector that it names. */
export function endpointRules({ uri, parameters }: Fields): Schema {
  return uri?.endpoint === undefined || parameters?.kind !== 'map' ? {} : { allOf: [ref(`endpoint.${uri.endpoint}`)] }
}

/** The definitions that URIs and their options refer to. */
export function endpointDefinitions(catalog: Catalog): Schema {
  return Object.fromEntries(
    (['source', 'sink'] as const).flatMap(end => [
      [`uri.${end}`, uriDefinition(end, catalog)],
      [`endpoint.${end}`, { allOf: connectorsOf(catalog, end).map(each => parametersRule(each, end)) }],
      ...connectorsOf(catalog, end).map(each => [`connector.${each.name}.${end}`, parametersSchema(each, end, catalog)]),
    ]),
  )
}

function parametersRule(connector: AnyConnector, end: End): Schema {
  return {
    if: { required: ['uri'], properties: { uri: { type: 'string', pattern: namesScheme(connector) } } },
    then: { properties: { parameters: ref(`connector.${connector.name}.${end}`) } },
  }
}

/** A URI by its scheme: hover tells of the connector, completion begins with what its path is made of. */
function uriDefinition(end: End, catalog: Catalog): Schema {
  const known = connectorsOf(catalog, end)
  const pattern = `^\\s*(${known.map(schemes).join('|')})([:?]|\\s*$)|^\\s*(\\{\\{|\\$(simple)?\\{)`
  return {
    type: 'string',
    pattern,
    patternErrorMessage: `No connector that is a ${end} has this scheme; see: kafila list connectors`,
    anyOf: [
      ...known.map(connector => ({
        pattern: namesScheme(connector),
        ...described(`${connector.summary} Syntax: \`${connector.syntax}\``),
        defaultSnippets: [{ label: connector.syntax, description: connector.summary, body: snippet(connector.syntax) }],
      })),
      // whatever the pattern lets through or not is told there
      { type: 'string' },
    ],
  }
}

/** The syntax of a URI as a snippet: what stands for path options is to be filled in. */
function snippet(syntax: string): string {
  const colon = syntax.indexOf(':')
  let place = 0
  return syntax.slice(0, colon + 1) + syntax.slice(colon + 1).replaceAll(/\w+/g, name => `\${${++place}:${name}}`)
}

/** The options of an endpoint where they stand beside its URI. Those of the other side are taken too, as in Camel, but not offered. */
function parametersSchema(connector: AnyConnector, end: End, catalog: Catalog): Schema {
  const { path, prefixes = [], otherNames = {}, lenient = false } = connector
  const fields = { ...path, ...connector[end]?.fields }
  const other = Object.keys({ ...connector.source?.fields, ...connector.sink?.fields, ...otherNames }).filter(name => !(name in fields))
  const dashed = dashedNames([...Object.keys(fields), ...other])['patternProperties']
  const patterns = [...(other.length > 0 ? [`^(${other.map(escaped).join('|')})$`] : []), ...prefixes.map(prefix => `^${escaped(prefix)}`)]
  return {
    ...described(connector.summary),
    type: 'object',
    additionalProperties: lenient,
    properties: fieldSchemas(fields, catalog),
    patternProperties: { ...Object.fromEntries(patterns.map(pattern => [pattern, true])), ...(dashed as Schema | undefined) },
  }
}

function connectorsOf(catalog: Catalog, end: End): AnyConnector[] {
  return [...new Set(catalog.connectors.values())]
    .filter(each => each[end] !== undefined || (end === 'source' && each.polled !== undefined))
    .sort(byName)
}

function namesScheme(connector: AnyConnector): string {
  return `^\\s*${schemes(connector)}([:?]|\\s*$)`
}

function schemes({ name, aliases = [] }: AnyConnector): string {
  return aliases.length === 0 ? escaped(name) : `(${[name, ...aliases].map(escaped).join('|')})`
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
