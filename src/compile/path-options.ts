import { errors } from '../core/errors.ts'
import type { AnyConnector } from '../kit/catalog.ts'

/**
 * Takes the part of a URI before the query apart by the connector's syntax (`ftp:host:port/directoryName`): names and the marks
 * between them. The last name takes the rest; names that are missing at the end are left out.
 */
export function readPathOptions(connector: AnyConnector, path: string): Record<string, string> {
  const { names, marks } = syntaxParts(connector)
  const result: Record<string, string> = {}
  let rest = path
  for (const [index, name] of names.entries()) {
    const mark = marks[index]
    const last = index === names.length - 1
    const end = last || mark === undefined ? -1 : rest.indexOf(mark)
    const value = end < 0 ? rest : rest.slice(0, end)
    if (value !== '') result[name] = value
    if (end < 0) break
    rest = rest.slice(end + mark!.length)
  }
  return result
}

/** Puts path options, given as `parameters`, together to the part before the query. */
export function writePathOptions(connector: AnyConnector, options: Readonly<Record<string, string>>, uri: string): string {
  const { names, marks } = syntaxParts(connector)
  let path = ''
  for (const [index, name] of names.entries()) {
    const value = options[name]
    if (value === undefined) {
      if (connector.path[name]?.required) throw errors.KF_ROUTE_MISSING({ what: uri, option: name })
      continue
    }
    path += path === '' ? value : marks[index - 1] + value
  }
  return path
}

/** The names of the path options in their order, and the marks between them. */
export function syntaxParts(connector: AnyConnector): { names: string[]; marks: string[] } {
  const body = connector.syntax.replace(/^[a-z0-9+.-]+:(\/\/)?/i, '')
  return { names: body.split(/[^A-Za-z0-9]+/).filter(name => name !== ''), marks: body.split(/[A-Za-z0-9]+/).slice(1, -1) }
}
