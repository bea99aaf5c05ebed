import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkResource } from '../../src/cli/actions/k8s/check-resource.ts'
import { convertResource } from '../../src/operator/convert/convert-resource.ts'

function converted(yaml: string) {
  const result = convertResource(parse(yaml))!
  checkResource(result.object)
  return result
}

test('flows, sources, replicas and the traits that have a place are carried over; the rest is listed with its reason', () => {
  const { object, notCarried } = converted(`
apiVersion: camel.apache.org/v1
kind: Integration
metadata:
  name: orders
  namespace: shop
  labels: { team: sales }
  annotations:
    camel.apache.org/operator.id: main
    trait.camel.apache.org/container.limit-cpu: "1"
    trait.camel.apache.org/environment.vars: '["A=1","B=secret:db/password"]'
    note: kept
spec:
  replicas: 3
  serviceAccountName: orders
  flows: [{ from: { uri: "timer:x", steps: [] } }]
  sources:
    - { name: more.yaml, content: "- from: { uri: 'timer:y', steps: [] }" }
    - { name: Old.java, content: "class Old {}" }
  dependencies: ["camel:kafka"]
  configuration: [{ type: property, value: "a = b" }, { type: secret, value: db }]
  template: { spec: { nodeSelector: { a: b } } }
  traits:
    container: { requestMemory: 64Mi, limitMemory: 128Mi, runAsNonRoot: true }
    mount: { configs: ["configmap:texts/greeting@/etc/texts", "secret:db"], volumes: ["data:/var/data"] }
    cron: { schedule: "0 * * * *", concurrencyPolicy: Forbid, components: [timer] }
    toleration: { taints: ["dedicated=shop:NoSchedule:60", "spot:NoSchedule"] }
    health: { livenessProbeEnabled: true, readinessInitialDelay: 5 }
    service: { enabled: false }
    logging: { level: debug, json: true }
    jvm: { options: ["-Xmx1g"] }
    keda: { enabled: true }
    nonsense: { x: 1 }
`)
  expect(object).toEqual({
    apiVersion: 'kafila.dev/v1',
    kind: 'Integration',
    metadata: { name: 'orders', namespace: 'shop', labels: { team: 'sales' }, annotations: { note: 'kept' } },
    spec: {
      replicas: 3,
      serviceAccountName: 'orders',
      flows: [{ from: { uri: 'timer:x', steps: [] } }],
      sources: [{ name: 'more.yaml', content: "- from: { uri: 'timer:y', steps: [] }" }],
      properties: { a: 'b' },
      resources: { requests: { memory: '64Mi' }, limits: { memory: '128Mi', cpu: '1' } },
      env: [
        { name: 'A', value: '1' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      ],
      configs: [{ secret: 'db' }, { configMap: 'texts', key: 'greeting', mountPath: '/etc/texts' }, { secret: 'db' }],
      volumes: [{ name: 'data', mountPath: '/var/data', persistentVolumeClaim: { claimName: 'data' } }],
      deploy: { kind: 'CronJob', schedule: '0 * * * *', concurrencyPolicy: 'Forbid' },
      pod: {
        tolerations: [
          { key: 'dedicated', operator: 'Equal', value: 'shop', effect: 'NoSchedule', tolerationSeconds: 60 },
          { key: 'spot', operator: 'Exists', effect: 'NoSchedule' },
        ],
      },
      probes: { liveness: { enabled: true }, readiness: { initialDelaySeconds: 5 } },
      service: { enabled: false },
      runtime: { logLevel: 'DEBUG', logFormat: 'Json' },
    },
  })
  expect(notCarried.map(({ field }) => field)).toEqual([
    'spec.sources[1]',
    'spec.dependencies',
    'spec.template',
    'spec.traits.cron.components',
    'spec.traits.jvm',
    'spec.traits.keda',
    'spec.traits.nonsense',
  ])
  expect(notCarried.every(({ reason }) => reason.length > 0)).toBe(true)
})

test('a Pipe and a KameletBinding are Pipes, a Kamelet keeps its template', () => {
  const pipe = converted(`
apiVersion: camel.apache.org/v1
kind: Pipe
metadata: { name: hose }
spec:
  source: { ref: { kind: Kamelet, apiVersion: camel.apache.org/v1, name: timer-source }, properties: { message: hi } }
  sink: { uri: "log:x" }
  errorHandler: { log: { parameters: { maximumRedeliveries: 3 } } }
  replicas: 2
`)
  expect(pipe.notCarried).toEqual([])
  expect(pipe.object).toMatchObject({ apiVersion: 'kafila.dev/v1', kind: 'Pipe', spec: { replicas: 2, sink: { uri: 'log:x' } } })
  const binding = converted(
    'apiVersion: camel.apache.org/v1alpha1\nkind: KameletBinding\nmetadata: { name: b }\nspec: { source: { uri: "timer:x" }, sink: { uri: "log:x" }, integration: { profile: x } }',
  )
  expect([binding.object.kind, binding.notCarried.map(({ field }) => field)]).toEqual(['Pipe', ['spec.integration']])
  const kamelet = converted(
    'apiVersion: camel.apache.org/v1\nkind: Kamelet\nmetadata: { name: k }\nspec: { definition: { title: K }, template: { from: { uri: "timer:x" } }, sources: [] }',
  )
  expect(kamelet).toMatchObject({
    object: { apiVersion: 'kafila.dev/v1', spec: { definition: { title: 'K' } } },
    notCarried: [{ field: 'spec.sources' }],
  })
})

test('other kinds are not converted', () => {
  expect(convertResource(parse('apiVersion: camel.apache.org/v1\nkind: Build\nmetadata: { name: x }'))).toBeUndefined()
  expect(convertResource(parse('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }'))).toBeUndefined()
})
