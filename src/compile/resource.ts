import { readResource } from '../kit/resource.ts'

/** The text of a resource that a route names: `file:path`, `classpath:path` (both below the runtime's directory unless absolute) or a bare path. Read when the route is built. */
export function loadResource(location: string, directory: string): string {
  return readResource(location, directory).toString('utf8')
}
