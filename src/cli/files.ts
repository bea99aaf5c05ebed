import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { errors } from '../core/errors.ts'
import type { Catalog } from '../kit/catalog.ts'
import { parseProperties } from '../model/properties-file.ts'
import type { RouteSource } from '../runtime/options.ts'
import type { Io } from './command.ts'
import { catalogOf } from './plug-ins.ts'

/** What a command line names: route files and application properties. */
export interface Inputs {
  readonly routes: readonly RouteSource[]
  readonly properties: Readonly<Record<string, string>>
  /** The files that these were read from, those that win last. */
  readonly propertyFiles: readonly RouteSource[]
  /** Properties of the command line: they win over all others. */
  readonly overrides?: Readonly<Record<string, string>>
  /** The files that were read, absolute: what --dev watches. */
  readonly files: readonly string[]
  /** The texts of what modules of routes import. */
  readonly imported: readonly string[]
  /** Where relative resources are looked up: the folder that is given first, or that of the first file. */
  readonly directory: string
  /** What is built in, with the plug-ins of the user. */
  readonly catalog: Catalog
}

export interface InputOptions {
  readonly profile?: string
  /** `key=value`, from the command line; they win. */
  readonly property?: readonly string[]
}

/** All files that diagnostics may be about. */
export function sourcesOf({ routes, propertyFiles }: Inputs): readonly RouteSource[] {
  return [...routes, ...propertyFiles]
}

const ROUTE_FILE = /\.ya?ml$/
const TEST_FILE = /\.test\.ya?ml$/
/** A module of routes; one that is found in a folder is called so. */
const MODULE = /\.m?[jt]s$/
const MODULE_IN_FOLDER = /\.camel\.m?[jt]s$/
const NO_ROUTES = /\.(?:test|d)\.m?[jt]s$/
const KAMELET = /\.kamelet\.ya?ml$/
const GLOB = /[*?[\]{}]/

/** Reads files, directories (with all below), globs and `-` (standard input), and the properties beside them. Throws `KF_FILES_…`. */
export async function readInputs(paths: readonly string[], options: InputOptions, io: Io): Promise<Inputs> {
  const routes: RouteSource[] = []
  const files: string[] = []
  const modules = new Set<string>()
  for (const path of paths) {
    if (path === '-') routes.push({ file: '<stdin>', text: await io.stdin() })
    else
      for (const file of await findRouteFiles(path, io.cwd)) {
        files.push(file)
        if (MODULE.test(file)) modules.add(file)
        routes.push({ file: relative(io.cwd, file) || file, text: readFileSync(file, 'utf8') })
      }
  }
  const loaded = modules.size === 0 ? undefined : await loadModules(modules, routes, io)
  for (const file of kameletsBeside(files)) routes.push({ file: relative(io.cwd, file) || file, text: readFileSync(file, 'utf8') })
  const directory = resourceFolder(paths[0]!, files[0], io.cwd)
  const folders = [...new Set([io.cwd, ...files.map(dirname)])]
  const propertyFiles = propertyFileNames(options.profile)
    .flatMap(name => folders.map(folder => join(folder, name)))
    .filter(file => existsSync(file))
  const propertySources = propertyFiles.map(file => ({ file: relative(io.cwd, file) || file, text: readFileSync(file, 'utf8') }))
  const properties = Object.assign({}, ...propertySources.map(({ text }) => parseProperties(text))) as Record<string, string>
  const overrides = fromCommandLine(options.property ?? [])
  const catalog = await catalogOf({ ...properties, ...overrides }, io.cwd)
  return {
    routes,
    properties,
    propertyFiles: propertySources,
    overrides,
    files: [...new Set([...files, ...propertyFiles, ...(loaded?.keys() ?? [])])],
    imported: [...(loaded?.values() ?? [])],
    directory,
    catalog,
  }
}

/** Puts what modules make in place of their texts; gives the files that were loaded for that, with their texts. */
async function loadModules(modules: ReadonlySet<string>, routes: RouteSource[], io: Io): Promise<Map<string, string>> {
  const { loadRouteModules } = await import('./modules/route-modules.ts')
  const loaded = await loadRouteModules([...modules], io.cwd)
  for (const { source } of loaded) routes[routes.findIndex(each => each.file === source.file)] = source
  return new Map(loaded.flatMap(({ texts }) => [...texts]))
}

/** Kamelets in the folders of route files that are given one by one: a route finds those beside it. */
function kameletsBeside(files: readonly string[]): string[] {
  const folders = [...new Set(files.map(dirname))]
  return folders
    .flatMap(folder =>
      readdirSync(folder)
        .filter(name => KAMELET.test(name))
        .map(name => join(folder, name)),
    )
    .filter(file => !files.includes(file))
}

/** Where relative resources are looked up: the folder that is given first, or that of the first file. */
function resourceFolder(first: string, file: string | undefined, cwd: string): string {
  const path = resolve(cwd, first)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path
  return file === undefined ? cwd : dirname(file)
}

/** The route files that a path, a directory or a glob names, sorted. A file that is named itself need not look like one. */
export function findRouteFiles(path: string, cwd: string): Promise<string[]> {
  return findFiles(path, cwd, { inFolder: isRouteFile, inGlob: file => !TEST_FILE.test(file) && !NO_ROUTES.test(file) })
}

/** Whether a file is a module of routes. */
export function isRouteModule(file: string): boolean {
  return MODULE.test(file)
}

/** The test files that a path, a directory or a glob names, sorted. */
export function findTestFiles(path: string, cwd: string): Promise<string[]> {
  const isTestFile = (file: string) => TEST_FILE.test(file)
  return findFiles(path, cwd, { inFolder: isTestFile, inGlob: isTestFile })
}

interface Wanted {
  inFolder(file: string): boolean
  inGlob(file: string): boolean
}

async function findFiles(path: string, cwd: string, { inFolder, inGlob }: Wanted): Promise<string[]> {
  const absolute = isAbsolute(path) ? path : resolve(cwd, path)
  const stats = statSync(absolute, { throwIfNoEntry: false })
  if (stats?.isFile()) return [absolute]
  if (stats === undefined && !GLOB.test(path)) throw errors.KF_FILES_NOT_FOUND({ path })
  const found = stats?.isDirectory() ? walk(absolute).filter(inFolder) : (await expandGlob(absolute)).filter(inGlob)
  if (found.length === 0) throw errors.KF_FILES_NONE({ path })
  return found.sort()
}

async function expandGlob(pattern: string): Promise<string[]> {
  const { default: picomatch } = await import('picomatch')
  const { base } = picomatch.scan(pattern)
  const matches = picomatch(pattern, { dot: false })
  return existsSync(base) ? walk(base).filter(file => matches(file)) : []
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })
}

function isRouteFile(file: string): boolean {
  return (ROUTE_FILE.test(file) && !TEST_FILE.test(file)) || MODULE_IN_FOLDER.test(file)
}

/** `application.properties`, then the profile's, which win. */
function propertyFileNames(profile: string | undefined): string[] {
  return ['application.properties', ...(profile ? [`application-${profile}.properties`] : [])]
}

function fromCommandLine(properties: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    properties.map(each => {
      const equals = each.indexOf('=')
      if (equals <= 0) throw errors.KF_CLI_USAGE({ reason: `--property takes key=value, not ${JSON.stringify(each)}` })
      return [each.slice(0, equals), each.slice(equals + 1)]
    }),
  )
}
