import {
  anyObject,
  boolean,
  choice,
  integer,
  intOrPercent,
  list,
  map,
  name,
  object,
  quantities,
  quantity,
  required,
  text,
} from './schema.ts'

function exactlyOne(...fields: readonly string[]): { readonly rule: string; readonly message: string } {
  const terms = fields.map(each => `(has(self.${each}) ? 1 : 0)`).join(' + ')
  return { rule: `${terms} == 1`, message: `exactly one of ${fields.join(', ')} must be set` }
}

function atMostOne(...fields: readonly string[]): { readonly rule: string; readonly message: string } {
  const terms = fields.map(each => `(has(self.${each}) ? 1 : 0)`).join(' + ')
  return { rule: `${terms} <= 1`, message: `at most one of ${fields.join(', ')} may be set` }
}

function keyOf(what: string) {
  return object(
    { describe: `A key of a ${what}.` },
    {
      name: required(name(`The name of the ${what}.`)),
      key: required(text({ describe: 'The key.', pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 })),
      optional: boolean({ describe: 'Whether the pod starts without it, too.' }),
    },
  )
}

const probe = (what: string, enabled: boolean) =>
  object(
    { describe: what },
    {
      enabled: boolean({ describe: 'Whether there is this probe.', default: enabled }),
      initialDelaySeconds: integer({ describe: 'How long before the first probe.' }),
      periodSeconds: integer({ describe: 'How long between probes.', minimum: 1 }),
      timeoutSeconds: integer({ describe: 'How long an answer may take.', minimum: 1 }),
      failureThreshold: integer({ describe: 'After how many failures in a row it counts.', minimum: 1 }),
      successThreshold: integer({ describe: 'After how many successes in a row it counts.', minimum: 1 }),
    },
  )

const CRON = '^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|[-0-9A-Za-z*/,?]+( +[-0-9A-Za-z*/,?#L]+){4})$'

const runtime = object(
  { describe: 'Which Kafila runs the routes.' },
  {
    version: text({
      describe: 'The version. Default: that of the operator when it first saw the resource; it stays until this is changed.',
      pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$',
      maxLength: 64,
    }),
    image: text({
      describe: 'An image of your own, instead of the one of the version.',
      minLength: 1,
      maxLength: 512,
      pattern: '^[^\\s]+$',
    }),
    upgradePolicy: choice(
      {
        describe: 'Whether a new operator brings its version of the runtime along (Auto), or the version stays (Manual).',
        default: 'Manual',
      },
      ['Manual', 'Auto'],
    ),
    imagePullPolicy: choice({ describe: 'When the image is pulled.' }, ['Always', 'IfNotPresent', 'Never']),
    imagePullSecrets: list({ describe: 'Secrets with the credentials of the registry.', maxItems: 16 }, name('The name of a Secret.')),
    logLevel: choice({ describe: 'Least level that is logged.', default: 'INFO' }, ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF']),
    logFormat: choice({ describe: 'The form of log lines.', default: 'Json' }, ['Json', 'Text']),
  },
)

const deploy = object(
  {
    describe: 'As what the routes run.',
    rules: [
      {
        rule: "!(has(self.kind) && self.kind != 'CronJob' && self.kind != 'Auto' && has(self.schedule))",
        message: 'schedule is for the kind CronJob',
        fieldPath: '.schedule',
      },
      {
        rule: "!(has(self.strategy) && self.strategy == 'Recreate' && (has(self.maxSurge) || has(self.maxUnavailable)))",
        message: 'maxSurge and maxUnavailable are for the strategy RollingUpdate',
      },
    ],
  },
  {
    kind: choice(
      {
        describe:
          'The kind of workload. Auto: a StatefulSet where routes keep state in files of the pod (spec.storage, LMDB stores), else a Deployment.',
        default: 'Auto',
      },
      ['Auto', 'Deployment', 'StatefulSet', 'CronJob', 'Job'],
    ),
    revision: text({
      describe: 'Runs an earlier revision (a name of status.revisions) instead of what the resource says.',
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      maxLength: 63,
    }),
    revisionHistoryLimit: integer({ describe: 'How many earlier revisions are kept.', default: 5, maximum: 50 }),
    strategy: choice({ describe: 'How pods are replaced.' }, ['RollingUpdate', 'Recreate']),
    maxSurge: intOrPercent({ describe: 'How many pods more than wanted a rollout may start.' }),
    maxUnavailable: intOrPercent({ describe: 'How many pods may be away during a rollout.' }),
    minReadySeconds: integer({ describe: 'How long a new pod must be ready before it counts.' }),
    progressDeadlineSeconds: integer({ describe: 'After how long without progress a rollout has failed.', default: 600, minimum: 1 }),
    terminationGracePeriodSeconds: integer({
      describe: 'How long a pod may take to stop; messages in flight are finished in it.',
      default: 45,
      minimum: 1,
      maximum: 86400,
    }),
    schedule: text({
      describe: 'CronJob: when it runs, in five fields. Default: the schedule that all routes share.',
      pattern: CRON,
      maxLength: 128,
    }),
    timeZone: text({
      describe: 'CronJob: the zone of the schedule, as Europe/Berlin.',
      maxLength: 64,
      pattern: '^[A-Za-z][-A-Za-z0-9_+/]*$',
    }),
    concurrencyPolicy: choice({ describe: 'CronJob: what happens when the last run still goes on.', default: 'Forbid' }, [
      'Allow',
      'Forbid',
      'Replace',
    ]),
    startingDeadlineSeconds: integer({ describe: 'CronJob: how late a run may start.' }),
    successfulJobsHistoryLimit: integer({ describe: 'CronJob: how many successful runs are kept.', default: 3, maximum: 100 }),
    failedJobsHistoryLimit: integer({ describe: 'CronJob: how many failed runs are kept.', default: 1, maximum: 100 }),
    maxMessages: integer({
      describe: 'Job and CronJob: after how many messages a run ends. Default: one for each route with a timer.',
      minimum: 1,
    }),
    activeDeadlineSeconds: integer({ describe: 'Job and CronJob: how long a run may take.', minimum: 1 }),
    backoffLimit: integer({ describe: 'Job and CronJob: how often a failed run is tried again.', default: 2, maximum: 100 }),
    ttlSecondsAfterFinished: integer({ describe: 'Job: after how long a finished run is removed.' }),
  },
)

const env = list(
  {
    describe: 'Variables of the environment of the pods; properties of the same name (MY_KEY for my.key) are overridden.',
    maxItems: 256,
    keys: ['name'],
  },
  object(
    {
      describe: 'A variable.',
      rules: [{ rule: '!(has(self.value) && has(self.valueFrom))', message: 'at most one of value, valueFrom may be set' }],
    },
    {
      name: required(text({ describe: 'The name.', pattern: '^[-._a-zA-Z][-._a-zA-Z0-9]*$', maxLength: 253 })),
      value: text({ describe: 'The value.', maxLength: 32768 }),
      valueFrom: object(
        { describe: 'Where the value comes from.', rules: [exactlyOne('secretKeyRef', 'configMapKeyRef', 'fieldRef')] },
        {
          secretKeyRef: keyOf('Secret'),
          configMapKeyRef: keyOf('ConfigMap'),
          fieldRef: object(
            { describe: 'A field of the pod.' },
            { fieldPath: required(text({ describe: 'As metadata.name, spec.nodeName, status.podIP.', maxLength: 253 })) },
          ),
        },
      ),
    },
  ),
)

const configs = list(
  { describe: 'ConfigMaps and Secrets that the pods get.', maxItems: 32 },
  object(
    {
      describe: 'A ConfigMap or Secret.',
      rules: [
        exactlyOne('configMap', 'secret'),
        {
          rule: "!(has(self.as) && self.as == 'Environment' && (has(self.mountPath) || has(self.key)))",
          message: 'mountPath and key are for files',
        },
      ],
    },
    {
      configMap: name('The name of a ConfigMap.'),
      secret: name('The name of a Secret.'),
      as: choice({ describe: 'As files, or as variables of the environment.', default: 'Files' }, ['Files', 'Environment']),
      key: text({ describe: 'Only this key. Default: all.', pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 }),
      mountPath: text({ describe: 'The folder of the files. Default: /etc/kafila/configs/NAME.', pattern: '^/[^:]*$', maxLength: 512 }),
      optional: boolean({ describe: 'Whether the pod starts without it, too.' }),
    },
  ),
)

const volumes = list(
  { describe: 'Other volumes of the pods.', maxItems: 32, keys: ['name'] },
  object(
    { describe: 'A volume.', rules: [exactlyOne('emptyDir', 'persistentVolumeClaim')] },
    {
      name: required(text({ describe: 'Its name.', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 })),
      mountPath: required(text({ describe: 'Where it is mounted.', pattern: '^/[^:]*$', maxLength: 512 })),
      emptyDir: object({ describe: 'A folder that goes with the pod.' }, { sizeLimit: quantity({ describe: 'How much it holds.' }) }),
      persistentVolumeClaim: object(
        { describe: 'A claim that exists.' },
        { claimName: required(name('The name of the claim.')), readOnly: boolean({ describe: 'Whether it cannot be written.' }) },
      ),
    },
  ),
)

const pod = object(
  { describe: 'What else the pods say.' },
  {
    labels: map({ describe: 'More labels of the pods.', maxLength: 63 }),
    annotations: map({ describe: 'Annotations of the pods.', maxLength: 65536 }),
    nodeSelector: map({ describe: 'Labels that the nodes must have.', maxLength: 63 }),
    tolerations: list(
      { describe: 'Taints of nodes that the pods tolerate.', maxItems: 32 },
      anyObject({ describe: 'A toleration as in a pod.' }),
    ),
    affinity: anyObject({ describe: 'An affinity as in a pod.' }),
    topologySpreadConstraints: list(
      { describe: 'How the pods are spread, as in a pod. Default: over nodes, where that is possible.', maxItems: 8 },
      anyObject({ describe: 'A constraint as in a pod.' }),
    ),
    priorityClassName: name('The PriorityClass.'),
    runtimeClassName: name('The RuntimeClass.'),
    runAsUser: integer({ describe: 'The user id; never 0. Default: that of the image.', minimum: 1 }),
    fsGroup: integer({ describe: 'The group that volumes belong to. Default: 65532 where there is storage.' }),
  },
)

/** What Integrations and Pipes say of how they run. */
export const deploymentFields = {
  replicas: integer({ describe: 'How many pods run. Changed by kubectl scale and autoscalers, too.', default: 1, maximum: 10000 }),
  suspend: boolean({ describe: 'Whether nothing runs for now: no pods, a CronJob that is suspended.' }),
  serviceAccountName: name('The ServiceAccount of the pods. Its token is not mounted, unless routes use master:.'),
  runtime,
  deploy,
  resources: object(
    { describe: 'What a pod asks for, and may use. Default: 100m CPU and 128Mi memory, at most 512Mi.' },
    { requests: quantities({ describe: 'What is reserved.' }), limits: quantities({ describe: 'What is the most.' }) },
  ),
  properties: map({
    describe: 'Application properties; `kafila.plug-ins` names plug-ins that the image has.',
    maxProperties: 512,
    maxLength: 65536,
  }),
  env,
  configs,
  volumes,
  storage: object(
    { describe: 'A volume for each pod that outlives it (StatefulSet).' },
    {
      size: required(quantity({ describe: 'How much it holds.' })),
      storageClassName: name('The StorageClass. Default: that of the cluster.'),
      mountPath: text({ describe: 'Where it is mounted.', pattern: '^/[^:]*$', default: '/var/lib/kafila', maxLength: 512 }),
    },
  ),
  probes: object(
    { describe: 'How the cluster finds out how the pods are. All are there by default.' },
    {
      startup: probe('Whether it has started; by default within 60 s.', true),
      readiness: probe('Whether it takes messages.', true),
      liveness: probe('Whether it has to be started anew.', true),
    },
  ),
  reload: choice(
    {
      describe:
        'What happens when a ConfigMap, Secret or Kamelet that is used changes: Restart replaces the pods one by one, Hot has their routes start anew without new pods (what is in the environment stays as it was), Never waits for the next change of the resource.',
      default: 'Restart',
    },
    ['Restart', 'Hot', 'Never'],
  ),
  service: object(
    { describe: 'The Service before the pods. There is one where routes serve HTTP.' },
    {
      enabled: boolean({ describe: 'Whether there is one. Default: where routes serve HTTP.' }),
      type: choice({ describe: 'Its type.', default: 'ClusterIP' }, ['ClusterIP', 'NodePort', 'LoadBalancer']),
      port: integer({ describe: 'Its port.', default: 80, minimum: 1, maximum: 65535 }),
      annotations: map({ describe: 'Its annotations.', maxLength: 65536 }),
    },
  ),
  ingress: object(
    { describe: 'An Ingress before the Service.' },
    {
      host: text({
        describe: 'The host.',
        maxLength: 253,
        pattern: '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
      }),
      path: text({ describe: 'The path.', pattern: '^/', default: '/', maxLength: 1024 }),
      pathType: choice({ describe: 'How paths are compared.', default: 'Prefix' }, ['Prefix', 'Exact', 'ImplementationSpecific']),
      className: name('The IngressClass. Default: that of the cluster.'),
      tlsSecretName: name('The Secret with the certificate.'),
      annotations: map({ describe: 'Its annotations.', maxLength: 65536 }),
    },
  ),
  gateway: object(
    { describe: 'An HTTPRoute of the Gateway API before the Service.' },
    {
      parentRefs: required(
        list(
          { describe: 'The Gateways.', minItems: 1, maxItems: 16 },
          object(
            { describe: 'A Gateway.' },
            {
              name: required(name('Its name.')),
              namespace: name('Its namespace. Default: the own one.'),
              sectionName: name('Its listener.'),
            },
          ),
        ),
      ),
      hostnames: list(
        { describe: 'The hosts.', maxItems: 16 },
        text({ describe: 'A host.', maxLength: 253, pattern: '^(\\*\\.)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' }),
      ),
      path: text({ describe: 'The prefix of paths.', pattern: '^/', default: '/', maxLength: 1024 }),
    },
  ),
  disruption: object(
    {
      describe: 'How many pods may be taken away at a time (PodDisruptionBudget). Default: one, where there are two or more.',
      rules: [atMostOne('minAvailable', 'maxUnavailable')],
    },
    {
      enabled: boolean({ describe: 'Whether there is a budget. Default: where there are two or more pods.' }),
      minAvailable: intOrPercent({ describe: 'How many pods must stay.' }),
      maxUnavailable: intOrPercent({ describe: 'How many pods may be away.' }),
    },
  ),
  autoscaling: object(
    {
      describe: 'Scales by load (HorizontalPodAutoscaler on this resource).',
      rules: [
        {
          rule: '!has(self.minReplicas) || self.minReplicas <= self.maxReplicas',
          message: 'minReplicas is more than maxReplicas',
          fieldPath: '.minReplicas',
        },
        {
          rule: 'has(self.targetCPUUtilization) || has(self.targetMemoryUtilization)',
          message: 'targetCPUUtilization or targetMemoryUtilization must be set',
        },
      ],
    },
    {
      minReplicas: integer({ describe: 'The least number of pods.', minimum: 1, maximum: 10000 }),
      maxReplicas: required(integer({ describe: 'The most pods.', minimum: 1, maximum: 10000 })),
      targetCPUUtilization: integer({ describe: 'CPU in use, in percent of what is requested.', minimum: 1, maximum: 1000 }),
      targetMemoryUtilization: integer({ describe: 'Memory in use, in percent of what is requested.', minimum: 1, maximum: 1000 }),
    },
  ),
  pod,
} as const

/** Rules across the fields above, at `spec`. */
export const deploymentRules = [
  {
    rule: "!(has(self.autoscaling) && has(self.deploy) && has(self.deploy.kind) && self.deploy.kind in ['Job', 'CronJob'])",
    message: 'autoscaling is for what runs all the time',
    fieldPath: '.autoscaling',
  },
  {
    rule: "!(has(self.storage) && has(self.deploy) && has(self.deploy.kind) && self.deploy.kind in ['Deployment', 'Job', 'CronJob'])",
    message: 'storage is for the kind StatefulSet',
    fieldPath: '.storage',
  },
  {
    rule: '!(has(self.ingress) && has(self.service) && has(self.service.enabled) && !self.service.enabled)',
    message: 'an Ingress needs the Service',
    fieldPath: '.ingress',
  },
  {
    rule: '!(has(self.gateway) && has(self.service) && has(self.service.enabled) && !self.service.enabled)',
    message: 'an HTTPRoute needs the Service',
    fieldPath: '.gateway',
  },
] as const

export { exactlyOne }
