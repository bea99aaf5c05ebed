import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { builtInCatalog } from '../../src/catalog/index.ts'
import type { KubeObject } from '../../src/operator/client/kube-object.ts'
import { renderIntegration } from '../../src/operator/render/render-integration.ts'
import { renderPipe } from '../../src/operator/render/render-pipe.ts'
import type { Integration, IntegrationSpec } from '../../src/operator/resources/integration.ts'
import type { Pipe } from '../../src/operator/resources/pipe.ts'

const catalog = builtInCatalog()
const runtime = { version: '1.2.3', image: 'kafila:1.2.3' }
const TIMER = 'flows: [{ from: { uri: "timer:tick?period=60000", steps: [{ log: hi }] } }]'

function integration(spec: string): Integration {
  return {
    apiVersion: 'kafila.dev/v1',
    kind: 'Integration',
    metadata: { name: 'orders', namespace: 'shop' },
    spec: parse(spec) as IntegrationSpec,
  }
}

function render(spec: string, context = {}) {
  return renderIntegration(integration(spec), { catalog, runtime, ...context })
}

function kindsOf({ manifests }: { manifests: readonly KubeObject[] }) {
  return manifests.map(({ kind, metadata }) => `${kind}/${metadata.name.replace(/-[0-9a-f]{8,10}$/, '-HASH')}`)
}

// biome-ignore lint/suspicious/noExplicitAny: manifests are JSON
function one(rendered: { manifests: readonly KubeObject[] }, kind: string): any {
  return rendered.manifests.find(each => each.kind === kind)
}

describe('which objects there are', () => {
  test.each([
    ['a timer', TIMER, ['ConfigMap/orders-routes-HASH', 'Deployment/orders']],
    [
      'HTTP',
      'flows: [{ from: { uri: "platform-http:/x", steps: [{ log: x }] } }]',
      ['ConfigMap/orders-routes-HASH', 'Service/orders', 'Deployment/orders'],
    ],
    [
      'rest',
      'flows: [{ rest: { get: [{ path: /x, to: "direct:x" }] } }]',
      ['ConfigMap/orders-routes-HASH', 'Service/orders', 'Deployment/orders'],
    ],
    [
      'HTTP without a Service',
      'flows: [{ from: "platform-http:/x" }]\nservice: { enabled: false }',
      ['ConfigMap/orders-routes-HASH', 'Deployment/orders'],
    ],
    [
      'an Ingress and an HTTPRoute',
      'flows: [{ from: "platform-http:/x" }]\ningress: { host: a.b }\ngateway: { parentRefs: [{ name: g }] }',
      ['ConfigMap/orders-routes-HASH', 'Service/orders', 'Deployment/orders', 'Ingress/orders', 'HTTPRoute/orders'],
    ],
    ['two pods', `${TIMER}\nreplicas: 2`, ['ConfigMap/orders-routes-HASH', 'Deployment/orders', 'PodDisruptionBudget/orders']],
    [
      'autoscaling',
      `${TIMER}\nautoscaling: { minReplicas: 2, maxReplicas: 5, targetCPUUtilization: 70 }`,
      ['ConfigMap/orders-routes-HASH', 'Deployment/orders', 'PodDisruptionBudget/orders', 'HorizontalPodAutoscaler/orders'],
    ],
    ['storage', `${TIMER}\nstorage: { size: 2Gi }`, ['ConfigMap/orders-routes-HASH', 'Service/orders-pods', 'StatefulSet/orders']],
    [
      'an LMDB store',
      `flows: [{ beans: [{ name: s, type: kafila.LmdbStore, properties: { path: /var/lib/kafila/s } }] }, { from: "timer:x" }]`,
      ['ConfigMap/orders-routes-HASH', 'Service/orders-pods', 'StatefulSet/orders'],
    ],
    [
      'dead letters in files',
      'flows: [{ errorHandler: { deadLetterChannel: { deadLetterUri: "dlq:orders" } } }, { from: "timer:x" }]',
      ['ConfigMap/orders-routes-HASH', 'Service/orders-pods', 'StatefulSet/orders'],
    ],
    ['a CronJob', `${TIMER}\ndeploy: { kind: CronJob }`, ['ConfigMap/orders-routes-HASH', 'CronJob/orders']],
    ['a Job', `${TIMER}\ndeploy: { kind: Job }`, ['ConfigMap/orders-routes-HASH', 'Job/orders-HASH']],
    ['an image with routes of its own', 'runtime: { image: my/routes:1 }', ['Deployment/orders']],
  ])('%s', (_name, spec, expected) => {
    expect(kindsOf(render(spec))).toEqual(expected)
  })
})

describe('pods', () => {
  test('are such as Pod Security restricted wants them, and get no token', () => {
    const { spec } = one(render(TIMER), 'Deployment').spec.template
    expect(spec.automountServiceAccountToken).toBe(false)
    expect(spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(spec.volumes.map((each: { name: string }) => each.name)).toEqual(['routes', 'tmp'])
  })

  test('are other ones when a route changes, and the ConfigMap of the old ones stays as it was', () => {
    const [before, after] = [render(TIMER), render(TIMER.replace('hi', 'ho'))]
    expect(one(before, 'ConfigMap').metadata.name).not.toBe(one(after, 'ConfigMap').metadata.name)
    expect(one(after, 'Deployment').spec.template.spec.volumes[0].configMap.name).toBe(one(after, 'ConfigMap').metadata.name)
    expect(one(after, 'ConfigMap').immutable).toBe(true)
  })

  test('are other ones when a ConfigMap or Secret that they use changes, unless that is not wanted', () => {
    const spec = `${TIMER}\nconfigs: [{ secret: db }]\nenv: [{ name: A, valueFrom: { configMapKeyRef: { name: c, key: k } } }]`
    const hash = (text: string, versions: Record<string, string>) =>
      one(render(text, { versions: new Map(Object.entries(versions)) }), 'Deployment').spec.template.metadata.annotations?.[
        'kafila.dev/config-hash'
      ]
    const first = hash(spec, { 'Secret/db': '1', 'ConfigMap/c': '1' })
    expect(first).toMatch(/^[0-9a-f]{10}$/)
    expect(hash(spec, { 'Secret/db': '2', 'ConfigMap/c': '1' })).not.toBe(first)
    expect(hash(spec, { 'Secret/db': '1', 'ConfigMap/c': '2' })).not.toBe(first)
    expect(hash(spec, { 'Secret/db': '1', 'ConfigMap/c': '1', 'Secret/other': '2' })).toBe(first)
    expect(hash(`${spec}\nreload: Never`, { 'Secret/db': '1' })).toBeUndefined()
  })

  test('do not change with the operator, only with the runtime that is pinned', () => {
    const template = (version: string) =>
      JSON.stringify(one(renderIntegration(integration(TIMER), { catalog, runtime: { ...runtime, version } }), 'Deployment').spec.template)
    expect(template('1.2.3')).toBe(template('1.2.3'))
    expect(template('1.2.4')).not.toBe(template('1.2.3'))
  })

  test('find what placeholders name where Camel K has it', () => {
    const { spec } = one(
      render('flows: [{ from: "timer:x", steps: [{ log: "{{secret:db/password}} {{configmap:c/k:none}}" }] }]'),
      'Deployment',
    ).spec.template
    expect(spec.volumes.slice(2)).toMatchObject([
      { configMap: { name: 'c', optional: true } },
      { secret: { secretName: 'db', optional: false } },
    ])
    expect(spec.containers[0].volumeMounts.slice(2).map((each: { mountPath: string }) => each.mountPath)).toEqual([
      '/etc/camel/conf.d/_configmaps/c',
      '/etc/camel/conf.d/_secrets/db',
    ])
    expect(spec.containers[0].env.slice(2)).toEqual([
      { name: 'CAMEL_K_MOUNT_PATH_SECRETS', value: '/etc/camel/conf.d/_secrets' },
      { name: 'CAMEL_K_MOUNT_PATH_CONFIGMAPS', value: '/etc/camel/conf.d/_configmaps' },
    ])
  })

  test('get properties as a file, or as arguments where the image has the routes', () => {
    const properties = 'properties: { "a b": "x=1\\ny", c: "$(HOME)" }'
    expect(one(render(`${TIMER}\n${properties}`), 'ConfigMap').data['application.properties']).toBe('a\\ b=x=1\\ny\nc=$(HOME)\n')
    const { args } = one(render(`runtime: { image: i }\n${properties}`), 'Deployment').spec.template.spec.containers[0]
    expect(args.slice(0, 6)).toEqual(['run', '/app/routes', '--property', 'a b=x=1\ny', '--property', 'c=$$(HOME)'])
  })
})

describe('replicas', () => {
  test.each([
    ['as given', 'replicas: 3', {}, 3],
    ['one by default', '', {}, 1],
    ['none while suspended', 'replicas: 3\nsuspend: true', {}, 0],
    ['not said where others decide', 'replicas: 3', { replicasAreOthers: true }, undefined],
  ])('%s', (_name, spec, context, expected) => {
    expect(one(render(`${TIMER}\n${spec}`, context), 'Deployment').spec.replicas).toBe(expected)
  })
})

describe('CronJobs', () => {
  const cron = (uri: string, more = '') =>
    one(render(`flows: [{ from: { uri: "${uri}", steps: [{ log: x }] } }]\ndeploy: { kind: CronJob${more} }`), 'CronJob')

  test.each([
    ['timer:x?period=60000', '* * * * *'],
    ['timer:x?period=5m', '*/5 * * * *'],
    ['timer:x?period=1h', '0 * * * *'],
    ['timer:x?period=6h', '0 */6 * * *'],
    ['timer:x?period=1d', '0 0 * * *'],
    ['cron:x?schedule=0+5+*+*+*+?', '5 * * * *'],
    ['cron:x?schedule=5+4+*+*+1', '5 4 * * 1'],
    ['quartz:x?cron=0+0/15+12+?+*+2-6', '0/15 12 * * 1-5'],
  ])('take the schedule of %s', (uri, schedule) => {
    expect(cron(uri).spec.schedule).toBe(schedule)
  })

  test.each([['timer:x?period=7m'], ['timer:x'], ['cron:x?schedule=5+0+5+*+*+?'], ['quartz:x?cron=0+0+0+L+*+?'], ['direct:x']])(
    'ask for one where %s has none in minutes',
    uri => {
      expect(() => cron(uri)).toThrow('spec.deploy.schedule: no route says by minutes when it runs')
      expect(cron(uri, ', schedule: "1 2 3 4 5"').spec.schedule).toBe('1 2 3 4 5')
    },
  )

  test('ask for one where routes have several', () => {
    const spec = 'flows: [{ from: "timer:a?period=1m" }, { from: "timer:b?period=2m" }]\ndeploy: { kind: CronJob }'
    expect(() => render(spec)).toThrow('the routes have several schedules; say one')
  })

  test('run routes that follow the clock once, and leave all else of a file as it is', () => {
    const source =
      '# orders\n- from:\n    uri: cron:tab\n    parameters: { schedule: "0 * * * * ?" }\n    steps: [{ log: x }]\n- route: { from: { uri: "direct:a", steps: [] } }\n'
    const rendered = render(`sources: [{ name: a.yaml, content: ${JSON.stringify(source)} }]\ndeploy: { kind: CronJob }`)
    expect(one(rendered, 'ConfigMap').data['a.yaml']).toMatchInlineSnapshot(`
      "# orders
      - from:
          uri: timer:tab?delay=0&repeatCount=1
          steps: [ { log: x } ]
      - route: { from: { uri: "direct:a", steps: [] } }
      "
    `)
    const { args } = one(rendered, 'CronJob').spec.jobTemplate.spec.template.spec.containers[0]
    expect(args.join(' ')).toContain('--max-messages 1')
  })
})

test('equal input gives equal bytes, whatever the order of its keys', () => {
  const spec = `${TIMER}\nreplicas: 2\nproperties: { b: "1", a: "2" }`
  expect(JSON.stringify(render(spec).manifests)).toBe(
    JSON.stringify(render('properties: { a: "2", b: "1" }\nreplicas: 2\n' + TIMER).manifests),
  )
})

test('routes that no ConfigMap holds are refused with their size', () => {
  const content = `# ${'x'.repeat(1024 * 1024)}\n`
  expect(() => render(`sources: [{ name: a.yaml, content: ${JSON.stringify(content)} }]`)).toThrow('a ConfigMap holds 1048576')
})

test('all children belong to their owner', () => {
  const owner = { apiVersion: 'kafila.dev/v1', kind: 'Integration', name: 'orders', uid: 'u', controller: true }
  const { manifests } = render('flows: [{ from: "platform-http:/x" }]\nreplicas: 2\ningress: {}', { owner })
  expect(manifests.map(({ metadata }) => metadata.ownerReferences)).toEqual(manifests.map(() => [owner]))
})

describe('Pipes', () => {
  const pipe = (spec: string): Pipe =>
    ({ apiVersion: 'kafila.dev/v1', kind: 'Pipe', metadata: { name: 'p', namespace: 'shop' }, spec: parse(spec) }) as Pipe

  test('become the Integration of one route', () => {
    const { integration: made, diagnostics } = renderPipe(
      pipe(`
source: { ref: { kind: Kamelet, apiVersion: camel.apache.org/v1, name: timer-source }, properties: { period: 1000 } }
steps: [{ uri: "log:x" }]
sink: { uri: "kafka:t", properties: { saslPassword: { valueFrom: { secretKeyRef: { name: k, key: password } } } } }
errorHandler: { sink: { endpoint: { uri: "direct:dead" }, parameters: { maximumRedeliveries: 3 } } }
replicas: 2
resources: { requests: { cpu: 1 } }
`),
      catalog,
    )
    expect(diagnostics).toEqual([])
    expect(made?.metadata.labels?.['kafila.dev/pipe']).toBe('p')
    expect(made?.spec).toMatchObject({ replicas: 2, resources: { requests: { cpu: 1 } } })
    expect(made?.spec.flows).toMatchObject([
      {
        route: {
          id: 'p',
          from: {
            uri: 'kamelet:timer-source',
            parameters: { period: '1000' },
            steps: [{ to: { uri: 'log:x' } }, { to: { uri: 'kafka:t', parameters: { saslPassword: '{{secret:k/password}}' } } }],
          },
        },
      },
    ])
  })

  test('that cannot be one say why', () => {
    const { integration: made, diagnostics } = renderPipe(
      pipe('source: { ref: { kind: Broker, name: x } }\nsink: { uri: "log:x" }'),
      catalog,
    )
    expect(made).toBeUndefined()
    expect(diagnostics[0]?.severity).toBe('error')
  })
})
