import type { Position } from '../core/diagnostic.ts'
import { isRawList, isRawMap, type RawMap, type Reader, rawText, shapeOf } from './reader.ts'
import { pipeFlows } from './templates/read-pipe.ts'
import { parseYaml, type Raw } from './yaml/parse.ts'

/**
 * The routes inside of a file that is a Kubernetes resource. An `Integration` holds them in `spec.flows`, a `Pipe` is one itself; kinds of
 * others are left out with a warning, as a folder may hold them beside routes.
 */
export function flowsOf(reader: Reader, resource: RawMap): readonly Raw[] | undefined {
  const kind = rawText(resource['kind'])
  const at = reader.positions.value(resource, 'kind')
  if (kind === 'Integration') return flows(reader, resource)
  if (kind === 'Pipe') return pipeFlows(reader, resource)
  const fix = kind === 'KameletBinding' ? 'write kind: Pipe' : undefined
  reader.warn('KF_FILE_KIND', { kind }, at, fix)
  return undefined
}

/** The routes of an Integration: its flows, and those of its sources that are YAML. */
function flows(reader: Reader, resource: RawMap): readonly Raw[] | undefined {
  const spec = isRawMap(resource['spec']) ? resource['spec'] : {}
  const { flows, sources } = spec
  if (isRawList(sources)) return joined(reader, isRawList(flows) ? flows : [], sources)
  if (isRawList(flows)) return flows
  const at = reader.positions.value(spec, 'flows') ?? reader.positions.value(resource, 'kind')
  reader.error('KF_ROUTE_SHAPE', { expected: 'a list of routes in spec.flows', found: shapeOf(flows) }, at)
  return undefined
}

function joined(reader: Reader, flows: readonly Raw[], sources: readonly Raw[]): readonly Raw[] {
  return [...flows, ...sources.flatMap((each, index) => source(reader, each, reader.positions.value(sources, String(index))))]
}

/** A route file as text inside of the resource; its lines count from 1. */
function source(reader: Reader, raw: Raw, at: Position | undefined): readonly Raw[] {
  const { name, content, language } = isRawMap(raw) ? raw : {}
  if (typeof content !== 'string') {
    reader.error('KF_ROUTE_MISSING', { what: 'a source', option: 'content' }, at)
    return []
  }
  const kind = typeof language === 'string' ? language : (/\.(\w+)$/.exec(rawText(name))?.[1] ?? 'yaml')
  if (kind !== 'yaml' && kind !== 'yml') {
    reader.error('KF_ROUTE_UNSUPPORTED', { what: `a source in ${kind}`, reason: 'routes are written in YAML here' }, at)
    return []
  }
  const list = parseYaml(content, `${at?.file ?? ''}#${rawText(name) || 'source'}`, reader.positions, reader.report)
  if (isRawList(list)) return list
  if (list !== undefined) reader.error('KF_FILE_EMPTY', { reason: `expected a list of routes, found ${shapeOf(list)}` }, at)
  return []
}
