import { stringify } from 'yaml'
import type { Integration } from '../resources/integration.ts'
import type { RenderContext } from './context.ts'
import { runOnce } from './run-once.ts'

/** A file that the pods find in their folder of routes. */
export interface RouteFile {
  readonly name: string
  readonly text: string
  /** The field of the resource that it is made from: `spec.flows`. */
  readonly field: string
}

/** The name of the file that `spec.flows` becomes. */
export const FLOWS_FILE = 'flows.camel.yaml'
export const PROPERTIES_FILE = 'application.properties'

/** Where routes keep what must outlive a pod, unless they say so themselves. */
const STATE_PROPERTIES: Readonly<Record<string, string>> = { 'camel.component.dlq.directory': '/dead-letters' }

/** YAML as it stands in all manifests and files: no line is folded, nothing is an alias. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** The files of an Integration: its flows, its sources, and its properties. `once`: sources that follow the clock are made to fire once. */
export function routeFiles(
  { spec }: Integration,
  contents: RenderContext['contents'],
  { once = false, stateFolder }: { readonly once?: boolean; readonly stateFolder?: string | undefined } = {},
): RouteFile[] {
  const prepared = (text: string) => (once ? runOnce(text) : text)
  const flows = spec.flows?.length ? [{ name: FLOWS_FILE, text: prepared(yamlText(spec.flows)), field: 'spec.flows' }] : []
  const sources = (spec.sources ?? []).flatMap((source, index) => {
    const text = source.content ?? contents?.get(`${source.contentRef}/${source.contentKey ?? source.name}`)
    return text === undefined ? [] : [{ name: source.name, text: prepared(text), field: `spec.sources[${index}].content` }]
  })
  const state = stateFolder === undefined ? [] : Object.entries(STATE_PROPERTIES).map(([key, path]) => [key, stateFolder + path] as const)
  const properties = { ...Object.fromEntries(state), ...spec.properties }
  const text = propertiesText(properties)
  return [...flows, ...sources, ...(text === '' ? [] : [{ name: PROPERTIES_FILE, text, field: 'spec.properties' }])]
}

/** Properties in the notation of their files, sorted. */
function propertiesText(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${escapedKey(key)}=${escapedValue(value)}\n`)
    .join('')
}

function escapedKey(key: string): string {
  return escapedValue(key).replaceAll(/[ :=#!]/g, sign => `\\${sign}`)
}

function escapedValue(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return escaped.startsWith(' ') ? `\\${escaped}` : escaped
}
