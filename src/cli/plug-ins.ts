import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtInCatalog } from '../catalog/index.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Catalog } from '../kit/catalog.ts'
import { parseProperties } from '../model/properties-file.ts'
import { resolveModule } from './resolve-module.ts'

/** Packages that are found among the dependencies of the user's project without being named. */
const PACKAGE = /^(@[^/]+\/)?kafila-(connector|plug-in)-[^/]+$/

/** The property that names further ones: packages, or paths from the folder where the command runs, with commas between. */
const PROPERTY = 'kafila.plug-ins'

/**
 * What is built in, and what the packages and modules of the user's project bring: those of its dependencies that are called
 * `kafila-connector-…` or `kafila-plug-in-…`, and those that the property `kafila.plug-ins` names. Their code runs, with all rights of the process.
 */
export async function catalogOf(properties: Readonly<Record<string, string>>, cwd: string): Promise<Catalog> {
  const names = [...new Set([...installed(cwd), ...(properties[PROPERTY] ?? '').split(',').map(each => each.trim())])].filter(
    name => name !== '',
  )
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

/** Those among the dependencies of the nearest package. */
function installed(cwd: string): string[] {
  const file = nearestPackage(cwd)
  if (file === undefined) return []
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>
  return Object.keys({ ...dependencies, ...devDependencies }).filter(name => PACKAGE.test(name))
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
