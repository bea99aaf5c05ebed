/** A rule of a Role. */
export interface PolicyRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const READ = ['get', 'list', 'watch'] as const
const MAKE = ['get', 'list', 'watch', 'create', 'patch', 'delete'] as const

/** What the operator may do in the namespaces that it looks at, and nothing more: no Secret is listed, no pod is entered, no role is given. */
export const OPERATOR_RULES: readonly PolicyRule[] = [
  { apiGroups: ['kafila.dev'], resources: ['integrations'], verbs: MAKE },
  { apiGroups: ['kafila.dev'], resources: ['pipes', 'kamelets'], verbs: READ },
  { apiGroups: ['kafila.dev'], resources: ['integrations/status', 'pipes/status'], verbs: ['patch'] },
  { apiGroups: [''], resources: ['configmaps', 'services'], verbs: MAKE },
  { apiGroups: [''], resources: ['pods'], verbs: READ },
  // of Secrets that an Integration names, the metadata: another version is another pod
  { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
  { apiGroups: ['apps'], resources: ['controllerrevisions', 'deployments', 'statefulsets'], verbs: MAKE },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: MAKE },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: MAKE },
  { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: MAKE },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: MAKE },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: MAKE },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
]

/** What it may do in its own namespace: elect who works. */
export const LEASE_RULES: readonly PolicyRule[] = [
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] },
]
