import type { KubeObject } from '../client/kube-object.ts'

/** What is wrong with a pod. */
export interface PodFailure {
  /** In one word: `ImagePull`, `CrashLoop`, `OutOfMemory` … */
  readonly reason: string
  readonly message: string
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly terminated?: Terminated
}
interface Terminated {
  readonly reason?: string
  readonly exitCode?: number
  readonly signal?: number
  readonly message?: string
}
interface ContainerStatus {
  readonly name: string
  readonly image?: string
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}
interface PodStatus {
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
  readonly containerStatuses?: readonly ContainerStatus[]
}

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: 'ImagePull',
  ImagePullBackOff: 'ImagePull',
  ErrImageNeverPull: 'ImagePull',
  ErrImageInspect: 'ImagePull',
  InvalidImageName: 'ImagePull',
  RegistryUnavailable: 'ImagePull',
  CreateContainerConfigError: 'ConfigMissing',
  CreateContainerError: 'ContainerRefused',
  RunContainerError: 'ContainerRefused',
  CrashLoopBackOff: 'CrashLoop',
}

/** What keeps a pod from running, or made it end; undefined where nothing is wrong, or nothing is known yet. Containers that prepare a pod are looked at first. */
export function podFailure(pod: KubeObject): PodFailure | undefined {
  const status = (pod['status'] ?? {}) as PodStatus
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  for (const each of containers) {
    const failure = containerFailure(each)
    if (failure !== undefined) return failure
  }
  if (status.phase === 'Failed') return { reason: status.reason ?? 'PodFailed', message: status.message ?? 'the pod failed' }
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled')
  if (scheduled?.status === 'False') return { reason: scheduled.reason ?? 'Unschedulable', message: scheduled.message ?? '' }
  return undefined
}

function containerFailure({ name, image, restartCount = 0, state = {}, lastState = {} }: ContainerStatus): PodFailure | undefined {
  const { waiting } = state
  const reason = WAITING[waiting?.reason ?? '']
  const ended = state.terminated ?? lastState.terminated
  if (reason === 'ImagePull') return { reason, message: `container ${name}: ${waiting!.reason}: ${waiting!.message ?? image ?? ''}` }
  if (reason !== undefined && reason !== 'CrashLoop')
    return { reason, message: `container ${name}: ${waiting!.message ?? waiting!.reason}` }
  if (ended?.reason === 'OOMKilled')
    return { reason: 'OutOfMemory', message: `container ${name} used more memory than its limit (restarts: ${restartCount})` }
  if (reason === 'CrashLoop') return { reason, message: `container ${name} ${endText(ended)} (restarts: ${restartCount})` }
  if (state.terminated !== undefined && state.terminated.exitCode !== 0)
    return { reason: 'ContainerEnded', message: `container ${name} ${endText(ended)}` }
  return undefined
}

const LONGEST_TEXT = 500

/** Its last words are at the end of what it wrote. */
function endText(ended: Terminated | undefined): string {
  if (ended === undefined) return 'ends again and again'
  const how = ended.signal ? `was ended by signal ${ended.signal}` : `ended with exit code ${ended.exitCode ?? '?'}`
  const words = (ended.message ?? '').trim()
  return words === '' ? how : `${how}: ${words.length > LONGEST_TEXT ? `…${words.slice(-LONGEST_TEXT)}` : words}`
}
