import { kinds } from '../client/kinds.ts'
import type { KubeObject } from '../client/kube-object.ts'
import { Carrier, type NotCarried } from './carrier.ts'
import { carryTraits } from './carry-traits.ts'

/** A resource of Kafila made of one of Camel K, and what of that has no place in it. */
export interface Converted {
  readonly object: KubeObject
  readonly notCarried: readonly NotCarried[]
}

/** The annotations by which Camel K's older versions were given traits. */
const TRAIT_ANNOTATION = /^trait\.camel\.apache\.org\/([a-z-]+)\.(.+)$/
const LEFT_BEHIND = /^(kubectl\.kubernetes\.io|camel\.apache\.org|trait\.camel\.apache\.org)\//

/** Converts an Integration, Pipe or Kamelet of `camel.apache.org/v1`; undefined for other kinds. Pure. */
export function convertResource(resource: KubeObject): Converted | undefined {
  if (!resource.apiVersion.startsWith('camel.apache.org/')) return undefined
  const carrier = new Carrier()
  const { kind } = resource
  if (kind === 'Kamelet') return finished(resource, kinds.Kamelet.kind, kameletSpec(specOf(resource), carrier), carrier)
  if (kind !== 'Integration' && kind !== 'Pipe' && kind !== 'KameletBinding') return undefined
  const { traits = {}, configuration, ...spec } = specOf(resource)
  const own = kind === 'Integration' ? integrationSpec(spec, carrier) : pipeSpec(spec, carrier)
  common(spec, own, carrier)
  configurations(configuration, own, carrier)
  carryTraits(mergedTraits(traits as Traits, resource), own, carrier)
  return finished(resource, kind === 'Integration' ? kind : 'Pipe', own, carrier)
}

type Spec = Record<string, unknown>
type Traits = Readonly<Record<string, Readonly<Record<string, unknown>>>>

function specOf(resource: KubeObject): Spec {
  return { ...(resource['spec'] as Spec | undefined) }
}

function finished({ metadata }: KubeObject, kind: string, spec: Spec, carrier: Carrier): Converted {
  const { name, namespace, labels, annotations = {} } = metadata
  const kept = Object.entries(annotations).filter(([key]) => !LEFT_BEHIND.test(key))
  const object = {
    apiVersion: kinds.Integration.apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(labels && { labels }),
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
    spec,
  }
  return { object, notCarried: carrier.notCarried }
}

function mergedTraits(traits: Traits, { metadata }: KubeObject): Traits {
  const merged: Record<string, Record<string, unknown>> = {}
  for (const [name, values] of Object.entries(traits)) merged[name] = { ...values, ...(values['configuration'] as object | undefined) }
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    const [, trait, property] = TRAIT_ANNOTATION.exec(key) ?? []
    if (trait !== undefined && property !== undefined) (merged[trait] ??= {})[property] = annotationValue(value)
  }
  return merged
}

/** Annotations are text: lists in them are JSON. */
function annotationValue(text: string): unknown {
  return /^\[.*\]$/s.test(text) ? (JSON.parse(text) as unknown) : text
}

function integrationSpec({ flows, sources }: Spec, carrier: Carrier): Spec {
  const carried = ((sources ?? []) as readonly Spec[]).flatMap((source, index) => sourceOf(source, `spec.sources[${index}]`, carrier))
  return { ...(flows !== undefined && { flows }), ...(carried.length > 0 && { sources: carried }) }
}

function sourceOf(source: Spec, field: string, carrier: Carrier): Spec[] {
  const { name = '', content, contentRef, contentKey, language, compression, type, ...others } = source
  const extension = /\.(\w+)$/.exec(String(name))?.[1]
  const kind = (language as string | undefined) ?? (extension === 'yml' ? 'yaml' : extension) ?? 'yaml'
  if (kind !== 'yaml') return carrier.drop(field, `a source in ${kind}: routes are written in YAML`)
  if (compression === true) return carrier.drop(field, 'a compressed source: give its text')
  if (type !== undefined && type !== '') return carrier.drop(field, `a source of the type ${String(type)}`)
  for (const key of Object.keys(others)) carrier.drop(`${field}.${key}`, 'there is no such field')
  const text = extension === undefined ? `${String(name) || 'routes'}.camel.yaml` : name
  return [
    {
      name: text,
      ...(content !== undefined && { content }),
      ...(contentRef !== undefined && { contentRef }),
      ...(contentKey !== undefined && { contentKey }),
    },
  ]
}

function pipeSpec({ source, sink, steps, errorHandler }: Spec, _carrier: Carrier): Spec {
  return { source, ...(steps !== undefined && { steps }), sink, ...(errorHandler !== undefined && { errorHandler }) }
}

const CARRIED = ['flows', 'sources', 'source', 'sink', 'steps', 'errorHandler']

/** Why a field has no place. */
const REASONS: Readonly<Record<string, string>> = {
  dependencies: 'what Camel has in modules is built in; packages of npm are part of an image (`kafila image build`)',
  repositories: 'there is no Maven',
  integrationKit: 'there are no kits',
  git: 'there is no build in the cluster',
  template: 'say it in spec.pod',
  profile: 'there are no profiles',
  integration: 'say it beside source and sink',
}

function common(spec: Spec, own: Spec, carrier: Carrier): void {
  for (const [key, value] of Object.entries(spec)) {
    if (CARRIED.includes(key)) continue
    if (key === 'replicas' || key === 'serviceAccountName') own[key] = value
    else carrier.drop(`spec.${key}`, REASONS[key] ?? 'there is no such field')
  }
}

/** `spec.configuration` of older versions: properties, ConfigMaps and Secrets. */
function configurations(configuration: unknown, own: Spec, carrier: Carrier): void {
  for (const [index, { type, value }] of ((configuration ?? []) as readonly { type?: string; value?: string }[]).entries()) {
    const field = `spec.configuration[${index}]`
    if (value === undefined) carrier.drop(field, 'it has no value')
    else if (type === 'property') carrier.property(own, value)
    else if (type === 'configmap') carrier.list(own, 'configs').push({ configMap: value })
    else if (type === 'secret') carrier.list(own, 'configs').push({ secret: value })
    else carrier.drop(field, `the type ${String(type)}`)
  }
}

const KAMELET_FIELDS = ['definition', 'template', 'dataTypes', 'types', 'dependencies', 'versions']

function kameletSpec(spec: Spec, carrier: Carrier): Spec {
  const kept = Object.entries(spec).filter(([key]) => KAMELET_FIELDS.includes(key))
  for (const key of Object.keys(spec)) if (!KAMELET_FIELDS.includes(key)) carrier.drop(`spec.${key}`, 'there is no such field')
  return Object.fromEntries(kept)
}
