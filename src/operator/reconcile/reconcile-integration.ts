import { kinds } from '../client/kinds.ts'
import { type KubeObject, objectKey } from '../client/kube-object.ts'
import { REVISION_LABEL, selectorLabels, TEMPLATE_LABEL } from '../render/metadata.ts'
import type { Integration, IntegrationStatus } from '../resources/integration.ts'
import { type Condition, conditionsOf } from '../status/conditions.ts'
import { phaseOf } from '../status/phase.ts'
import { OVERDUE, standingsOf, type Verdict } from '../status/standings.ts'
import { type WorkloadState, workloadState } from '../status/workload-state.ts'
import { kindOf, type Obstacle } from './apply-manifests.ts'
import { gatherInputs } from './inputs.ts'
import { numberOf, revisionManifest, sortedRevisions } from './revisions.ts'
import { ownerOf, type Runtime, type Target, TargetChooser } from './target.ts'
import type { World } from './world.ts'
import { writeStatus } from './write-status.ts'

/** How soon it is looked for what is missing and cannot be watched. */
const MISSING_SECRET_MS = 5_000
/** Obstacles that others have to remove are looked at again after a while. */
const OBSTACLE_MS = 30_000
const DEFAULT_HISTORY = 5
const DEFAULT_DEADLINE_S = 600

/** Brings the cluster into the state that an Integration asks for, and says in its status how far that is. Gives when it has to be looked at again. */
export async function reconcileIntegration(key: string, world: World): Promise<number | undefined> {
  const [, namespace, name] = key.split('/') as [string, string, string]
  const integration = world.cache.get(kinds.Integration, namespace, name) as Integration | undefined
  if (integration !== undefined && integration.metadata.deletionTimestamp === undefined)
    return new IntegrationReconciler(integration, key, world).reconcile()
  world.dependents.set(key, [])
  world.checks.forget(key)
  return undefined
}

class IntegrationReconciler {
  private readonly integration: Integration
  private readonly key: string
  private readonly world: World

  constructor(integration: Integration, key: string, world: World) {
    this.integration = integration
    this.key = key
    this.world = world
  }

  async reconcile(): Promise<number | undefined> {
    const { integration, world } = this
    const inputs = await gatherInputs(integration, this.key, world)
    const chooser = new TargetChooser(integration, this.children(), inputs, world)
    const { target, verdict } = chooser.choose()
    if (target !== undefined) await this.pin(chooser.runtime)
    const obstacles = target === undefined ? [] : await this.apply(target)
    const state = this.observe(target)
    if (target !== undefined && obstacles.length === 0 && state.progress === 'done') await this.prune(target)
    const status = this.status(target, verdict, obstacles, state, chooser.runtime)
    await writeStatus(integration, status, world)
    return this.next(verdict, obstacles, status)
  }

  private children(): readonly KubeObject[] {
    return this.world.cache.children(this.integration.metadata.uid!)
  }

  /** The version of the runtime is written down before anything is made of it: another operator that goes on from here keeps to it. */
  private async pin({ pinned }: Runtime): Promise<void> {
    const { status = {} } = this.integration
    if (status.runtime?.version !== pinned.version)
      await writeStatus(this.integration, { ...status, runtime: pinned } as IntegrationStatus, this.world)
  }

  private async apply({ revision, rendered, isWanted }: Target): Promise<Obstacle[]> {
    const obstacles: Obstacle[] = []
    const kept = isWanted ? [this.revisionObject(revision, rendered.manifests)] : []
    for (const manifest of [...kept, ...rendered.manifests]) {
      const obstacle = await this.world.applier.apply(manifest)
      if (obstacle === undefined) continue
      obstacles.push(obstacle)
      // pods without their routes would be no help, and nothing can be made in a namespace that ends
      if (manifest.kind === 'ConfigMap' || obstacle.reason === 'NamespaceTerminating') break
    }
    return obstacles
  }

  private revisionObject(revision: Target['revision'], manifests: readonly KubeObject[]): KubeObject {
    const revisions = sortedRevisions(this.children())
    const known = revisions.find(({ metadata }) => metadata.name === revision.name)
    const newest = revisions[0] === undefined ? 0 : numberOf(revisions[0])
    const routes = manifests.find(({ kind }) => kind === 'ConfigMap')?.metadata.name ?? 'none'
    const number = known === undefined ? newest + 1 : numberOf(known)
    return revisionManifest(this.integration, revision, number, routes, ownerOf(this.integration))
  }

  private observe(target: Target | undefined): WorkloadState {
    const { cache } = this.world
    const { name, namespace = '' } = this.integration.metadata
    const manifest = target && workloadOf(target)
    const workload = manifest && cache.get(kindOf(manifest), namespace, manifest.metadata.name)
    const hash = manifest && templateHash(manifest)
    const pods = cache.labelled(kinds.Pod, namespace, name).filter(({ metadata }) => metadata.labels?.[TEMPLATE_LABEL] === hash)
    const isRun = ({ metadata }: KubeObject) => metadata.ownerReferences?.some(({ uid }) => uid === workload?.metadata.uid)
    return workloadState(workload, pods, cache.labelled(kinds.Job, namespace, name).filter(isRun))
  }

  private status(
    target: Target | undefined,
    verdict: Verdict,
    obstacles: readonly Obstacle[],
    state: WorkloadState,
    { pinned }: Runtime,
  ): IntegrationStatus {
    const { metadata, spec, status: before } = this.integration
    const decision = target?.rendered.decision ?? ''
    const standings = standingsOf({ verdict, obstacles, state, suspended: spec.suspend === true, decision, isOverdue: this.isOverdue() })
    const now = new Date(this.world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')
    const generation = metadata.generation ?? 1
    return {
      observedGeneration: generation,
      phase: phaseOf(standings),
      conditions: conditionsOf(standings, before?.conditions as readonly Condition[] | undefined, generation, now),
      replicas: state.replicas,
      readyReplicas: state.ready,
      selector: Object.entries(selectorLabels(this.integration))
        .map(each => each.join('='))
        .join(','),
      ...(target !== undefined && this.deployed(target, obstacles)),
      ...this.revisionList(),
      ...(target !== undefined && { runtime: pinned }),
      ...(state.lastRunTime !== undefined && { lastRunTime: state.lastRunTime }),
    }
  }

  private isOverdue(): boolean {
    const { status, metadata } = this.integration
    const find = (type: string) =>
      status?.conditions?.find(each => each.type === type && each.status === 'True' && each.observedGeneration === metadata.generation)
    if (find('Stalled')?.reason === OVERDUE) return true
    const since = find('Reconciling')?.lastTransitionTime
    return since !== undefined && this.world.clock.now() - Date.parse(since) > this.deadlineMs()
  }

  private deadlineMs(): number {
    return (this.integration.spec.deploy?.progressDeadlineSeconds ?? DEFAULT_DEADLINE_S) * 1000
  }

  private deployed(target: Target, obstacles: readonly Obstacle[]): Partial<IntegrationStatus> {
    const { name, namespace = '' } = this.integration.metadata
    const workload = workloadOf(target)
    const service = target.rendered.manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name)
    const port = (service?.['spec'] as { ports?: { port: number }[] } | undefined)?.ports?.[0]?.port
    const isApplied = !obstacles.some(({ kind }) => kind === 'ConfigMap' || kind === 'ControllerRevision' || kind === workload.kind)
    const revision = isApplied ? target.revision.name : this.integration.status?.revision
    return {
      workload: `${workload.kind}/${workload.metadata.name}`,
      ...(revision !== undefined && { revision }),
      ...(port !== undefined && { url: `http://${name}.${namespace}.svc${port === 80 ? '' : `:${port}`}` }),
    }
  }

  private revisionList(): Pick<IntegrationStatus, 'revisions'> {
    const revisions = sortedRevisions(this.children()).slice(0, this.historyLimit() + 1)
    if (revisions.length === 0) return {}
    return {
      revisions: revisions.map(each => ({
        name: each.metadata.name,
        number: numberOf(each),
        ...(each.metadata.creationTimestamp !== undefined && { created: each.metadata.creationTimestamp }),
      })),
    }
  }

  private historyLimit(): number {
    return this.integration.spec.deploy?.revisionHistoryLimit ?? DEFAULT_HISTORY
  }

  /** Removes what the revision that now runs has no use for: other objects of ours, and what belongs to revisions that are too old. */
  private async prune(target: Target): Promise<void> {
    const kept = this.keptKeys(target)
    for (const each of this.children()) {
      if (kept.has(objectKey(each)) || each.metadata.deletionTimestamp !== undefined) continue
      await this.world.applier.remove(each)
    }
  }

  private keptKeys({ revision, rendered }: Target): ReadonlySet<string> {
    const revisions = sortedRevisions(this.children())
    const others = revisions.filter(({ metadata }) => metadata.name !== revision.name).slice(0, this.historyLimit())
    const keptRevisions = revisions.filter(each => each.metadata.name === revision.name || others.includes(each))
    const { namespace } = this.integration.metadata
    const routes = keptRevisions.map(({ metadata }) => `ConfigMap/${namespace}/${metadata.labels?.[REVISION_LABEL]}`)
    return new Set([...rendered.manifests.map(objectKey), ...keptRevisions.map(objectKey), ...routes])
  }

  private next({ missing }: Verdict, obstacles: readonly Obstacle[], { conditions }: IntegrationStatus): number | undefined {
    if (missing.some(each => each.includes('there is no Secret'))) return MISSING_SECRET_MS
    if (obstacles.length > 0) return OBSTACLE_MS
    const isOnItsWay = conditions?.some(({ type, status }) => type === 'Reconciling' && status === 'True')
    return isOnItsWay ? this.deadlineMs() + 1000 : undefined
  }
}

function workloadOf({ rendered }: Target): KubeObject {
  return rendered.manifests.find(({ kind }) => kind === rendered.workload)!
}

/** The hash that the pods of a workload have as a label. */
function templateHash({ spec }: KubeObject): string | undefined {
  const { template, jobTemplate } = spec as { template?: Labelled; jobTemplate?: { spec: { template: Labelled } } }
  return (template ?? jobTemplate!.spec.template).metadata.labels[TEMPLATE_LABEL]
}

interface Labelled {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> }
}
