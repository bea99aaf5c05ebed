import { isRawList, isRawMap, type RawMap, type Reader, shapeOf } from './reader.ts'
import { pipeFlows } from './templates/read-pipe.ts'
import type { Raw } from './yaml/parse.ts'

/**
 * The routes inside of a file that is a Kubernetes resource. An `Integration` holds them in `spec.flows`, a `Pipe` is one itself; kinds of
 * others are left out with a warning, as a folder may hold them beside routes.
 */
export function flowsOf(reader: Reader, resource: RawMap): readonly Raw[] | undefined {
  const kind = String(resource['kind'])
  const at = reader.positions.value(resource, 'kind')
  if (kind === 'Integration') return flows(reader, resource)
  if (kind === 'Pipe') return pipeFlows(reader, resource)
  const fix = kind === 'KameletBinding' ? 'write kind: Pipe' : undefined
  reader.warn('KF_FILE_KIND', { kind }, at, fix)
  return undefined
}

function flows(reader: Reader, resource: RawMap): readonly Raw[] | undefined {
  const spec = isRawMap(resource['spec']) ? resource['spec'] : {}
  if (spec['sources'] !== undefined) {
    const reason = 'routes stand in spec.flows, not as text in spec.sources'
    reader.error('KF_ROUTE_UNSUPPORTED', { what: 'spec.sources', reason }, reader.positions.key(spec, 'sources'))
    return undefined
  }
  const { flows } = spec
  if (isRawList(flows)) return flows
  const at = reader.positions.value(spec, 'flows') ?? reader.positions.value(resource, 'kind')
  reader.error('KF_ROUTE_SHAPE', { expected: 'a list of routes in spec.flows', found: shapeOf(flows) }, at)
  return undefined
}
