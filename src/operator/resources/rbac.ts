import { kinds } from '../client/kinds.ts'
import type { KubeKind } from '../client/kube-object.ts'

/** A rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const WATCH = ['list', 'watch'] as const
const READ = ['get', ...WATCH] as const
/** What is made is applied (`patch` creates, too) and, when it is no longer wanted, deleted. */
const OWN = [...READ, 'create', 'patch', 'delete'] as const

function rule(verbs: readonly string[], ...of: readonly (KubeKind | readonly [KubeKind, string])[]): PolicyRule {
  const entries = of.map(each => (Array.isArray(each) ? (each as readonly [KubeKind, string]) : ([each as KubeKind, ''] as const)))
  const [first] = entries[0]!
  return {
    apiGroups: [first.apiVersion.includes('/') ? first.apiVersion.split('/')[0]! : ''],
    resources: entries.map(([kind, subresource]) => (subresource === '' ? kind.plural : `${kind.plural}/${subresource}`)),
    verbs,
  }
}

/**
 * What the operator may do in a namespace, and all that it does: no `exec`, no roles, no tokens, no list of Secrets; of those that resources name it asks for the metadata.
 * Integrations are applied, as Pipes become such.
 */
export const operatorRules: readonly PolicyRule[] = [
  rule([...READ, 'create', 'patch'], kinds.Integration),
  rule(WATCH, kinds.Pipe, kinds.Kamelet),
  rule(['patch'], [kinds.Integration, 'status'], [kinds.Pipe, 'status']),
  rule(OWN, kinds.ConfigMap, kinds.Service),
  rule(WATCH, kinds.Pod),
  rule(['get'], kinds.Secret),
  rule(OWN, kinds.Deployment, kinds.StatefulSet, kinds.ControllerRevision),
  rule(OWN, kinds.Job, kinds.CronJob),
  rule(OWN, kinds.Ingress),
  rule(OWN, kinds.HTTPRoute),
  rule(OWN, kinds.PodDisruptionBudget),
  rule(OWN, kinds.HorizontalPodAutoscaler),
  rule(['create'], kinds.Event),
]

/** What the operator does with its Lease, in its own namespace. */
export const leaseRules: readonly PolicyRule[] = [rule(['get', 'create', 'update'], kinds.Lease)]

/** What people get who may edit, or view, a namespace: the rules are added to Kubernetes' own roles of these names. */
export const userRules: Readonly<Record<'edit' | 'view', readonly PolicyRule[]>> = {
  edit: [
    {
      apiGroups: ['kafila.dev'],
      resources: ['integrations', 'pipes', 'kamelets', 'integrations/scale', 'pipes/scale'],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    },
  ],
  view: [
    {
      apiGroups: ['kafila.dev'],
      resources: ['integrations', 'pipes', 'kamelets', 'integrations/status', 'pipes/status'],
      verbs: [...READ],
    },
  ],
}
