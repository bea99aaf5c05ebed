/** Integrations of all kinds of workload, with all kinds of objects around them. */
export const fixtures: Readonly<Record<string, string>> = {
  plain: 'flows: [{ from: { uri: "timer:x", steps: [{ log: hi }] } }]',
  all: `flows: [{ from: { uri: "platform-http:/x", steps: [{ log: "{{secret:db/user:none}}" }] } }]
replicas: 2
ingress: { host: a.example, tlsSecretName: tls, path: /x }
autoscaling: { minReplicas: 2, maxReplicas: 4, targetCPUUtilization: 70, targetMemoryUtilization: 80 }
service: { type: NodePort, port: 8081, annotations: { a: b } }
resources: { requests: { cpu: 1000m, memory: 1024Mi }, limits: { cpu: "2.0", memory: 2Gi } }
properties: { "my.key": "a=b" }
env: [{ name: A, value: x }, { name: B, valueFrom: { secretKeyRef: { name: db, key: k, optional: true } } }, { name: C, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }]
configs: [{ secret: db, optional: true }, { configMap: c, as: Environment, optional: true }, { configMap: c, key: k, mountPath: /c, optional: true }]
volumes: [{ name: scratch, mountPath: /scratch, emptyDir: { sizeLimit: 1024Mi } }]
probes: { startup: { failureThreshold: 3 }, liveness: { enabled: false } }
deploy: { maxSurge: 25%, maxUnavailable: 0, minReadySeconds: 2, progressDeadlineSeconds: 60, terminationGracePeriodSeconds: 90 }
runtime: { imagePullPolicy: Always, imagePullSecrets: [pull], logLevel: DEBUG, logFormat: Text }
disruption: { minAvailable: 50% }
pod:
  labels: { team: a }
  annotations: { note: x }
  nodeSelector: { disk: ssd }
  tolerations: [{ key: a, operator: Exists, effect: NoSchedule }]
  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { a: b } } } }] } }
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { a: b } } }]
  runAsUser: 1000
`,
  stateful: `flows: [{ from: { uri: "platform-http:/x", steps: [{ log: hi }] } }]
storage: { size: 1024Mi, storageClassName: fast }
replicas: 2
`,
  cron: `flows: [{ from: { uri: "cron:x?schedule=0+0+4+*+*+?", steps: [{ log: hi }] } }]
deploy: { kind: CronJob, timeZone: Europe/Berlin, activeDeadlineSeconds: 60, startingDeadlineSeconds: 30 }
`,
  once: `flows: [{ from: { uri: "timer:x?repeatCount=1", steps: [{ log: hi }] } }]
deploy: { kind: Job, ttlSecondsAfterFinished: 600 }
suspend: true
`,
  image: 'runtime: { image: "registry.example/my/routes:1" }\nproperties: { a: b }\n',
  recreate: 'flows: [{ from: { uri: "timer:x", steps: [{ log: hi }] } }]\ndeploy: { strategy: Recreate }\n',
}
