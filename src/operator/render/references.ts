import type { Integration } from '../resources/integration.ts'
import type { RouteFile } from './route-files.ts'

/** A ConfigMap or Secret that an Integration uses. */
export interface Reference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key?: string
  /** Whether it may be missing. */
  readonly optional: boolean
  /** The field that names it. */
  readonly field: string
  /** Whether its content is in the pods, so that a change needs new ones. */
  readonly inPod: boolean
  /** Whether a placeholder in a route names it: `{{secret:NAME/KEY}}`. */
  readonly placeholder?: boolean
}

const PLACEHOLDER = /\{\{\s*(\??)(secret|configmap):([a-z0-9][-a-z0-9.]*)(?:\/([-._A-Za-z0-9]+))?(:[^{}]*)?\}\}/g

/** All ConfigMaps and Secrets that an Integration uses, in the order of its fields. */
export function referencesOf({ spec }: Integration, files: readonly RouteFile[]): Reference[] {
  return [
    ...sourceReferences(spec),
    ...envReferences(spec),
    ...configReferences(spec),
    ...otherReferences(spec),
    ...files.flatMap(placeholders),
  ]
}

type Spec = Integration['spec']

function sourceReferences({ sources = [] }: Spec): Reference[] {
  return sources.flatMap(({ contentRef, contentKey, name }, index) =>
    contentRef === undefined
      ? []
      : [
          {
            kind: 'ConfigMap' as const,
            name: contentRef,
            key: contentKey ?? name,
            optional: false,
            field: `spec.sources[${index}].contentRef`,
            inPod: false,
          },
        ],
  )
}

function envReferences({ env = [] }: Spec): Reference[] {
  return env.flatMap(({ valueFrom }, index) => {
    const field = `spec.env[${index}].valueFrom`
    const { secretKeyRef: secret, configMapKeyRef: map } = valueFrom ?? {}
    if (secret) return [reference('Secret', secret, `${field}.secretKeyRef`)]
    return map ? [reference('ConfigMap', map, `${field}.configMapKeyRef`)] : []
  })
}

function reference(
  kind: Reference['kind'],
  { name, key, optional = false }: { name: string; key?: string; optional?: boolean },
  field: string,
): Reference {
  return { kind, name, ...(key !== undefined && { key }), optional, field, inPod: true }
}

function configReferences({ configs = [] }: Spec): Reference[] {
  return configs.map(({ configMap, secret, key, optional = false }, index) => ({
    kind: secret === undefined ? ('ConfigMap' as const) : ('Secret' as const),
    name: (secret ?? configMap)!,
    ...(key !== undefined && { key }),
    optional,
    field: `spec.configs[${index}].${secret === undefined ? 'configMap' : 'secret'}`,
    inPod: true,
  }))
}

function otherReferences({ runtime, ingress }: Spec): Reference[] {
  const secrets = (runtime?.imagePullSecrets ?? []).map((name, index) => ({ name, field: `spec.runtime.imagePullSecrets[${index}]` }))
  if (ingress?.tlsSecretName !== undefined) secrets.push({ name: ingress.tlsSecretName, field: 'spec.ingress.tlsSecretName' })
  // without these the pods may run all the same: the image can be there, the certificate be made later
  return secrets.map(({ name, field }) => ({ kind: 'Secret' as const, name, optional: true, field, inPod: false }))
}

function placeholders({ text, field }: RouteFile): Reference[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, mark, kind, name, key, fallback]) => ({
    kind: kind === 'secret' ? ('Secret' as const) : ('ConfigMap' as const),
    name: name!,
    ...(key !== undefined && { key }),
    optional: mark === '?' || fallback !== undefined,
    field,
    inPod: true,
    placeholder: true,
  }))
}
