import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { errors } from '../core/errors.ts'

/** The text of a resource that a route names: `file:path`, `classpath:path` (both below the runtime's directory unless absolute) or a bare path. Read when the route is built. */
export function loadResource(location: string, directory: string): string {
  const path = location.replace(/^(file|classpath):(\/\/)?/, '')
  if (/^https?:/.test(location))
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `the resource ${location}`, reason: 'resources are read from files only' })
  try {
    return readFileSync(isAbsolute(path) && !location.startsWith('classpath:') ? path : join(directory, path), 'utf8')
  } catch (cause) {
    throw errors.KF_FILES_NOT_FOUND({ path: location }, { cause, type: 'java.io.FileNotFoundException' })
  }
}
