import { kinds } from '../client/kinds.ts'
import { renderPipe } from '../render/render-pipe.ts'
import type { Integration } from '../resources/integration.ts'
import type { Pipe } from '../resources/pipe.ts'
import { type Condition, type ConditionType, conditionsOf, type Standing, type Standings, unknown } from '../status/conditions.ts'
import { phaseOf } from '../status/phase.ts'
import { standingsOf, type Verdict } from '../status/standings.ts'
import type { WorkloadState } from '../status/workload-state.ts'
import type { Obstacle } from './apply-manifests.ts'
import { ownerOf } from './target.ts'
import type { World } from './world.ts'
import { writeStatus } from './write-status.ts'

const OBSTACLE_MS = 30_000
const NOTHING: WorkloadState = { progress: 'rolling', reason: 'Creating', message: 'the Integration is being made', replicas: 0, ready: 0 }

/** Makes the Integration that a Pipe is, and tells in its status how that stands. */
export async function reconcilePipe(key: string, world: World): Promise<number | undefined> {
  const [, namespace, name] = key.split('/') as [string, string, string]
  const pipe = world.cache.get(kinds.Pipe, namespace, name) as Pipe | undefined
  if (pipe === undefined || pipe.metadata.deletionTimestamp !== undefined) return undefined
  const { integration, diagnostics } = renderPipe(pipe, world.catalog, ownerOf(pipe))
  const invalid =
    integration === undefined
      ? diagnostics.map(({ code, message, fix }) => `spec: ${code} ${message}${fix === undefined ? '' : `; ${fix}`}`)
      : []
  const obstacle = integration && (await world.applier.apply(integration))
  const child = world.cache.get(kinds.Integration, namespace, name) as Integration | undefined
  const own = child?.metadata.ownerReferences?.some(({ uid }) => uid === pipe.metadata.uid) ? child : undefined
  await writeStatus(pipe, statusOf(pipe, own, invalid, obstacle, world), world)
  return obstacle === undefined ? undefined : OBSTACLE_MS
}

function statusOf(pipe: Pipe, child: Integration | undefined, invalid: readonly string[], obstacle: Obstacle | undefined, world: World) {
  const generation = pipe.metadata.generation ?? 1
  const now = new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')
  const standings = invalid.length > 0 || obstacle !== undefined ? ownStandings(invalid, obstacle, child) : childStandings(child)
  const { replicas = 0, readyReplicas = 0, selector } = child?.status ?? {}
  return {
    observedGeneration: generation,
    phase: phaseOf(standings),
    conditions: conditionsOf(standings, pipe.status?.conditions as readonly Condition[] | undefined, generation, now),
    replicas,
    readyReplicas,
    ...(selector !== undefined && { selector }),
  }
}

function ownStandings(invalid: readonly string[], obstacle: Obstacle | undefined, child: Integration | undefined): Standings {
  const verdict: Verdict = { invalid, invalidReason: 'InvalidSpec', missing: [], warnings: [], running: child?.status?.revision }
  return standingsOf({
    verdict,
    obstacles: obstacle === undefined ? [] : [obstacle],
    state: NOTHING,
    suspended: false,
    decision: '',
    isOverdue: false,
  })
}

/** Those of the Integration, where they tell of what it says now. */
function childStandings(child: Integration | undefined): Standings {
  const { observedGeneration, conditions = [] } = child?.status ?? {}
  const isCurrent = child !== undefined && observedGeneration === child.metadata.generation
  const standing = (type: ConditionType): Standing => {
    const found = isCurrent ? conditions.find(each => each.type === type) : undefined
    return found === undefined
      ? unknown('Pending', NOTHING.message)
      : { status: found.status, reason: found.reason, message: found.message }
  }
  const pending: Standing = { status: 'True', reason: 'Pending', message: NOTHING.message }
  const stalled = standing('Stalled')
  return {
    Accepted: standing('Accepted'),
    Resolved: standing('Resolved'),
    Built: standing('Built'),
    Deployed: standing('Deployed'),
    Ready: standing('Ready'),
    Reconciling: isCurrent ? standing('Reconciling') : pending,
    Stalled: stalled.status === 'Unknown' ? { ...stalled, status: 'False' } : stalled,
  }
}
