import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { resourcePath } from '../kit/resource.ts'
import type { KameletFinder, RouteSource } from './options.ts'

/** Where Kamelets are looked for, where no property says it: beside the routes, and in a folder of their own. */
const DEFAULT_LOCATIONS = 'classpath:,classpath:kamelets'

/**
 * Finds Kamelets in folders as `NAME.kamelet.yaml`, or in files that hold many of them as one JSON object by name (as catalogues are
 * published). `location` names them with commas between: `file:…`, or `classpath:…` below the runtime's directory. Reads synchronously.
 */
export class KameletFiles {
  readonly locations: readonly string[]
  private readonly directory: string
  private readonly finder: KameletFinder | undefined
  private readonly catalogues = new Map<string, Readonly<Record<string, unknown>>>()

  constructor(location: string | undefined, directory: string, finder: KameletFinder | undefined) {
    this.locations = (location ?? DEFAULT_LOCATIONS)
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== '')
    this.directory = directory
    this.finder = finder
  }

  /** The text of a Kamelet; `at` is the location that its URI names. */
  find(name: string, at?: string): RouteSource | undefined {
    for (const location of at === undefined ? this.locations : [at]) {
      const found = this.inLocation(location, name)
      if (found !== undefined) return found
    }
    return at === undefined ? this.finder?.(name) : undefined
  }

  private inLocation(location: string, name: string): RouteSource | undefined {
    const path = resourcePath(location, this.directory)
    if (path.endsWith('.json')) return this.inCatalogue(path, name)
    const file = /\.ya?ml$/.test(path) ? path : join(path, `${name}.kamelet.yaml`)
    return isFile(file) ? { file, text: readFileSync(file, 'utf8') } : undefined
  }

  private inCatalogue(file: string, name: string): RouteSource | undefined {
    if (!isFile(file)) return undefined
    let catalogue = this.catalogues.get(file)
    if (catalogue === undefined) {
      catalogue = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
      this.catalogues.set(file, catalogue)
    }
    // JSON is YAML, so it is read as any other file; on lines of its own so that places mean something
    return Object.hasOwn(catalogue, name) ? { file: `${file}#${name}`, text: JSON.stringify(catalogue[name], null, 2) } : undefined
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
