import type { AnyConnector } from '../../kit/catalog.ts'
import type { Fields } from '../../kit/field.ts'
import { endpointFunction, uriBegin } from '../names.ts'
import { comment, OptionTypes, pascal, quoted } from './option-types.ts'
import { shapeArgument } from './shape-text.ts'

/** A function for each scheme, with the interfaces of its options. */
export function endpointsModule(connectors: readonly AnyConnector[]): string {
  const types = new OptionTypes()
  const functions = connectors.flatMap(connector =>
    [connector.name, ...(connector.aliases ?? [])].map(scheme => endpointBuilder(connector, scheme, types, endpointFunction(scheme))),
  )
  return `// Generated from the declarations of the connectors by \`npm run generate\`. Do not edit.
import { endpointOf } from './generated.ts'
import type { Bean, Duration, NoOptions, Parameters, Placeholder } from './types.ts'
import type { Endpoint } from './values.ts'

${types.text()}
${functions.join('\n')}`
}

/** The function that makes endpoints of a scheme. `isPlugIn`: whether the function has to bring what the catalog knows of built-in ones. */
export function endpointBuilder(connector: AnyConnector, scheme: string, types: OptionTypes, name: string, isPlugIn = false): string {
  const { source, sink, path, syntax } = connector
  const begin = uriBegin(syntax, scheme)
  const isOptional = !Object.values(path as Fields).some(field => field.required)
  const argument = isOptional ? `path: string = ''` : 'path: string'
  const ends = optionTypes(connector, types)
  const signatures = ends.map(({ end, type, required }) => {
    const options = required ? `options: ${type}` : `options?: ${type}`
    return `export function ${name}(path${isOptional ? '?' : ''}: string, ${options}): Endpoint<${end}>\n`
  })
  const head = comment({ describe: connector.summary }, '', [
    `@param path What stands behind \`${begin}\` in \`${syntax}\`${describePath(path)}`,
    ...(source && sink ? [] : [isSource(connector) ? 'It is a source: messages come from it.' : 'It is a sink: messages go to it.']),
  ])
  const shape = isPlugIn ? shapeArgument(beansOf({ ...source?.fields, ...sink?.fields })) : ''
  return `${head}${signatures.join('')}export function ${name}(${argument}, options: object = {}): Endpoint {\n  return endpointOf(${quoted(begin)}, path, options, ${name}${shape})\n}\n`
}

/** One that is only asked for messages counts as a source. */
function isSource({ source, sink }: AnyConnector): boolean {
  return source !== undefined || sink === undefined
}

function beansOf(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field.kind === 'bean'))
}

function describePath(path: Fields): string {
  return Object.entries(path)
    .map(([name, field]) => `; ${name}: ${field.describe}`)
    .join('')
}

interface EndType {
  readonly end: string
  readonly type: string
  readonly required: boolean
}

/** The options of both ends, of sources and of sinks; where there is only one end, those of it. */
function optionTypes(connector: AnyConnector, types: OptionTypes): EndType[] {
  const { name, source, sink } = connector
  const base = pascal(name)
  const required = (fields: Fields) => Object.values(fields).some(field => field.required && field.unsupported === undefined)
  if (source === undefined || sink === undefined) {
    const fields: Fields = (source ?? sink)?.fields ?? {}
    const type = Object.keys(fields).length === 0 ? 'NoOptions' : types.of(`${base}EndpointOptions`, fields)
    return [{ end: isSource(connector) ? "'source'" : "'sink'", type, required: required(fields) }]
  }
  const from = source.fields as Fields
  const to = sink.fields as Fields
  const same = (option: string) =>
    from[option] !== undefined &&
    to[option] !== undefined &&
    types.type(base, option, from[option]!) === types.type(base, option, to[option]!) &&
    from[option]!.required === to[option]!.required
  const shared = Object.fromEntries(Object.entries(from).filter(([option]) => same(option)))
  const rest = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([option]) => !same(option)))
  const both = types.of(`${base}EndpointOptions`, shared)
  return [
    ...(required(rest(from)) || required(rest(to)) ? [] : [{ end: "'source' | 'sink'", type: both, required: required(shared) }]),
    { end: "'source'", type: types.of(`${base}SourceOptions`, rest(from), { extends: both }), required: required(from) },
    { end: "'sink'", type: types.of(`${base}SinkOptions`, rest(to), { extends: both }), required: required(to) },
  ]
}
