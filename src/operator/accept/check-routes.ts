import { LineCounter, parseDocument, visit } from 'yaml'
import type { Diagnostic } from '../../core/diagnostic.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { NO_FILES } from '../../kit/resource.ts'
import { plugInNames } from '../../model/plug-in-names.ts'
import { parseProperties } from '../../model/properties-file.ts'
import type { RouteSource } from '../../runtime/options.ts'
import { validateWith } from '../../runtime/validate.ts'
import { PROPERTIES_FILE, type RouteFile } from '../render/route-files.ts'

/** A diagnostic with the field of the resource that it is about: `spec.flows[0].from.steps[2]`. */
export interface FieldDiagnostic extends Diagnostic {
  readonly field: string
}

export interface CheckedRoutes {
  readonly diagnostics: readonly FieldDiagnostic[]
  /** The texts of the Kamelets that the routes use, by name; with those that these use. */
  readonly kamelets: ReadonlyMap<string, string>
}

export interface CheckOptions {
  readonly catalog: Catalog
  /** The text of a Kamelet. */
  readonly findKamelet: (name: string) => string | undefined
  /** Variables of the environment that the pods have. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether properties may come from where the operator does not look: a Secret. A placeholder without value is no error then. */
  readonly hasHiddenProperties?: boolean
  /** The plug-ins whose declarations are in the catalog, by the names that the property `kafila.plug-ins` gives them. Default: none. */
  readonly knownPlugIns?: readonly string[]
  /** Whether the pods have files that the operator does not see: of volumes, or of an image. */
  readonly hasFiles?: boolean
}

/** Kamelets are files among the routes: what is wrong with one is told with its name. */
const KAMELET_FILE = /^(.*)\.kamelet\.yaml$/

/**
 * Reads, checks and builds the routes of an Integration as the command does, without opening anything: everything that is wrong with them, with
 * the field of the resource, and line and column in the file that the pods get.
 */
export async function checkRoutes(files: readonly RouteFile[], options: CheckOptions): Promise<CheckedRoutes> {
  const kamelets = new Map<string, string>()
  const find = (name: string): RouteSource | undefined => {
    const text = options.findKamelet(name)
    if (text === undefined) return undefined
    kamelets.set(name, text)
    return { file: `${name}.kamelet.yaml`, text }
  }
  const routes = files.filter(({ name }) => name !== PROPERTIES_FILE && !KAMELET_FILE.test(name))
  const file = files.find(({ name }) => name === PROPERTIES_FILE)
  const properties = file === undefined ? {} : parseProperties(file.text)
  const hiddenPlugIns = plugInNames(properties).filter(name => options.knownPlugIns?.includes(name) !== true)
  const found = await validateWith({
    routes: routes.map(({ name, text }) => ({ file: name, text })),
    properties,
    overrides: MOUNTED_NOWHERE,
    // nothing of what routes name is looked for on this machine, and no message can tell of it
    directory: NO_FILES,
    kamelets: find,
    env: options.env ?? {},
    catalog: options.catalog,
  })
  const diagnostics = found
    .flatMap(each => eased(each, options, hiddenPlugIns))
    .map(each => ({ ...each, field: fieldOf(each, [...routes, ...kameletFiles(kamelets)]) }))
  return { diagnostics, kamelets }
}

/** Secrets and ConfigMaps are in the pods; that they are there is another condition. */
const MOUNTED_NOWHERE = {
  'camel.kubernetes-config.mount-path-secrets': NO_FILES,
  'camel.kubernetes-config.mount-path-configmaps': NO_FILES,
  'camel.kubernetes-config.local-mode': 'false',
}

/** What cannot be known here is no error of the routes. */
function isUnknowable({ code }: Diagnostic, { hasHiddenProperties, hasFiles }: CheckOptions): boolean {
  if (code === 'KF_ROUTE_PLACEHOLDER') return hasHiddenProperties === true
  return code === 'KF_FILES_NOT_FOUND' && hasFiles === true
}

function eased(diagnostic: Diagnostic, options: CheckOptions, hiddenPlugIns: readonly string[]): Diagnostic[] {
  if (diagnostic.code === 'KF_ROUTE_PLACEHOLDER_MOUNT') return []
  if (diagnostic.undeclared && hiddenPlugIns.length > 0) return [uncheckable(diagnostic, hiddenPlugIns)]
  return [isUnknowable(diagnostic, options) ? { ...diagnostic, severity: 'warning' } : diagnostic]
}

/** What a plug-in of the pods may declare is left to them. */
function uncheckable(diagnostic: Diagnostic, plugIns: readonly string[]): Diagnostic {
  const message = `${diagnostic.message}: not checked, as ${plugIns.join(' or ')}, which is not known here, may declare it; the pods check it when they start`
  return { ...diagnostic, severity: 'warning', message }
}

function kameletFiles(kamelets: ReadonlyMap<string, string>): RouteFile[] {
  return [...kamelets].map(([name, text]) => ({ name: `${name}.kamelet.yaml`, text, field: `Kamelet ${name}` }))
}

function fieldOf({ at }: Diagnostic, files: readonly RouteFile[]): string {
  const file = files.find(({ name }) => name === at?.file)
  if (at === undefined || file === undefined) return 'spec'
  const isText = file.field.endsWith('.content')
  return isText ? file.field : `${file.field}${pathAt(file.text, at.line, at.column)}`
}

/** The path of what stands at a place of a YAML text: `[0].from.steps[2].to`. */
function pathAt(text: string, line: number, column: number): string {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  const offset = (lines.lineStarts[line - 1] ?? 0) + column - 1
  let path = ''
  visit(document, {
    Pair(_key, { key: name, value }, parents) {
      const range = (name as { range?: readonly number[] }).range
      const end = (value as { range?: readonly number[] } | null)?.range?.[1] ?? range?.[1] ?? 0
      if (range && range[0]! <= offset && offset <= end) path = `${pathOf(parents)}.${String((name as { value?: unknown }).value)}`
    },
    Node(key, { range }, parents) {
      if (typeof key === 'number' && range && range[0] <= offset && offset < range[1]) path = `${pathOf(parents)}[${key}]`
    },
  })
  return path
}

function pathOf(parents: readonly unknown[]): string {
  return parents
    .map((parent, index) => {
      const next = parents[index + 1]
      const { items, key } = parent as { items?: readonly unknown[]; key?: { value?: unknown } }
      if (key !== undefined && items === undefined) return `.${String(key.value)}`
      const at = next === undefined ? -1 : (items ?? []).indexOf(next)
      return at >= 0 && (next as { key?: unknown }).key === undefined ? `[${at}]` : ''
    })
    .join('')
}
