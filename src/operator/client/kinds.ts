import type { KubeKind } from './kube-object.ts'

function kind(apiVersion: string, name: string, plural: string, namespaced = true): KubeKind {
  return { apiVersion, kind: name, plural, namespaced }
}

/** The kinds that the operator and its installation read or write. */
export const kinds = {
  Integration: kind('kafila.dev/v1', 'Integration', 'integrations'),
  Pipe: kind('kafila.dev/v1', 'Pipe', 'pipes'),
  Kamelet: kind('kafila.dev/v1', 'Kamelet', 'kamelets'),
  ConfigMap: kind('v1', 'ConfigMap', 'configmaps'),
  Secret: kind('v1', 'Secret', 'secrets'),
  Service: kind('v1', 'Service', 'services'),
  Pod: kind('v1', 'Pod', 'pods'),
  Event: kind('events.k8s.io/v1', 'Event', 'events'),
  Namespace: kind('v1', 'Namespace', 'namespaces', false),
  ServiceAccount: kind('v1', 'ServiceAccount', 'serviceaccounts'),
  Deployment: kind('apps/v1', 'Deployment', 'deployments'),
  StatefulSet: kind('apps/v1', 'StatefulSet', 'statefulsets'),
  ControllerRevision: kind('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  Job: kind('batch/v1', 'Job', 'jobs'),
  CronJob: kind('batch/v1', 'CronJob', 'cronjobs'),
  Ingress: kind('networking.k8s.io/v1', 'Ingress', 'ingresses'),
  HTTPRoute: kind('gateway.networking.k8s.io/v1', 'HTTPRoute', 'httproutes'),
  PodDisruptionBudget: kind('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  HorizontalPodAutoscaler: kind('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  Role: kind('rbac.authorization.k8s.io/v1', 'Role', 'roles'),
  RoleBinding: kind('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'),
  ClusterRole: kind('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', false),
  ClusterRoleBinding: kind('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', false),
  ValidatingAdmissionPolicy: kind('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', false),
  ValidatingAdmissionPolicyBinding: kind(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    'validatingadmissionpolicybindings',
    false,
  ),
  Lease: kind('coordination.k8s.io/v1', 'Lease', 'leases'),
  CustomResourceDefinition: kind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', false),
} as const satisfies Readonly<Record<string, KubeKind>>

export type KnownKind = keyof typeof kinds

/** The path of a kind in the API; without a namespace that of all namespaces, with a name that of one object. */
export function pathOf({ apiVersion, plural, namespaced }: KubeKind, namespace?: string, name?: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  const within = namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${root}${within}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`
}
