import { errors } from '../../core/errors.ts'
import { DEFAULT_REST_CONFIGURATION, type RestConfiguration } from '../../http/rest-configuration.ts'
import type { Options } from '../../model/route.ts'

type Text = (raw: string) => string | undefined

interface KeyValue {
  readonly key?: string
  readonly value?: string
}

/** Maps of the configuration, by the names of their elements. */
const MAPS: Readonly<Record<string, 'corsHeaders' | 'dataFormatProperties' | 'endpointProperties' | 'apiProperties'>> = {
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
    if (name.startsWith('camel.rest.')) result = withOption(result, camelCase(name.slice('camel.rest.'.length)), text(value))
  }
  for (const options of elements) for (const [name, raw] of Object.entries(options)) result = withElement(result, name, raw, text)
  return result
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
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
  const [map, key] = name.split('.')
  if (key !== undefined && map !== undefined && MAPS[map] !== undefined) {
    return { ...configuration, [MAPS[map]]: { ...configuration[MAPS[map]], [name.slice(map.length + 1)]: value } }
  }
  if (!Object.hasOwn(configuration, name)) return configuration
  const before = DEFAULT_REST_CONFIGURATION[name as keyof RestConfiguration]
  const typed = typeof before === 'boolean' ? value === 'true' : name === 'port' ? Number(value) : value
  return { ...configuration, [name]: typed }
}

function checkComponent(name: string, value: string): void {
  if (name === 'component' && value !== 'platform-http') {
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `restConfiguration with component ${value}`, reason: 'services are served by platform-http' })
  }
}
