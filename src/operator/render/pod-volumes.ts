import { contentHash } from './canonical-json.ts'
import type { RenderInput } from './context.ts'
import { CONFIG_MAPS_FOLDER, ROUTES_FOLDER, SECRETS_FOLDER } from './pod-places.ts'
import type { Reference } from './references.ts'

interface Mounted {
  readonly volume: Record<string, unknown>
  readonly mount: Record<string, unknown>
}

/** Readable by all: the user of the pod is nobody's owner. */
const READABLE = 0o444
const TMP_LIMIT = '64Mi'

/** The volumes of the pod and where they are mounted: routes, /tmp, configs, what placeholders name, and those of the user. */
export function podVolumes(input: RenderInput): { volumes: readonly unknown[]; mounts: readonly unknown[] } {
  const all = [...routes(input), tmp(), ...configs(input), ...placeholderVolumes(input.references), ...others(input)]
  const storage = storageMount(input)
  return { volumes: all.map(({ volume }) => volume), mounts: [...all.map(({ mount }) => mount), ...storage] }
}

function routes({ files, routesName }: RenderInput): Mounted[] {
  if (files.length === 0) return []
  const volume = { name: 'routes', configMap: { name: routesName, defaultMode: READABLE } }
  return [{ volume, mount: { name: 'routes', mountPath: ROUTES_FOLDER, readOnly: true } }]
}

function tmp(): Mounted {
  return { volume: { name: 'tmp', emptyDir: { sizeLimit: TMP_LIMIT } }, mount: { name: 'tmp', mountPath: '/tmp' } }
}

function configs({ integration }: RenderInput): Mounted[] {
  return (integration.spec.configs ?? []).flatMap(({ as, configMap, secret, key, mountPath, optional }, index) => {
    if (as === 'Environment') return []
    const object = (secret ?? configMap)!
    const name = `config-${index}`
    const common = {
      defaultMode: READABLE,
      ...(optional !== undefined && { optional }),
      ...(key !== undefined && { items: [{ key, path: key }] }),
    }
    const source = secret === undefined ? { configMap: { name: object, ...common } } : { secret: { secretName: object, ...common } }
    return [{ volume: { name, ...source }, mount: { name, mountPath: mountPath ?? `/etc/kafila/configs/${object}`, readOnly: true } }]
  })
}

/** One volume for each object that placeholders name; it may be missing only where all of them say so. */
function placeholderVolumes(references: readonly Reference[]): Mounted[] {
  const named = references.filter(({ placeholder }) => placeholder)
  const keys = [...new Set(named.map(({ kind, name }) => `${kind}/${name}`))].sort()
  return keys.map(key => {
    const [kind, object] = key.split('/') as [Reference['kind'], string]
    const optional = named.filter(each => each.kind === kind && each.name === object).every(each => each.optional)
    const name = `${kind === 'Secret' ? 'secret' : 'configmap'}-${contentHash(object)}`
    const common = { defaultMode: READABLE, optional }
    const source = kind === 'Secret' ? { secret: { secretName: object, ...common } } : { configMap: { name: object, ...common } }
    const mountPath = `${kind === 'Secret' ? SECRETS_FOLDER : CONFIG_MAPS_FOLDER}/${object}`
    return { volume: { name, ...source }, mount: { name, mountPath, readOnly: true } }
  })
}

function others({ integration }: RenderInput): Mounted[] {
  return (integration.spec.volumes ?? []).map(({ name, mountPath, emptyDir, persistentVolumeClaim }) => {
    const readOnly = persistentVolumeClaim?.readOnly === true
    const source = persistentVolumeClaim
      ? { persistentVolumeClaim: { claimName: persistentVolumeClaim.claimName, ...(readOnly && { readOnly }) } }
      : { emptyDir: emptyDir?.sizeLimit === undefined ? {} : { sizeLimit: String(emptyDir.sizeLimit) } }
    return { volume: { name, ...source }, mount: { name, mountPath, ...(readOnly && { readOnly }) } }
  })
}

export const STORAGE_VOLUME = 'storage'
export const DEFAULT_STORAGE = { size: '1Gi', mountPath: '/var/lib/kafila' } as const

function storageMount({ integration, workload }: RenderInput): unknown[] {
  if (workload !== 'StatefulSet') return []
  return [{ name: STORAGE_VOLUME, mountPath: integration.spec.storage?.mountPath ?? DEFAULT_STORAGE.mountPath }]
}
