import type { KubeObject } from '../client/kube-object.ts'
import { admissionPolicy } from '../resources/admission-policy.ts'
import { customResourceDefinitions } from '../resources/crds.ts'
import { operatorRoles, userRoles } from '../resources/roles.ts'

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
  /** Whether the API server also refuses what the schemas cannot. */
  readonly admissionPolicy: boolean
}

const NAME = 'kafila-operator'
/**
 * An operator mostly keeps what it has read: a small young generation makes it use half the memory, for a few milliseconds more of processor
 * time. The old one has room below the limit of the container.
 */
export const OPERATOR_NODE_OPTIONS = '--max-semi-space-size=1 --max-old-space-size=256'

const OBSERVE_PORT = 9876
const SELECTOR = { 'app.kubernetes.io/name': NAME }

/** All objects of an installation, in the order in which they are applied. Pure: equal options give equal objects. */
export function installManifests(options: InstallOptions): KubeObject[] {
  return [
    namespace(options),
    ...[...customResourceDefinitions()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, definition]) => definition as unknown as KubeObject),
    object(options, 'v1', 'ServiceAccount', {}),
    ...(operatorRoles({
      namespace: options.namespace,
      ...(options.watched.length > 0 && { watched: options.watched }),
    }) as unknown as KubeObject[]),
    ...(userRoles() as unknown as KubeObject[]),
    ...(options.admissionPolicy ? (admissionPolicy() as unknown as KubeObject[]) : []),
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
    env: [{ name: 'NODE_OPTIONS', value: OPERATOR_NODE_OPTIONS }],
    resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '384Mi' } },
    startupProbe: probe('/healthz', { periodSeconds: 1, failureThreshold: 60 }),
    livenessProbe: probe('/healthz', { periodSeconds: 10, failureThreshold: 6 }),
    readinessProbe: probe('/readyz', { periodSeconds: 5 }),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  }
}
