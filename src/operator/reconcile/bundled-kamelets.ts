import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'

/**
 * The Kamelets that come with an operator: `NAME.kamelet.yaml` in a folder, or one JSON object by name, as catalogues are published. Throws `KF_FILES_NOT_FOUND` where
 * there is no such path. A catalogue is read once.
 */
export function bundledKamelets(path: string): (name: string) => string | undefined {
  if (!existsSync(path)) throw errors.KF_FILES_NOT_FOUND({ path })
  if (statSync(path).isDirectory()) return name => inFolder(path, name)
  const catalogue = readCatalogue(path)
  return name => (Object.hasOwn(catalogue, name) ? JSON.stringify(catalogue[name], null, 2) : undefined)
}

/** Names come from resources: they must not lead out of the folder. */
const NAME = /^[a-z0-9][-a-z0-9.]*$/

function inFolder(folder: string, name: string): string | undefined {
  const file = join(folder, `${name}.kamelet.yaml`)
  return NAME.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function readCatalogue(path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>
  } catch (cause) {
    throw errors.KF_FILES_NOT_FOUND({ path: `${path} (${exceptionMessage(cause)})` }, { cause })
  }
}
