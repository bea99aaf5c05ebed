import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Diagnostic } from '../../src/core/diagnostic.ts'
import { validateRoutes } from '../../src/index.ts'
import type { KameletFinder } from '../../src/runtime/options.ts'

const CATALOGUE = dirname(fileURLToPath(import.meta.resolve('@kaoto/camel-catalog/package.json')))
const VERSION = 'dist/camel-catalog/camel-main/4.22.1'

export interface KameletParameter {
  readonly type?: string
  readonly format?: string
  readonly default?: unknown
  readonly example?: unknown
  readonly enum?: readonly unknown[]
}

/** What a test needs to know of a Kamelet. */
export interface CatalogueKamelet {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> }
  readonly spec: {
    readonly template: object
    readonly definition: { readonly required?: readonly string[]; readonly properties?: Readonly<Record<string, KameletParameter>> }
  }
}

/** The file of Apache's Kamelets in the catalogue package: one JSON object by name. */
export function catalogueFile(): string {
  const folder = join(CATALOGUE, VERSION)
  return join(folder, readdirSync(folder).find(name => /^kamelets-aggregate-.*\.json$/.test(name))!)
}

/** Apache's Kamelets, sorted by name. */
export function catalogueKamelets(): readonly CatalogueKamelet[] {
  const all = JSON.parse(readFileSync(catalogueFile(), 'utf8')) as Readonly<Record<string, CatalogueKamelet>>
  return Object.keys(all)
    .sort()
    .map(name => all[name]!)
}

/** The Kamelets of a folder of `NAME.kamelet.yaml`, sorted by name. */
export function kameletsOf(folder: string): readonly CatalogueKamelet[] {
  const files = readdirSync(folder).filter(name => name.endsWith('.kamelet.yaml'))
  return files.sort().map(name => parse(readFileSync(join(folder, name), 'utf8')) as CatalogueKamelet)
}

/** A value for each parameter that must be given, by the definition or by the template: its example, the first choice, or something of its type. */
export function exampleParameters(kamelet: CatalogueKamelet): Record<string, string> {
  const { definition, template } = kamelet.spec
  const text = JSON.stringify(template)
  const names = Object.entries(definition.properties ?? {}).filter(
    ([name, parameter]) => parameter.default === undefined && (definition.required?.includes(name) || text.includes(`{{${name}}}`)),
  )
  return Object.fromEntries(
    names.map(([name, parameter]) => [name, SPECIAL[`${kamelet.metadata.name}.${name}`] ?? SPECIAL[name] ?? exampleOf(parameter)]),
  )
}

/** Values where any text of the type would not do. */
const SPECIAL: Readonly<Record<string, string>> = {
  'simple-filter-action.expression': '$' + "{body} == 'x'",
  bootstrapServers: 'localhost:9092',
}

function exampleOf({ type, example, enum: choices }: KameletParameter): string {
  const value = example ?? choices?.[0] ?? (type === 'integer' || type === 'number' ? 1 : type === 'boolean' ? true : 'text')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A route around a Kamelet: from a source to `mock:end`, or from `direct:start` through an action or a sink. */
export function routeAround({ metadata: { name, labels } }: CatalogueKamelet, parameters: Readonly<Record<string, unknown>>): string {
  const use = { uri: `kamelet:${name}`, parameters }
  const isSource = labels['camel.apache.org/kamelet.type'] === 'source'
  const from = isSource ? { ...use, steps: [{ to: 'mock:end' }] } : { uri: 'direct:start', steps: [{ to: use }, { to: 'mock:end' }] }
  return JSON.stringify([{ route: { id: 'around', from } }], null, 2)
}

/** The errors of a route around a Kamelet with example values, which are given as properties: some have the names of endpoint options. */
export async function errorsOf(kamelet: CatalogueKamelet, kamelets: KameletFinder): Promise<readonly Diagnostic[]> {
  const { name } = kamelet.metadata
  const given = Object.entries(exampleParameters(kamelet)).map(([key, value]) => [`camel.kamelet.${name}.${key}`, value])
  const routes = [{ file: 'around.yaml', text: routeAround(kamelet, {}) }]
  const found = await validateRoutes({ routes, kamelets, properties: Object.fromEntries(given), env: {} })
  return found.filter(each => each.severity === 'error')
}

const REASONS: readonly RegExp[] = [
  /the (component \S+) is not supported yet/,
  /the (data format \S+) is not supported yet/,
  /the (option \S+ of \S+) is not supported yet/,
  /the type (\S+) has no counterpart here/,
  /no bean is called `([^`]+)`/,
  /unknown (component `[^`]+`)/,
]

/** What each error says that is missing, each once; whole messages where that is not its kind. */
export function reasonsOf(errors: readonly Diagnostic[]): readonly string[] {
  const named = ({ code, message }: Diagnostic) =>
    REASONS.map(each => each.exec(message)?.[1]).find(each => each !== undefined) ?? `${code} ${message.replace(/ \(in the Kamelet.*/, '')}`
  return [...new Set(errors.map(named))].sort()
}
