import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../../src/core/clock.ts'
import { ApiClient } from '../../../src/operator/client/api-client.ts'
import { kinds } from '../../../src/operator/client/kinds.ts'
import type { KubeObject } from '../../../src/operator/client/kube-object.ts'
import { LeaseElection } from '../../../src/operator/leader/lease-election.ts'
import { leaseRules, operatorRules, type PolicyRule } from '../../../src/operator/resources/rbac.ts'
import { operatorRoles } from '../../../src/operator/resources/roles.ts'
import { allKinds, clusterConfig, install } from './support/cluster.ts'
import { fixtures } from './support/fixtures.ts'
import { TestNamespace } from './support/namespace.ts'

let at: TestNamespace
const admin = new ApiClient(clusterConfig(), { fieldManager: 'kafila-tests' })

beforeAll(install)
beforeEach(async () => {
  at = await TestNamespace.create()
})
afterEach(() => at.close())
afterAll(() => admin.close())

/** What a request needs the right to do: `group/resource verb`. */
function rightOf(method: string, path: string, query: Readonly<Record<string, string | undefined>>): string | undefined {
  const found = /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)(?:\/namespaces\/[^/]+)?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path)
  if (found === null) return undefined
  const [, group = '', plural, name, subresource] = found
  const read = name === undefined ? (query['watch'] === 'true' ? 'watch' : 'list') : 'get'
  const verb = { GET: read, POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method]!
  return `${group}/${plural}${subresource === undefined ? '' : `/${subresource}`} ${verb}`
}

function rightsOf(rules: readonly PolicyRule[]): string[] {
  return rules
    .flatMap(({ apiGroups, resources, verbs }) => resources.flatMap(resource => verbs.map(verb => `${apiGroups[0]}/${resource} ${verb}`)))
    .sort()
}

test('P17 the roles of a namespace are enough for all that the operator does, and allow nothing that it does not do', {
  timeout: 120_000,
}, async () => {
  for (const role of operatorRoles({ namespace: at.name, watched: [at.name] }) as unknown as KubeObject[])
    await admin.apply(allKinds.get(role.kind)!, role)
  const user = `system:serviceaccount:${at.name}:kafila-operator`
  const config = { ...clusterConfig(), impersonate: { user, groups: ['system:serviceaccounts', 'system:authenticated'] } }
  const used = new Set<string>()
  const refused: unknown[] = []
  const guard = (method: string, path: string, query: Readonly<Record<string, string | undefined>>) => {
    const right = rightOf(method, path, query)
    if (right !== undefined) used.add(right)
  }
  const options = {
    log: (_level: string, message: string, error?: unknown) => void (/\(403\)/.test(message) && refused.push(error ?? message)),
  }
  const { operator } = await at.operator(options, { guard }, config)
  const leaseClient = new ApiClient(config, { guard })
  const election = new LeaseElection({
    client: leaseClient,
    clock: systemClock,
    namespace: at.name,
    name: 'kafila-operator',
    identity: 'one',
    retryMs: 100,
  })
  await election.acquire()

  // everything there is: made, changed, mended, rolled back, removed
  for (const [name, kind] of [
    ['db', 'Secret'],
    ['c', 'ConfigMap'],
  ] as const)
    await admin.create(kinds[kind], {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace: at.name },
      ...(kind === 'ConfigMap' && { data: { k: '- from: { uri: "timer:x", steps: [{ log: x }] }\n' } }),
    })
  for (const [name, spec] of Object.entries(fixtures)) await at.put('Integration', name, spec)
  await at.put('Integration', 'ref', 'sources: [{ name: k.yaml, contentRef: c, contentKey: k }]')
  await at.put('Pipe', 'flow', 'source: { uri: "timer:x" }\nsink: { uri: "log:x" }')
  for (const name of [...Object.keys(fixtures), 'ref', 'flow']) await at.until('Deployed', 'True', name)
  await operator.refreshSecrets()
  await at.available('all')
  await at.put('Integration', 'all', 'flows: [{ from: { uri: "nowhere:x" } }]')
  await at.until('Accepted', 'False', 'all')
  const plain = `${fixtures['plain']}\ndeploy: { revisionHistoryLimit: 0 }`
  // each becomes something else, so that what it was is removed
  for (const name of ['all', 'stateful', 'cron', 'once']) await at.put('Integration', name, plain)
  for (const name of ['all', 'stateful', 'cron', 'once']) await at.available(name)
  const onlyJob = (await at.children()).map(({ kind }) => kind)
  expect(onlyJob).not.toContain('CronJob')
  await at.put('Integration', 'plain', fixtures['cron']!)
  await expect.poll(() => at.get(kinds.Deployment, 'plain'), { timeout: 5_000 }).toBeUndefined()
  await election.release()
  leaseClient.close()

  expect(refused).toEqual([])
  const served = (right: string) => !right.startsWith('gateway.networking.k8s.io/')
  const allowed = [...rightsOf(operatorRules), ...rightsOf(leaseRules)].filter(served)
  expect([...used].filter(right => served(right) && !allowed.includes(right))).toEqual([])
  // `create` is asked of whoever applies what is not there yet; `get` of a kind by its name is for what watches do not show
  const unused = allowed.filter(right => !used.has(right) && !(right.endsWith(' create') && used.has(right.replace(' create', ' patch'))))
  expect(unused).toEqual([])
})

test('the roles of a namespace are none of the cluster, and let nobody make pods run commands or read all Secrets', () => {
  const roles = operatorRoles({ namespace: 'a', watched: ['a', 'b'] }) as unknown as KubeObject[]
  expect(roles.map(({ kind }) => kind).filter(kind => kind.startsWith('Cluster'))).toEqual([])
  const rights = rightsOf(operatorRules)
  expect(rights.filter(right => /exec|attach|proxy|portforward|impersonate|escalate|bind|token|role/.test(right))).toEqual([])
  expect(rights.filter(right => right.startsWith('/secrets'))).toEqual(['/secrets get'])
})
