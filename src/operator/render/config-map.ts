import { errors } from '../../core/errors.ts'
import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { child, REVISION_LABEL } from './metadata.ts'

/** etcd takes objects of up to 1.5 MiB; the API server refuses ConfigMaps with more data than this. */
const LIMIT = 1024 * 1024

/** The routes: never changed, as its name has the hash of its content. Pods of an old revision keep theirs. */
export const renderConfigMap: Renderer = input => {
  const { files, routesName } = input
  if (files.length === 0) return []
  const data = Object.fromEntries(files.map(({ name, text }) => [name, text]))
  const bytes = files.reduce((sum, { name, text }) => sum + name.length + Buffer.byteLength(text), 0)
  if (bytes > LIMIT) throw errors.KF_OPER_TOO_LARGE({ what: 'the Integration with its Kamelets', bytes, limit: LIMIT })
  return [child(input, kinds.ConfigMap, { immutable: true, data }, { name: routesName, labels: { [REVISION_LABEL]: routesName } })]
}
