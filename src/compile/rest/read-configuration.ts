import { errors } from '../../core/errors.ts'
import { DEFAULT_REST_CONFIGURATION, type RestConfiguration } from '../../http/rest-configuration.ts'
import { isSameName } from '../../model/names.ts'
import type { Options } from '../../model/route.ts'

type Text = (raw: string) => string | undefined

interface KeyValue {
  readonly key?: string
  readonly value?: string
}

const MAP_NAMES = ['corsHeaders', 'dataFormatProperties', 'endpointProperties', 'apiProperties'] as const
type MapName = (typeof MAP_NAMES)[number]

/** Maps of the configuration, by the names of their elements. */
const MAPS: Readonly<Record<string, MapName>> = {
  corsHeaders: 'corsHeaders',
  dataFormatProperty: 'dataFormatProperties',
  endpointProperty: 'endpointProperties',
  apiProperty: 'apiProperties',
}

/** Joins the properties `camel.rest.*` and the `restConfiguration` elements; an element wins over a property, a later one over an earlier. */
export function readRestConfiguration(
  elements: readonly Options[],
  properties: Iterable<readonly [string, string]>,
  text: Text,
): RestConfiguration {
  let result = DEFAULT_REST_CONFIGURATION
  for (const [name, value] of properties) {
    if (name.startsWith('camel.rest.')) result = withOption(result, optionName(name.slice('camel.rest.'.length)), text(value))
  }
  for (const options of elements) for (const [name, raw] of Object.entries(options)) result = withElement(result, name, raw, text)
  return result
}

const NAMES = [...Object.keys(DEFAULT_REST_CONFIGURATION), ...Object.keys(MAPS), 'component', 'apiComponent']

/** `api-context-path` is `apiContextPath`, and `enableCors` `enableCORS`; the key of a map stays as it is. */
function optionName(name: string): string {
  const open = name.search(/[.[]/)
  const option = open < 0 ? name : name.slice(0, open)
  return (NAMES.find(each => isSameName(each, option)) ?? option) + name.slice(option.length)
}

function withElement(configuration: RestConfiguration, name: string, raw: unknown, text: Text): RestConfiguration {
  const map = MAPS[name]
  if (map === undefined) return typeof raw === 'string' ? withOption(configuration, name, text(raw)) : configuration
  const pairs = (raw as readonly KeyValue[]).map(({ key = '', value = '' }) => [text(key) ?? '', text(value) ?? ''] as const)
  return { ...configuration, [map]: { ...configuration[map], ...Object.fromEntries(pairs) } }
}

function withOption(configuration: RestConfiguration, name: string, value: string | undefined): RestConfiguration {
  if (value === undefined) return configuration
  checkComponent(name, value)
  const [map, key] = keyOf(name)
  if (key !== undefined) return map === undefined ? configuration : { ...configuration, [map]: { ...configuration[map], [key]: value } }
  if (!Object.hasOwn(configuration, name)) return configuration
  const before = DEFAULT_REST_CONFIGURATION[name as keyof RestConfiguration]
  const typed = typeof before === 'boolean' ? value === 'true' : name === 'port' ? Number(value) : value
  return { ...configuration, [name]: typed }
}

/** The map and the key that a property names: `corsHeaders[Access-Control-Max-Age]` or `corsHeaders.name`. */
function keyOf(name: string): readonly [MapName | undefined, string | undefined] {
  const open = name.search(/[.[]/)
  if (open < 0) return [undefined, undefined]
  const map = name.slice(0, open)
  const key = name[open] === '[' ? name.slice(open + 1).replace(/\]$/, '') : name.slice(open + 1)
  return [MAPS[map] ?? MAP_NAMES.find(each => each === map), key]
}

function checkComponent(name: string, value: string): void {
  if (name === 'apiComponent' && value !== 'openapi') {
    throw errors.KF_ROUTE_UNSUPPORTED({
      what: `restConfiguration with apiComponent ${value}`,
      reason: 'the documentation is made by openapi',
    })
  }
  if (name === 'component' && value !== 'platform-http') {
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `restConfiguration with component ${value}`, reason: 'services are served by platform-http' })
  }
}
