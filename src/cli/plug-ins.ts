import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtInCatalog } from '../catalog/index.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Catalog } from '../kit/catalog.ts'
import { plugInNames } from '../model/plug-in-names.ts'
import { parseProperties } from '../model/properties-file.ts'
import { resolveModule } from './resolve-module.ts'

/** Packages that are found among the dependencies of the user's project without being named. */
const PACKAGE = /^(@[^/]+\/)?kafila-(connector|plug-in)-[^/]+$/

/**
 * What is built in, and what the packages and modules of the user's project bring: those of its dependencies that are called
 * `kafila-connector-…` or `kafila-plug-in-…`, and those that the property `kafila.plug-ins` names. Their code runs, with all rights of the process.
 */
export function catalogOf(properties: Readonly<Record<string, string>>, cwd: string): Promise<Catalog> {
  const { dependencies, devDependencies } = packageHere(cwd)
  const installed = Object.keys({ ...dependencies, ...devDependencies }).filter(name => PACKAGE.test(name))
  return catalogWith([...new Set([...installed, ...plugInNames(properties)])], cwd)
}

/** What is built in, and what these packages and modules bring. */
export async function catalogWith(names: readonly string[], cwd: string): Promise<Catalog> {
  if (names.length === 0) return builtInCatalog()
  const { extendCatalog } = await import('../catalog/extend-catalog.ts')
  const plugIns = await Promise.all(names.map(async name => ({ name, plugIn: await load(name, cwd) })))
  return extendCatalog(builtInCatalog(), plugIns)
}

/** The same by the properties of a folder, for commands that read no routes. */
export function catalogHere(cwd: string): Promise<Catalog> {
  const file = join(cwd, 'application.properties')
  return catalogOf(existsSync(file) ? parseProperties(readFileSync(file, 'utf8')) : {}, cwd)
}

/** The plug-ins that an image of the project has, too: those among the dependencies of the nearest package, but for development. */
export function dependenciesHere(cwd: string): string[] {
  return Object.keys(packageHere(cwd).dependencies ?? {}).filter(name => PACKAGE.test(name))
}

/** Whether a package or module is there. */
export function isHere(name: string, cwd: string): boolean {
  try {
    return existsSync(resolveModule(name, cwd))
  } catch {
    return false
  }
}

interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

function packageHere(cwd: string): Dependencies {
  const file = nearestPackage(cwd)
  return file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Dependencies)
}

function nearestPackage(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (existsSync(file)) return file
  return dirname(folder) === folder ? undefined : nearestPackage(dirname(folder))
}

async function load(name: string, cwd: string) {
  const { asPlugIn } = await import('../kit/plug-in.ts')
  const module = await importFrom(name, cwd)
  const plugIn = asPlugIn(module['default'])
  if (plugIn === undefined)
    throw errors.KF_CLI_PLUG_IN({
      name,
      reason:
        'its default export is neither a connector (defineConnector) nor a plug-in: definePlugIn({ steps: [ … ] }), with lists of connectors, steps, languages, formats and beanTypes',
    })
  return plugIn
}

async function importFrom(name: string, cwd: string): Promise<Record<string, unknown>> {
  try {
    // a link counts as what it leads to: a package of the user's own
    const path = realpathSync(resolveModule(name, cwd))
    // the user's own may be TypeScript, and stand where Node would find no `kafila/kit`
    if (!path.includes(`${sep}node_modules${sep}`)) await (await import('./modules/install-hooks.ts')).installHooks()
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>
  } catch (cause) {
    throw errors.KF_CLI_PLUG_IN({ name, reason: String(exceptionMessage(cause)).split('\n')[0]! }, { cause })
  }
}
