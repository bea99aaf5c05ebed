import { contentHash } from './canonical-json.ts'
import type { RenderInput } from './context.ts'
import { childLabels, TEMPLATE_LABEL } from './metadata.ts'
import { CONFIG_MAPS_FOLDER, HTTP_PORT, IMAGE_ROUTES_FOLDER, OBSERVE_PORT, ROUTES_FOLDER, SECRETS_FOLDER } from './pod-places.ts'
import { podVolumes } from './pod-volumes.ts'
import { probesOf } from './probes.ts'

/** The annotation with the versions of what the pods use: other versions are other pods. */
export const CONFIG_HASH = 'kafila.dev/config-hash'
/** `{{service:NAME}}` is answered from the variables that Kubernetes sets for Services. */
const SERVICE_PLACEHOLDER = /\{\{\s*\??service(\.host|\.port)?:/
/** Between the end of the drain and the kill. */
const GRACE_SECONDS = 5
const DEFAULT_GRACE_SECONDS = 45
/** The user of the image, which is in no file of users. */
const IMAGE_GROUP = 65532

/** The pod that all kinds of workload make: nothing of it needs more than Pod Security's `restricted`. */
export function podTemplate(input: RenderInput): Record<string, unknown> {
  const { integration } = input
  const { pod = {} } = integration.spec
  const annotations = { ...pod.annotations, ...configHash(input) }
  const labels = { ...pod.labels, ...childLabels(integration), 'app.kubernetes.io/version': input.runtime.version }
  const shownAnnotations = Object.keys(annotations).length > 0 && { annotations }
  const spec = podSpec(input)
  return { metadata: { labels: { ...labels, [TEMPLATE_LABEL]: contentHash([labels, annotations, spec]) }, ...shownAnnotations }, spec }
}

function configHash({ integration, references, versions, configHash }: RenderInput): Record<string, string> {
  if (configHash !== undefined) return configHash === '' ? {} : { [CONFIG_HASH]: configHash }
  if ((integration.spec.reload ?? 'Restart') !== 'Restart' || versions === undefined) return {}
  const used = [...new Set(references.filter(({ inPod }) => inPod).map(({ kind, name }) => `${kind}/${name}`))].sort()
  return used.length === 0 ? {} : { [CONFIG_HASH]: contentHash(used.map(each => [each, versions.get(each) ?? null])) }
}

function podSpec(input: RenderInput): Record<string, unknown> {
  const { integration, needs, workload, files } = input
  const { pod = {}, runtime = {}, deploy = {}, serviceAccountName, storage } = integration.spec
  const { volumes, mounts } = podVolumes(input)
  const fsGroup = pod.fsGroup ?? (storage ? IMAGE_GROUP : undefined)
  const isJob = workload === 'Job' || workload === 'CronJob'
  return {
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    automountServiceAccountToken: needs.leases,
    // hundreds of variables, where a namespace has many Services
    enableServiceLinks: files.some(({ text }) => SERVICE_PLACEHOLDER.test(text)),
    ...(isJob && { restartPolicy: 'Never' }),
    terminationGracePeriodSeconds: deploy.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS,
    securityContext: {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      ...(pod.runAsUser !== undefined && { runAsUser: pod.runAsUser }),
      ...(fsGroup !== undefined && { fsGroup }),
    },
    ...(runtime.imagePullSecrets?.length && { imagePullSecrets: runtime.imagePullSecrets.map(name => ({ name })) }),
    ...(pod.nodeSelector && { nodeSelector: pod.nodeSelector }),
    ...(pod.tolerations && { tolerations: pod.tolerations }),
    ...(pod.affinity && { affinity: pod.affinity }),
    ...(pod.topologySpreadConstraints && { topologySpreadConstraints: pod.topologySpreadConstraints }),
    ...(pod.priorityClassName !== undefined && { priorityClassName: pod.priorityClassName }),
    ...(pod.runtimeClassName !== undefined && { runtimeClassName: pod.runtimeClassName }),
    containers: [container(input, mounts)],
    volumes,
  }
}

function container(input: RenderInput, volumeMounts: readonly unknown[]): Record<string, unknown> {
  const { integration, runtime, needs, workload } = input
  const { spec } = integration
  const isJob = workload === 'Job' || workload === 'CronJob'
  const envFrom = environmentConfigs(spec)
  return {
    name: 'integration',
    image: runtime.image,
    ...(spec.runtime?.imagePullPolicy && { imagePullPolicy: spec.runtime.imagePullPolicy }),
    args: runArguments(input),
    env: environment(input),
    ...(envFrom.length > 0 && { envFrom }),
    ports: [
      ...(needs.http ? [{ name: 'http', containerPort: HTTP_PORT, protocol: 'TCP' }] : []),
      { name: 'observe', containerPort: OBSERVE_PORT, protocol: 'TCP' },
    ],
    resources: resourcesOf(spec),
    ...(isJob ? {} : probesOf(spec.probes)),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    // what a process writes last is what its status says of its end
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts,
  }
}

function runArguments({ integration, needs, workload, files }: RenderInput): string[] {
  const { deploy = {}, runtime = {} } = integration.spec
  const grace = deploy.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
  const isJob = workload === 'Job' || workload === 'CronJob'
  return [
    'run',
    ...(files.length > 0 ? [ROUTES_FOLDER] : [IMAGE_ROUTES_FOLDER, ...propertyArguments(integration.spec)]),
    ...['--name', integration.metadata.name],
    ...['--port', String(HTTP_PORT)],
    ...['--observe', `0.0.0.0:${OBSERVE_PORT}`],
    ...['--log-level', runtime.logLevel ?? 'INFO'],
    ...['--shutdown-seconds', String(Math.max(1, grace - GRACE_SECONDS))],
    ...(isJob ? ['--max-messages', String(deploy.maxMessages ?? Math.max(1, needs.clocks))] : []),
    ...(integration.spec.reload === 'Hot' && !isJob ? ['--reload'] : []),
    ...(runtime.logFormat === 'Text' ? [] : ['--json']),
  ]
}

type Spec = RenderInput['integration']['spec']

/** An image with routes of its own gets no file from us; `$(` would be taken for a variable. */
function propertyArguments({ properties = {} }: Spec): string[] {
  return Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => ['--property', `${key}=${value}`.replaceAll('$(', '$$$$(')])
}

const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } })

function environment({ integration, references }: RenderInput): unknown[] {
  const given = (integration.spec.env ?? []).map(({ name, value, valueFrom }) => ({
    name,
    ...(value !== undefined && { value }),
    ...(valueFrom && { valueFrom: withFieldVersion(valueFrom) }),
  }))
  const own = [
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    ...(references.some(({ placeholder, kind }) => placeholder && kind === 'Secret')
      ? [{ name: 'CAMEL_K_MOUNT_PATH_SECRETS', value: SECRETS_FOLDER }]
      : []),
    ...(references.some(({ placeholder, kind }) => placeholder && kind === 'ConfigMap')
      ? [{ name: 'CAMEL_K_MOUNT_PATH_CONFIGMAPS', value: CONFIG_MAPS_FOLDER }]
      : []),
  ]
  return [...own.filter(({ name }) => !given.some(each => each.name === name)), ...given]
}

type ValueFrom = NonNullable<NonNullable<Spec['env']>[number]['valueFrom']>

/** The API server fills in the version of a field; what we say must be what it stores. */
function withFieldVersion({ fieldRef, ...others }: ValueFrom): unknown {
  return fieldRef ? { fieldRef: { apiVersion: 'v1', ...fieldRef } } : others
}

function environmentConfigs({ configs = [] }: Spec): unknown[] {
  return configs
    .filter(each => each.as === 'Environment')
    .map(({ configMap, secret, optional }) => {
      const source = { name: secret ?? configMap, ...(optional !== undefined && { optional }) }
      return secret === undefined ? { configMapRef: source } : { secretRef: source }
    })
}

function resourcesOf({ resources = {} }: Spec): Record<string, unknown> {
  return {
    requests: textQuantities(resources.requests ?? { cpu: '100m', memory: '128Mi' }),
    limits: textQuantities(resources.limits ?? (resources.requests?.['memory'] === undefined ? { memory: '512Mi' } : {})),
  }
}

function textQuantities(quantities: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(quantities).map(([key, value]) => [key, String(value)]))
}
