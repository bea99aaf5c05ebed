import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { errors, isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { moduleSource } from '../../dsl/index.ts'
import type { RouteSource } from '../../runtime/options.ts'
import type { HookReport } from './hooks.ts'
import { installHooks, type ModuleHooks } from './install-hooks.ts'

/** A module of routes that was loaded. */
export interface LoadedModule {
  readonly source: RouteSource
  /** The files of the module and of all that it imports, but for packages: the texts that were loaded by absolute paths. */
  readonly texts: ReadonlyMap<string, string>
}

/** How loading a module ended, with the texts of its files at that time. */
interface Kept {
  readonly texts: ReadonlyMap<string, string>
  readonly source?: RouteSource
  readonly failure?: unknown
}

/** Modules of routes by their paths, kept until a file of theirs changes. */
const kept = new Map<string, Kept>()
/** Which modules a module imports, by URLs. */
const imports = new Map<string, Set<string>>()
let loads = 0

/** Loads modules of routes, all in the same load; one whose files are as they were stays what it was. Throws `KF_FILES_MODULE`. */
export async function loadRouteModules(paths: readonly string[], cwd: string): Promise<LoadedModule[]> {
  const stale = paths.filter(path => !isFresh(kept.get(path)))
  if (stale.length > 0) {
    const hooks = await installHooks()
    loads += 1
    for (const path of stale) kept.set(path, await loadModule(path, loads, cwd, hooks))
  }
  return paths.map(path => {
    const { source, failure, texts } = kept.get(path)!
    if (source === undefined) throw failure
    return { source, texts }
  })
}

function isFresh(module: Kept | undefined): boolean {
  return module !== undefined && [...module.texts].every(([file, text]) => existsSync(file) && readFileSync(file, 'utf8') === text)
}

async function loadModule(path: string, load: number, cwd: string, hooks: ModuleHooks): Promise<Kept> {
  const url = `${pathToFileURL(path).href}${load > 1 ? `?kafila=${load}` : ''}`
  const file = relative(cwd, path) || path
  try {
    const exported = await importModule(url, file, cwd, hooks)
    const texts = textsOf(url)
    return { source: { ...moduleSource(exported, file), text: texts.get(path) ?? '' }, texts }
  } catch (cause) {
    return { failure: isKafilaError(cause) ? cause : failed(file, cause, cwd), texts: textsOf(url) }
  }
}

function failed(file: string, cause: unknown, cwd: string): Error {
  return errors.KF_FILES_MODULE({ file, reason: `${exceptionMessage(cause)}${placeIn(cause, cwd)}` }, { cause })
}

function textsOf(url: string): Map<string, string> {
  const files = reachable(url).map(each => fileURLToPath(each.replace(/\?.*/, '')))
  return new Map(files.filter(each => existsSync(each)).map(each => [each, readFileSync(each, 'utf8')]))
}

async function importModule(url: string, file: string, cwd: string, hooks: ModuleHooks): Promise<Readonly<Record<string, unknown>>> {
  let exported: Readonly<Record<string, unknown>> = {}
  let failure: { readonly cause: unknown } | undefined
  try {
    exported = await import(url)
  } catch (cause) {
    failure = { cause }
  }
  // a text that cannot be read is the reason for what came of it
  const problem = take(hooks.reports())
  if (problem !== undefined) {
    const { line, column, reason } = problem.problem
    const path = fileURLToPath(problem.url.replace(/\?.*/, ''))
    throw errors.KF_FILES_MODULE({ file: `${relative(cwd, path) || file}:${line}:${column}`, reason })
  }
  if (failure !== undefined) throw failure.cause
  return exported
}

type Problem = Extract<HookReport, { problem: unknown }>

/** Keeps which modules import which, and gives the first text that could not be read. */
function take(reports: readonly HookReport[]): Problem | undefined {
  for (const report of reports)
    if ('parent' in report) imports.set(report.parent, (imports.get(report.parent) ?? new Set()).add(report.url))
  return reports.find(each => 'problem' in each)
}

/** A module and all that it imports, itself or through others. */
function reachable(url: string): string[] {
  const found = new Set([url])
  for (const each of found) for (const next of imports.get(each) ?? []) found.add(next)
  return [...found]
}

/** The first place in the user's own files that an error tells. */
function placeIn(cause: unknown, cwd: string): string {
  const [, url, place] = /(file:\/\/[^\s)]*?)(?:\?kafila=\d+)?((?::\d+){1,2})/.exec((cause as Error | undefined)?.stack ?? '') ?? []
  return url === undefined ? '' : ` (${relative(cwd, fileURLToPath(url))}${place})`
}
