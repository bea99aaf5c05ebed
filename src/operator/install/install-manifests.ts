import type { KubeObject } from '../client/kube-object.ts'
import { customResourceDefinitions } from '../resources/crds.ts'
import { LEASE_RULES, OPERATOR_RULES, type PolicyRule } from './permissions.ts'

export interface InstallOptions {
  /** Where the operator runs. */
  readonly namespace: string
  /** Its image. */
  readonly image: string
  readonly version: string
  /** The image of the pods that it makes; `{version}` stands for the version. */
  readonly runtimeImage: string
  /** The namespaces that it looks at; none: all. */
  readonly watched: readonly string[]
  readonly replicas: number
}

const NAME = 'kafila-operator'
const OBSERVE_PORT = 9876
const SELECTOR = { 'app.kubernetes.io/name': NAME }

/** All objects of an installation, in the order in which they are applied. Pure: equal options give equal objects. */
export function installManifests(options: InstallOptions): KubeObject[] {
  return [
    namespace(options),
    ...[...customResourceDefinitions()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, definition]) => definition as unknown as KubeObject),
    object(options, 'v1', 'ServiceAccount', {}),
    ...access(options),
    role(options, 'Role', `${NAME}-leases`, options.namespace, LEASE_RULES),
    binding(options, 'Role', `${NAME}-leases`, options.namespace),
    budget(options),
    deployment(options),
  ]
}

function labels({ version }: InstallOptions): Record<string, string> {
  return { ...SELECTOR, 'app.kubernetes.io/part-of': 'kafila', 'app.kubernetes.io/version': version }
}

function object(options: InstallOptions, apiVersion: string, kind: string, fields: object, name = NAME): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: options.namespace, labels: labels(options) }, ...fields }
}

function namespace(options: InstallOptions): KubeObject {
  const security = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: options.namespace, labels: { 'app.kubernetes.io/part-of': 'kafila', ...security } },
  }
}

/** For all namespaces a ClusterRole; for some a Role in each, and none for the cluster. */
function access(options: InstallOptions): KubeObject[] {
  if (options.watched.length === 0)
    return [role(options, 'ClusterRole', NAME, undefined, OPERATOR_RULES), binding(options, 'ClusterRole', NAME, undefined)]
  return options.watched.flatMap(each => [role(options, 'Role', NAME, each, OPERATOR_RULES), binding(options, 'Role', NAME, each)])
}

type RoleKind = 'Role' | 'ClusterRole'
const RBAC = 'rbac.authorization.k8s.io'

function role(options: InstallOptions, kind: RoleKind, name: string, within: string | undefined, rules: readonly PolicyRule[]): KubeObject {
  const metadata = { name, ...(within !== undefined && { namespace: within }), labels: labels(options) }
  return { apiVersion: `${RBAC}/v1`, kind, metadata, rules }
}

function binding(options: InstallOptions, kind: RoleKind, name: string, within: string | undefined): KubeObject {
  const metadata = { name, ...(within !== undefined && { namespace: within }), labels: labels(options) }
  return {
    apiVersion: `${RBAC}/v1`,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: RBAC, kind, name },
    subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: options.namespace }],
  }
}

function budget(options: InstallOptions): KubeObject {
  return object(options, 'policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR } } })
}

function deployment(options: InstallOptions): KubeObject {
  const spec = {
    replicas: options.replicas,
    selector: { matchLabels: SELECTOR },
    template: { metadata: { labels: labels(options) }, spec: podSpec(options) },
  }
  return object(options, 'apps/v1', 'Deployment', { spec })
}

function podSpec(options: InstallOptions): object {
  return {
    serviceAccountName: NAME,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: SELECTOR } },
    ],
    containers: [container(options)],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  }
}

function container({ image, runtimeImage, watched }: InstallOptions): object {
  const probe = (path: string, fields: object) => ({ httpGet: { path, port: 'observe' }, ...fields })
  return {
    name: 'operator',
    image,
    args: [
      ...['operator', 'run', '--json'],
      ...['--runtime-image', runtimeImage],
      ...['--observe', `0.0.0.0:${OBSERVE_PORT}`],
      ...watched.flatMap(each => ['--namespace', each]),
    ],
    ports: [{ name: 'observe', containerPort: OBSERVE_PORT }],
    resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '384Mi' } },
    startupProbe: probe('/healthz', { periodSeconds: 1, failureThreshold: 60 }),
    livenessProbe: probe('/healthz', { periodSeconds: 10, failureThreshold: 6 }),
    readinessProbe: probe('/readyz', { periodSeconds: 5 }),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  }
}
