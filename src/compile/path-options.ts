import { errors } from '../core/errors.ts'
import type { AnyConnector } from '../kit/catalog.ts'
import { canonicalName } from '../model/names.ts'
import { singleLine } from './endpoint-uri.ts'

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

/**
 * A URI with `parameters` as one text, as Camel puts it together before it reads it: behind a bare scheme the path is made of the
 * parameters that the connector's syntax names; the others are its query, not encoded. A scheme without anything has the path
 * `null`, where its connector lets it (`KF_ROUTE_MISSING` otherwise).
 * A query together with parameters is refused.
 */
export function uriWithParameters(connector: AnyConnector | undefined, uri: string, parameters: Readonly<Record<string, unknown>>): string {
  const text = singleLine(uri).trim()
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null)
  const isBare = /^[^:?]+(:\/\/)?$/.test(text)
  if (given.length === 0 && (!isBare || Object.keys(parameters).length === 0))
    return isBare && connector !== undefined ? `${text.replace('://', '')}:${nameless(connector, text)}` : text
  if (text.includes('?'))
    throw errors.KF_ROUTE_URI_SYNTAX({
      uri,
      reason: 'options stand in the URI or under parameters, not in both',
      offset: text.indexOf('?'),
    })
  const { path, rest } = isBare && connector !== undefined ? takePath(connector, given, uri) : { path: '', rest: given }
  const inOrder = rest.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const query = inOrder.map(([name, value]) => `${canonicalName(name)}=${valueText(connector, canonicalName(name), value)}`).join('&')
  return `${path === '' ? text : `${text.replace('://', '')}:${path}`}${query === '' ? '' : `?${query}`}`
}

/** The path of a scheme that stands alone. */
function nameless(connector: AnyConnector, uri: string): string {
  const wanted = syntaxParts(connector).names.find(name => connector.path[name]?.required)
  if (wanted !== undefined && !connector.nameless) throw errors.KF_ROUTE_MISSING({ what: uri, option: wanted })
  return 'null'
}

type Entries = readonly (readonly [string, unknown])[]

function takePath(connector: AnyConnector, given: Entries, uri: string): { path: string; rest: Entries } {
  const options = new Map(given.map(([name, value]) => [canonicalName(name), String(value)]))
  const { names, marks } = syntaxParts(connector)
  let path = ''
  for (const [index, name] of names.entries()) {
    const value = options.get(name)
    if (value) path += path === '' ? value : marks[index - 1] + value
    else if (connector.path[name]?.required) throw errors.KF_ROUTE_MISSING({ what: uri.trim(), option: name })
  }
  return { path: path === '' ? 'null' : path, rest: given.filter(([name]) => !names.includes(canonicalName(name))) }
}

/** Secrets are taken as they are; other values are read like the rest of a URI. */
function valueText(connector: AnyConnector | undefined, name: string, value: unknown): string {
  const text = mapText(value)
  const field = connector?.source?.fields[name] ?? connector?.sink?.fields[name]
  return field?.secret && !text.startsWith('RAW') ? `RAW(${text})` : text
}

/** A nested map as Java writes it: `{a=1, b={c=2}}`. */
function mapText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}=${mapText(each)}`)
    .join(', ')}}`
}

/** The names of the path options in their order, and the marks between them. */
export function syntaxParts(connector: AnyConnector): { names: string[]; marks: string[] } {
  const body = connector.syntax.replace(/^[a-z0-9+.-]+:(\/\/)?/i, '')
  return { names: body.split(/[^A-Za-z0-9]+/).filter(name => name !== ''), marks: body.split(/[A-Za-z0-9]+/).slice(1, -1) }
}
