import type { KubeKind, KubeObject, ObjectMeta } from '../client/kube-object.ts'
import type { Integration } from '../resources/integration.ts'
import type { RenderInput } from './context.ts'

/** The label with the name of the Integration: pods and all other children are found by it. */
export const INTEGRATION_LABEL = 'kafila.dev/integration'
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'kafila' } as const
/** On pods: the hash of the template that they were made from. */
export const TEMPLATE_LABEL = 'kafila.dev/template'
/** On what exists once for each revision, and is removed with it. */
export const REVISION_LABEL = 'kafila.dev/revision'

/** The labels by which the pods of an Integration are selected; never changed, as selectors cannot be. */
export function selectorLabels({ metadata }: Integration): Record<string, string> {
  return { [INTEGRATION_LABEL]: metadata.name }
}

export function childLabels(integration: Integration): Record<string, string> {
  return { 'app.kubernetes.io/name': integration.metadata.name, ...MANAGED_BY, ...selectorLabels(integration) }
}

interface ChildOptions {
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>> | undefined
}

/** A child of the Integration: named as it, in its namespace, labelled and owned. */
export function child(
  { integration, owner }: Pick<RenderInput, 'integration' | 'owner'>,
  { apiVersion, kind }: KubeKind,
  fields: Readonly<Record<string, unknown>>,
  { name = integration.metadata.name, labels, annotations }: ChildOptions = {},
): KubeObject {
  const { namespace } = integration.metadata
  const metadata: ObjectMeta = {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: { ...childLabels(integration), ...labels },
    ...(annotations && Object.keys(annotations).length > 0 && { annotations }),
    ...(owner && { ownerReferences: [owner] }),
  }
  return { apiVersion, kind, metadata, ...fields }
}
