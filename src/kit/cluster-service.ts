/** That this process leads a group: as long as `held` nobody else does. */
export interface Leadership {
  /** Asked before each message: false as soon as another process might lead. */
  readonly held: boolean
  /** Aborted when it is lost. */
  readonly lost: AbortSignal
  /** Gives it to whoever comes next. */
  release(): Promise<void>
}

/** Elects one process of a group. */
export interface Elector {
  /** Resolves when this process leads the group; rejects with the signal's reason where that comes first. */
  acquire(group: string, signal: AbortSignal): Promise<Leadership>
}

export interface KubernetesClusterOptions {
  readonly kubernetesNamespace?: string | undefined
  readonly kubernetesResourceName: string
  readonly podName?: string | undefined
  readonly leaseDurationMillis: number
  readonly renewDeadlineMillis: number
  readonly retryPeriodMillis: number
}

export interface FileClusterOptions {
  readonly root: string
  readonly acquireLockDelay: number
  readonly acquireLockInterval: number
}

/** A bean that says how processes elect one of them: by Leases of Kubernetes, or by files in a folder that they share. */
export class ClusterService {
  readonly settings:
    | { readonly kind: 'kubernetes'; readonly options: KubernetesClusterOptions }
    | { readonly kind: 'file'; readonly options: FileClusterOptions }

  constructor(settings: ClusterService['settings']) {
    this.settings = settings
  }
}

export const KUBERNETES_CLUSTER: KubernetesClusterOptions = {
  kubernetesResourceName: 'leaders',
  leaseDurationMillis: 15_000,
  renewDeadlineMillis: 10_000,
  retryPeriodMillis: 2_000,
}
