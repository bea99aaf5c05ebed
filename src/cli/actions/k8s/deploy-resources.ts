import { systemClock } from '../../../core/clock.ts'
import { errors } from '../../../core/errors.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { type Cluster, type ClusterOptions, kindOf, placed, shortName, withCluster } from './cluster.ts'
import { type ManifestOptions, manifestsOf } from './manifests.ts'
import { readResources } from './read-resources.ts'

interface DeployOptions extends ManifestOptions, ClusterOptions {
  readonly waitSeconds: string
  readonly force?: boolean
}

interface Standing {
  readonly resource: string
  readonly ready: boolean
  readonly reason: string
  readonly message: string
}

const LOOK_AGAIN_MS = 250

/** Gives resources to the operator and waits until they are ready; gives 1 where one is stalled or late. */
export async function deployResources({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as DeployOptions
  // what is wrong is told here, before the cluster is touched
  const rendered = await manifestsOf('k8s deploy', paths, options, io)
  if (typeof rendered === 'number') return rendered
  const seconds = Number(options.waitSeconds)
  if (!(seconds >= 0)) throw errors.KF_CLI_USAGE({ reason: `--wait-seconds takes a number, not ${JSON.stringify(options.waitSeconds)}` })
  const { others, kamelets, integrations, pipes } = await readResources(paths, options, io)
  const standings = await withCluster(options, io, async cluster => {
    for (const object of [...others, ...kamelets, ...integrations, ...pipes])
      await cluster.client.apply(kindOf(object), placed(object, cluster.namespace), { force: options.force ?? false })
    const waiting = [...integrations, ...pipes].map(object => standingOf(placed(object, cluster.namespace), seconds, cluster))
    return Promise.all(waiting)
  })
  return report(standings, seconds, options, io)
}

/** Waits until a resource is ready or stalled, as far as it is about what was applied. */
async function standingOf(object: KubeObject, seconds: number, { client }: Cluster): Promise<Standing> {
  const end = systemClock.now() + seconds * 1000
  for (;;) {
    const live = await client.get(kindOf(object), object.metadata.namespace, object.metadata.name)
    const ready = condition(live, 'Ready')
    const stalled = condition(live, 'Stalled')
    const decided = stalled?.status === 'True' ? stalled : ready
    if (ready?.status === 'True' || stalled?.status === 'True' || systemClock.now() >= end)
      return {
        resource: shortName(object),
        ready: ready?.status === 'True' && stalled?.status !== 'True',
        reason: decided?.reason ?? 'NoOperator',
        message: decided?.message ?? 'no operator has looked at it',
      }
    await systemClock.sleep(LOOK_AGAIN_MS)
  }
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
  readonly observedGeneration?: number
}

function condition(object: KubeObject | undefined, type: string): Condition | undefined {
  const { conditions = [] } = (object?.['status'] ?? {}) as { conditions?: readonly Condition[] }
  return conditions.find(each => each.type === type && each.observedGeneration === object?.metadata.generation)
}

function report(standings: readonly Standing[], seconds: number, { json }: DeployOptions, io: Io): number {
  const late = seconds === 0 ? [] : standings.filter(({ ready }) => !ready)
  const summary = seconds === 0 ? `${standings.length} applied` : `${standings.length - late.length} of ${standings.length} ready`
  if (json) io.out(envelope('k8s deploy', late.length === 0, summary, standings))
  else {
    for (const { resource, ready, reason, message } of standings) io.out(`${resource}: ${ready ? 'ready' : `${reason}: ${message}`}\n`)
    io.out(`${summary}\n`)
  }
  return late.length === 0 ? EXIT.ok : EXIT.failed
}
