import { group, list } from '../../kit/field.ts'
import { beanFields, fromFields, routeFields } from '../elements/routes.ts'
import { readFields } from '../read-fields.ts'
import { isRawList, isRawMap, type RawMap, type Reader } from '../reader.ts'
import type { ElementModel } from '../route.ts'
import type { Raw } from '../yaml/parse.ts'
import type { TemplateParameter } from './route-template.ts'

const templateFields = {
  beans: list(group(beanFields, { describe: 'A bean.' }), { describe: 'Beans made for each use.' }),
  from: group(fromFields, { describe: 'The source and the steps.' }),
  route: group(routeFields, { describe: 'The route.' }),
}

/** Reads a resource of the kind Kamelet: a template with the name of the resource and the parameters of its definition. */
export function readKamelet(reader: Reader, resource: RawMap): ElementModel | undefined {
  const spec = mapIn(resource, 'spec')
  const name = text(mapIn(resource, 'metadata')['name'])
  const lacking = name === undefined ? 'metadata.name' : spec['template'] === undefined ? 'spec.template' : undefined
  if (lacking !== undefined) {
    reader.error('KF_ROUTE_MISSING', { what: 'a Kamelet', option: lacking }, reader.positions.value(resource, 'kind'))
    return undefined
  }
  const template = readFields(reader, { what: 'template', fields: templateFields }, { parent: spec, key: 'template' })
  const types = mapIn(spec, 'dataTypes')
  const options = {
    ...template,
    id: name,
    parameters: parameters(mapIn(spec, 'definition')),
    ...dataType('inputType', mapIn(types, 'in')),
    ...dataType('outputType', mapIn(types, 'out')),
  }
  reader.positions.inherit(options, template)
  return { element: 'kamelet', options, routesBefore: 0 }
}

function parameters(definition: RawMap): TemplateParameter[] {
  const { required } = definition
  const mandatory = new Set(isRawList(required) ? required : [])
  return Object.entries(mapIn(definition, 'properties')).map(([name, raw]) =>
    parameter(name, isRawMap(raw) ? raw : {}, mandatory.has(name)),
  )
}

function parameter(name: string, property: RawMap, required: boolean): TemplateParameter {
  const defaultValue = text(property['default'])
  // values of secrets are not held against anything: what is told of them would show them
  const open = property['format'] !== 'password'
  const [type, choices] = open ? [text(property['type']), property['enum']] : []
  return {
    name,
    required,
    ...(defaultValue !== undefined && { defaultValue }),
    ...(type !== undefined && { type }),
    ...(isRawList(choices) && { choices: choices.filter(each => typeof each === 'string') }),
  }
}

/** The default data type of one direction, as the data type of the route. */
function dataType(option: 'inputType' | 'outputType', direction: RawMap): Record<string, unknown> {
  const name = text(direction['default'])
  const type = name === undefined ? {} : mapIn(mapIn(direction, 'types'), name)
  const format = text(type['format'])
  if (format === undefined) return {}
  const scheme = text(type['scheme'])
  return { [option]: { urn: scheme === undefined ? format : `${scheme}:${format}` } }
}

function mapIn(map: RawMap, key: string): RawMap {
  const value = map[key]
  return isRawMap(value) ? value : {}
}

function text(raw: Raw | undefined): string | undefined {
  return typeof raw === 'string' ? raw : undefined
}
