import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { errors } from '../core/errors.ts'

/**
 * A directory of a runtime that has no files at all, wherever resources say they are: for checking files of others, who must not learn what stands
 * on this machine.
 */
export const NO_FILES = '/nonexistent/kafila'

/** The path of a resource: `file:path`, `classpath:path` (both below the runtime's directory unless absolute) or a bare path. */
export function resourcePath(location: string, directory: string): string {
  if (/^https?:/.test(location))
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `the resource ${location}`, reason: 'resources are read from files only' })
  // one name, so that no `..` leads out of it
  if (directory === NO_FILES) return join(NO_FILES, encodeURIComponent(location))
  const path = location.replace(/^(file|classpath):(\/\/)?/, '')
  return isAbsolute(path) && !location.startsWith('classpath:') ? path : join(directory, path)
}

/** The bytes of a resource; `KF_FILES_NOT_FOUND` (FileNotFoundException) where it is not there. Reads synchronously: resources are small. */
export function readResource(location: string, directory: string): Buffer {
  const path = resourcePath(location, directory)
  try {
    return readFileSync(path)
  } catch (cause) {
    throw errors.KF_FILES_NOT_FOUND({ path: location, reason: missing(location) }, { cause, type: 'java.io.FileNotFoundException' })
  }
}

/** In Camel's words, which messages get to see. */
function missing(location: string): string {
  const file = /^file:(?:\/\/)?(.*)$/s.exec(location)?.[1]
  return file === undefined ? `Cannot find resource: ${location} for URI: ${location}` : `${file} does not exist`
}
