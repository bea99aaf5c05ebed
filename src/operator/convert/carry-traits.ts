import type { Carrier } from './carrier.ts'

type Spec = Record<string, unknown>
type Values = Readonly<Record<string, unknown>>

interface Carry {
  readonly value: unknown
  readonly spec: Spec
  readonly carrier: Carrier
  readonly field: string
}

/** Carries one property of a trait. */
type Rule = (carry: Carry) => void

const set =
  (...path: readonly string[]): Rule =>
  ({ value, spec, carrier }) => {
    carrier.at(spec, ...path.slice(0, -1))[path.at(-1)!] = value
  }
const setNumber =
  (...path: readonly string[]): Rule =>
  ({ value, spec, carrier }) => {
    carrier.at(spec, ...path.slice(0, -1))[path.at(-1)!] = Number(value)
  }
const setFlag =
  (...path: readonly string[]): Rule =>
  ({ value, spec, carrier }) => {
    carrier.at(spec, ...path.slice(0, -1))[path.at(-1)!] = isTrue(value)
  }
const each =
  (carry: (text: string, rule: Carry) => void): Rule =>
  rule => {
    for (const text of textsOf(rule.value)) carry(text, rule)
  }
/** It is so in any case. */
const always: Rule = () => undefined
const drop =
  (reason: string): Rule =>
  ({ carrier, field }) => {
    carrier.drop(field, reason)
  }

const BUILD = drop('there is no build in the cluster')
const BUILT_IN = drop('it is so by itself, or said by a property')

const PROBE = (name: string): Readonly<Record<string, Rule>> => ({
  [`${name}Probe`]: () => undefined,
  [`${name}ProbeEnabled`]: setFlag('probes', name, 'enabled'),
  [`${name}InitialDelay`]: setNumber('probes', name, 'initialDelaySeconds'),
  [`${name}Timeout`]: setNumber('probes', name, 'timeoutSeconds'),
  [`${name}Period`]: setNumber('probes', name, 'periodSeconds'),
  [`${name}SuccessThreshold`]: setNumber('probes', name, 'successThreshold'),
  [`${name}FailureThreshold`]: setNumber('probes', name, 'failureThreshold'),
})

/** Where the properties of Camel K's traits have their place; a trait or property that is missing here has none. */
const TRAITS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  container: {
    requestCPU: set('resources', 'requests', 'cpu'),
    requestMemory: set('resources', 'requests', 'memory'),
    limitCPU: set('resources', 'limits', 'cpu'),
    limitMemory: set('resources', 'limits', 'memory'),
    image: drop('it is an image for Java; one of your own for Kafila is spec.runtime.image'),
    imagePullPolicy: set('runtime', 'imagePullPolicy'),
    runAsUser: setNumber('pod', 'runAsUser'),
    servicePort: setNumber('service', 'port'),
    expose: setFlag('service', 'enabled'),
    runAsNonRoot: always,
    seccompProfileType: always,
    allowPrivilegeEscalation: always,
    capabilitiesDrop: always,
    auto: always,
  },
  environment: {
    vars: each(environmentVariable),
    containerMeta: always,
    httpProxy: drop('give the variables of the proxy in spec.env'),
  },
  camel: { properties: each((text, { carrier, spec }) => carrier.property(spec, text)), runtimeVersion: always, runtimeProvider: always },
  mount: {
    configs: each(mounted),
    resources: each(mounted),
    volumes: each(claim),
    hotReload: ({ value, spec }) => {
      if (isTrue(value)) spec['reload'] = 'Restart'
    },
    scanKameletsImplicitLabelSecrets: always,
  },
  cron: {
    schedule: ({ value, spec, carrier }) => {
      carrier.at(spec, 'deploy')['kind'] = 'CronJob'
      carrier.at(spec, 'deploy')['schedule'] = value
    },
    timeZone: set('deploy', 'timeZone'),
    concurrencyPolicy: set('deploy', 'concurrencyPolicy'),
    startingDeadlineSeconds: setNumber('deploy', 'startingDeadlineSeconds'),
    activeDeadlineSeconds: setNumber('deploy', 'activeDeadlineSeconds'),
    backoffLimit: setNumber('deploy', 'backoffLimit'),
    auto: always,
    fallback: always,
  },
  deployment: {
    strategy: set('deploy', 'strategy'),
    rollingUpdateMaxSurge: set('deploy', 'maxSurge'),
    rollingUpdateMaxUnavailable: set('deploy', 'maxUnavailable'),
    progressDeadlineSeconds: setNumber('deploy', 'progressDeadlineSeconds'),
  },
  service: {
    type: set('service', 'type'),
    annotations: set('service', 'annotations'),
    enabled: setFlag('service', 'enabled'),
    auto: always,
  },
  ingress: {
    host: set('ingress', 'host'),
    path: set('ingress', 'path'),
    pathType: set('ingress', 'pathType'),
    ingressClassName: set('ingress', 'className'),
    annotations: set('ingress', 'annotations'),
    tlsSecretName: set('ingress', 'tlsSecretName'),
    auto: always,
  },
  health: { ...PROBE('liveness'), ...PROBE('readiness'), ...PROBE('startup') },
  pdb: { maxUnavailable: set('disruption', 'maxUnavailable'), minAvailable: set('disruption', 'minAvailable') },
  toleration: { taints: each(toleration) },
  affinity: { nodeAffinityLabels: each(nodeLabel) },
  'pull-secret': {
    secretName: ({ value, spec, carrier }) => void carrier.list(carrier.at(spec, 'runtime'), 'imagePullSecrets').push(value),
  },
  logging: {
    level: ({ value, spec, carrier }) => {
      carrier.at(spec, 'runtime')['logLevel'] = String(value).toUpperCase()
    },
    json: ({ value, spec, carrier }) => {
      carrier.at(spec, 'runtime')['logFormat'] = isTrue(value) ? 'Json' : 'Text'
    },
    color: always,
    format: always,
  },
  'security-context': { runAsUser: setNumber('pod', 'runAsUser'), runAsNonRoot: always, seccompProfileType: always },
}

/** Why a whole trait has no place. */
const WITHOUT_PLACE: Readonly<Record<string, Rule>> = {
  builder: BUILD,
  quarkus: BUILD,
  registry: BUILD,
  jvm: drop('there is no JVM'),
  prometheus: BUILT_IN,
  telemetry: BUILT_IN,
  kamelets: BUILT_IN,
  dependencies: BUILT_IN,
  platform: BUILT_IN,
  owner: BUILT_IN,
  deployer: drop('say it in spec.deploy.kind'),
  'knative-service': drop('there are no Services of Knative'),
  knative: drop('there are no Services of Knative'),
  keda: drop('make a ScaledObject that scales the Integration; spec.autoscaling scales by CPU and memory'),
  master: drop('write the source as master:'),
  'init-containers': drop('there are no further containers'),
  gateway: drop('say it in spec.gateway'),
  gitops: drop('export the manifests by `kafila k8s export --kustomize`'),
}

/** Carries traits over into the fields of the spec. */
export function carryTraits(traits: Readonly<Record<string, Values>>, spec: Spec, carrier: Carrier): void {
  for (const [trait, values] of Object.entries(traits)) carryTrait(trait, values, spec, carrier)
}

function carryTrait(trait: string, values: Values, spec: Spec, carrier: Carrier): void {
  const rules = TRAITS[trait]
  const { enabled, configuration: _configuration, ...others } = values
  const field = `spec.traits.${trait}`
  if (rules === undefined) return (WITHOUT_PLACE[trait] ?? drop('there is no such trait'))({ value: values, spec, carrier, field })
  if (enabled !== undefined && !isTrue(enabled)) {
    const off: Readonly<Record<string, readonly string[]>> = { service: ['service', 'enabled'], pdb: ['disruption', 'enabled'] }
    if (off[trait] === undefined) return
    return setFlag(...off[trait]!)({ value: false, spec, carrier, field })
  }
  for (const [property, value] of Object.entries(others)) {
    const rule = rules[camelCase(property)] ?? drop('there is no such property')
    rule({ value, spec, carrier, field: `${field}.${property}` })
  }
}

/** Annotations write them with dashes. */
function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace(/Cpu$/, 'CPU')
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  return String(value)
    .split(',')
    .filter(text => text !== '')
}

/** `NAME=value`, `NAME=configmap:object/key`, `NAME=secret:object/key`. */
function environmentVariable(text: string, { carrier, spec }: Carry): void {
  const equals = text.indexOf('=')
  const [name, value] = equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)]
  const [, kind, object, key] = /^(configmap|secret):([^/]+)\/(.+)$/.exec(value) ?? []
  const valueFrom = { [kind === 'secret' ? 'secretKeyRef' : 'configMapKeyRef']: { name: object, key } }
  carrier.list(spec, 'env').push(kind === undefined ? { name, value } : { name, valueFrom })
}

/** `configmap:name/key@/path`, `secret:name`. */
function mounted(text: string, { carrier, spec, field }: Carry): void {
  const [, kind, name, key, mountPath] = /^(configmap|secret):([^/@]+)(?:\/([^@]+))?(?:@(.+))?$/.exec(text) ?? []
  if (kind === undefined) return void carrier.drop(field, `${text}: only configmap: and secret: can be mounted`)
  const place = { ...(key !== undefined && { key }), ...(mountPath !== undefined && { mountPath }) }
  carrier.list(spec, 'configs').push({ [kind === 'secret' ? 'secret' : 'configMap']: name, ...place })
}

/** `claim:/path`. */
function claim(text: string, { carrier, spec, field }: Carry): void {
  const [claimName, mountPath, ...rest] = text.split(':')
  if (!claimName || !mountPath) return void carrier.drop(field, `${text}: a volume is claim:/path`)
  if (rest.length > 0) carrier.drop(field, `${rest.join(':')} of ${text}: the claim must exist; spec.storage makes one`)
  carrier.list(spec, 'volumes').push({ name: claimName, mountPath, persistentVolumeClaim: { claimName } })
}

/** `key=value:Effect:seconds`. */
function toleration(text: string, { carrier, spec, field }: Carry): void {
  const [, key, value, effect, seconds] = /^([^=:]+)(?:=([^:]*))?:(\w+)(?::(\d+))?$/.exec(text) ?? []
  if (key === undefined) return void carrier.drop(field, `${text}: a taint is key=value:Effect:seconds`)
  const test = value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }
  carrier
    .list(carrier.at(spec, 'pod'), 'tolerations')
    .push({ key, ...test, effect, ...(seconds && { tolerationSeconds: Number(seconds) }) })
}

/** `key=value`; expressions have no place. */
function nodeLabel(text: string, { carrier, spec, field }: Carry): void {
  const [, key, value] = /^([^\s=!]+)\s*=\s*([^\s=]+)$/.exec(text) ?? []
  if (key === undefined || value === undefined) return void carrier.drop(field, `${text}: say it in spec.pod.affinity`)
  carrier.at(spec, 'pod', 'nodeSelector')[key] = value
}
