import { expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { isKafilaError } from '../../src/core/errors.ts'
import type { KubeObject } from '../../src/operator/client/kube-object.ts'
import type { Obstacle } from '../../src/operator/reconcile/apply-manifests.ts'
import { renderIntegration } from '../../src/operator/render/render-integration.ts'
import { type Integration, integrationSpec } from '../../src/operator/resources/integration.ts'
import type { JsonSchema } from '../../src/operator/resources/schema.ts'
import { CONDITION_TYPES, conditionsOf } from '../../src/operator/status/conditions.ts'
import { podFailure } from '../../src/operator/status/pod-failure.ts'
import { standingsOf, type Verdict } from '../../src/operator/status/standings.ts'
import { workloadState } from '../../src/operator/status/workload-state.ts'
import { randomFrom } from '../support/kube/random-value.ts'

const ROUNDS = 3_000
const catalog = builtInCatalog()

/** A generator that gives the same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('P20 whatever a resource says within its schema, it is rendered or refused, never thrown at', () => {
  const random = seeded(1)
  let rendered = 0
  for (let round = 0; round < ROUNDS; round++) {
    const spec = randomFrom(integrationSpec.json as JsonSchema, random) as Integration['spec']
    const integration: Integration = {
      apiVersion: 'kafila.dev/v1',
      kind: 'Integration',
      metadata: { name: 'x', namespace: 'n', uid: 'u' },
      spec,
    }
    try {
      const { manifests } = renderIntegration(integration, { catalog, runtime: { version: '1.0.0', image: 'i' } })
      rendered++
      expect(manifests.length).toBeGreaterThan(0)
      // what is undefined would be another thing after it was sent
      expect(JSON.parse(JSON.stringify(manifests))).toEqual(manifests)
    } catch (error) {
      if (!isKafilaError(error) || !error.code.startsWith('KF_OPER_')) throw error
    }
  }
  expect(rendered).toBeGreaterThan(ROUNDS / 2)
})

test('P20 whatever workloads and pods say, nothing is ready without a pod that is, and nothing is both on its way and stuck', () => {
  const random = seeded(2)
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const number = () => pick(undefined, 0, 1, 2, 3, 5)
  let ready = 0
  for (let round = 0; round < 20_000; round++) {
    const replicas = pick(1, 2, 3)
    const kind = pick('Deployment', 'StatefulSet')
    const workload = {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'x', generation: pick(1, 2) },
      spec: { replicas },
      status: pick<object | undefined>(undefined, {
        observedGeneration: pick(undefined, 1, 2),
        replicas: number(),
        readyReplicas: number(),
        updatedReplicas: number(),
        availableReplicas: number(),
        currentRevision: pick(undefined, 'a', 'b'),
        updateRevision: pick(undefined, 'a', 'b'),
        conditions: pick<object | undefined>(
          undefined,
          [],
          [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
          [{ type: 'ReplicaFailure', status: 'True' }],
        ),
      }),
    } as KubeObject
    const container = () => ({
      name: 'c',
      state: pick<object | undefined>(
        undefined,
        {},
        { waiting: {} },
        { waiting: { reason: pick('CrashLoopBackOff', 'ErrImagePull', 'Odd') } },
        { terminated: { exitCode: pick(0, 1) } },
        { running: {} },
      ),
      lastState: pick<object | undefined>(undefined, {}, { terminated: { reason: 'OOMKilled' } }),
    })
    const pods = Array.from({ length: pick(0, 1, 2) }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${index}` },
      status: pick<object | undefined>(
        undefined,
        {},
        {
          phase: pick('Pending', 'Running', 'Failed', 'Succeeded', 'Unknown'),
          containerStatuses: pick<object[] | undefined>(undefined, [], [container()]),
          initContainerStatuses: pick<object[] | undefined>(undefined, [container()]),
        },
      ),
    })) as KubeObject[]
    for (const pod of pods) podFailure(pod)
    const state = workloadState(pick(workload, undefined), pods, [])
    const verdict: Verdict = { invalid: pick([], ['x']), invalidReason: 'InvalidRoute', missing: pick([], ['y']), warnings: [] }
    const obstacles = pick<readonly Obstacle[]>(
      [],
      [{ reason: pick<Obstacle['reason']>('NameTaken', 'Refused', 'FieldConflict'), kind: 'Service', message: 'm' }],
    )
    const standings = standingsOf({ verdict, obstacles, state, suspended: false, decision: '', isOverdue: pick(true, false) })
    if (standings.Ready.status === 'True') {
      ready++
      expect(state.ready).toBeGreaterThanOrEqual(replicas)
      expect([standings.Accepted, standings.Resolved, standings.Deployed].every(({ status }) => status === 'True')).toBe(true)
    }
    expect(standings.Reconciling.status === 'True' && standings.Stalled.status === 'True').toBe(false)
    // kstatus: what is neither ready nor on its way has to be stuck
    if (standings.Ready.status !== 'True') expect(standings.Reconciling.status === 'True' || standings.Stalled.status === 'True').toBe(true)
    const conditions = conditionsOf(standings, [], 1, '2026-01-01T00:00:00Z')
    expect(conditions.map(({ type }) => type)).toEqual([...CONDITION_TYPES])
    for (const { reason } of conditions) expect(reason).toMatch(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
  }
  expect(ready).toBeGreaterThan(10)
})
