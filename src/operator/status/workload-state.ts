import type { KubeObject } from '../client/kube-object.ts'
import { podFailure } from './pod-failure.ts'

/** How far a workload is. */
export interface WorkloadState {
  /** `done`: all that is wanted runs; `failed`: it will not come to that by itself. */
  readonly progress: 'done' | 'rolling' | 'failed'
  readonly reason: string
  readonly message: string
  readonly replicas: number
  readonly ready: number
  readonly lastRunTime?: string
}

interface WorkloadStatus {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly readyReplicas?: number
  readonly updatedReplicas?: number
  readonly availableReplicas?: number
  readonly active?: number | readonly unknown[]
  readonly succeeded?: number
  readonly failed?: number
  readonly lastScheduleTime?: string
  readonly lastSuccessfulTime?: string
  readonly currentRevision?: string
  readonly updateRevision?: string
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[]
}

/** How a workload stands, told from its status and its pods. `pods` are those of the template that is wanted; the failures of older ones are no news. */
export function workloadState(workload: KubeObject | undefined, pods: readonly KubeObject[], jobs: readonly KubeObject[]): WorkloadState {
  if (workload === undefined)
    return { progress: 'rolling', reason: 'Creating', message: 'the workload is being created', replicas: 0, ready: 0 }
  if (workload.kind === 'CronJob') return cronJobState(workload, jobs, pods)
  if (workload.kind === 'Job') return jobState(workload, pods)
  return replicatedState(workload, pods)
}

function statusOf(object: KubeObject): WorkloadStatus {
  return (object['status'] ?? {}) as WorkloadStatus
}

function conditionOf({ conditions = [] }: WorkloadStatus, type: string) {
  return conditions.find(each => each.type === type)
}

function replicatedState(workload: KubeObject, pods: readonly KubeObject[]): WorkloadState {
  const status = statusOf(workload)
  const wanted = ((workload['spec'] as { replicas?: number } | undefined)?.replicas ?? 1) as number
  const { replicas = 0, readyReplicas: ready = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status
  const counts = { replicas, ready }
  const isObserved = (status.observedGeneration ?? 0) >= (workload.metadata.generation ?? 0)
  const count = `${ready} of ${wanted} pods are ready`
  if (!isObserved) return { progress: 'rolling', reason: 'RollingOut', message: count, ...counts }
  const isUpdated =
    wanted === 0 ||
    workload.kind === 'Deployment' ||
    status.updateRevision === undefined ||
    status.currentRevision === status.updateRevision
  const isDone = updated >= wanted && available >= wanted && ready >= wanted && replicas <= wanted && isUpdated
  if (isDone)
    return wanted === 0
      ? { progress: 'done', reason: 'ScaledToZero', message: 'no pods are wanted', ...counts }
      : { progress: 'done', reason: 'PodsReady', message: count, ...counts }
  const trouble = troubleOf(status, pods)
  const timedOut = conditionOf(status, 'Progressing')?.reason === 'ProgressDeadlineExceeded'
  const reason = trouble?.reason ?? (timedOut ? 'ProgressDeadlineExceeded' : 'RollingOut')
  const message = trouble === undefined ? count : `${count}; ${trouble.message}`
  return { progress: timedOut ? 'failed' : 'rolling', reason, message, ...counts }
}

/** Why there are no more pods than there are: what a pod says, or why none can be made. */
function troubleOf(status: WorkloadStatus, pods: readonly KubeObject[]): { readonly reason: string; readonly message: string } | undefined {
  const refused = conditionOf(status, 'ReplicaFailure')
  if (refused?.status === 'True') return { reason: refusalReason(refused.message ?? ''), message: refused.message ?? '' }
  return podTrouble(pods)
}

/** What the first pod says with which something is wrong. */
function podTrouble(pods: readonly KubeObject[]): { readonly reason: string; readonly message: string } | undefined {
  for (const pod of pods) {
    const failure = podFailure(pod)
    if (failure !== undefined) return { reason: failure.reason, message: `pod ${pod.metadata.name}: ${failure.message}` }
  }
  return undefined
}

function refusalReason(message: string): string {
  if (message.includes('exceeded quota')) return 'QuotaExceeded'
  if (message.includes('violates PodSecurity')) return 'PodSecurity'
  return 'PodsRefused'
}

function jobState(job: KubeObject, pods: readonly KubeObject[]): WorkloadState {
  const status = statusOf(job)
  const counts = { replicas: typeof status.active === 'number' ? status.active : 0, ready: 0 }
  const failed = conditionOf(status, 'Failed')
  if (failed?.status === 'True')
    return { progress: 'failed', reason: failed.reason ?? 'JobFailed', message: failedRun(job, failed.message, pods), ...counts }
  if (conditionOf(status, 'Complete')?.status === 'True')
    return { progress: 'done', reason: 'Completed', message: 'the run has ended well', ...counts }
  const trouble = troubleOf(status, pods)
  const isSuspended = (job['spec'] as { suspend?: boolean } | undefined)?.suspend === true
  if (isSuspended) return { progress: 'done', reason: 'Suspended', message: 'the run is suspended', ...counts }
  return { progress: 'rolling', reason: trouble?.reason ?? 'Running', message: trouble?.message ?? 'the run goes on', ...counts }
}

/** Why a run failed: what Kubernetes says (that it may not try again), and what the pods say, which is the cause. */
function failedRun(job: KubeObject, message: string | undefined, pods: readonly KubeObject[]): string {
  const own = pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === job.metadata.uid))
  const trouble = podTrouble(own)
  return [message ?? 'the run failed', ...(trouble === undefined ? [] : [trouble.message])].join('; ')
}

function cronJobState(cronJob: KubeObject, jobs: readonly KubeObject[], pods: readonly KubeObject[]): WorkloadState {
  const status = statusOf(cronJob)
  const { schedule } = (cronJob['spec'] ?? {}) as { schedule?: string }
  const counts = {
    replicas: Array.isArray(status.active) ? status.active.length : 0,
    ready: 0,
    ...(status.lastScheduleTime !== undefined && { lastRunTime: status.lastScheduleTime }),
  }
  const last = jobs.toSorted((a, b) => (created(a) < created(b) ? 1 : -1)).find(each => isFinished(each))
  const failure = last && conditionOf(statusOf(last), 'Failed')
  if (failure?.status === 'True')
    return {
      progress: 'done',
      reason: 'LastRunFailed',
      message: `${last!.metadata.name}: ${failedRun(last!, failure.message ?? failure.reason, pods)}`,
      ...counts,
    }
  return { progress: 'done', reason: 'Scheduled', message: `runs at ${schedule ?? ''}`, ...counts }
}

function created({ metadata }: KubeObject): string {
  return metadata.creationTimestamp ?? ''
}

function isFinished(job: KubeObject): boolean {
  const status = statusOf(job)
  return ['Failed', 'Complete'].some(type => conditionOf(status, type)?.status === 'True')
}
