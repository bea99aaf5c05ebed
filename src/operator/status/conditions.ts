/** A condition as Kubernetes' conventions have it. */
export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
  readonly observedGeneration?: number
  readonly lastTransitionTime: string
}

/** How one side of a resource stands, without when that began. */
export type Standing = Pick<Condition, 'status' | 'reason' | 'message'>

/** The conditions of Integrations and Pipes; `Reconciling` and `Stalled` are those of kstatus. */
export const CONDITION_TYPES = ['Accepted', 'Resolved', 'Built', 'Deployed', 'Ready', 'Reconciling', 'Stalled'] as const
export type ConditionType = (typeof CONDITION_TYPES)[number]
export type Standings = Readonly<Record<ConditionType, Standing>>

/** Longer messages make objects large that are read often. */
const LONGEST_MESSAGE = 4096

export const holds = (reason: string, message = ''): Standing => ({ status: 'True', reason, message })
export const fails = (reason: string, message = ''): Standing => ({ status: 'False', reason, message })
export const unknown = (reason: string, message = ''): Standing => ({ status: 'Unknown', reason, message })

/**
 * The conditions for the standings; the time of transition is kept where the status is what it was. `Reconciling` of another generation is
 * another one: it tells since when the resource as it is now is on its way.
 */
export function conditionsOf(standings: Standings, before: readonly Condition[] = [], generation: number, now: string): Condition[] {
  return CONDITION_TYPES.map(type => {
    const { status, reason, message } = standings[type]
    const known = before.find(each => each.type === type)
    const isSame = known?.status === status && (type !== 'Reconciling' || known.observedGeneration === generation)
    const lastTransitionTime = isSame ? known.lastTransitionTime : now
    return { type, status, reason, message: shortened(message), observedGeneration: generation, lastTransitionTime }
  })
}

function shortened(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1)}…`
}

/** The conditions whose status or reason are others than before. */
export function transitions(before: readonly Condition[] = [], after: readonly Condition[]): Condition[] {
  return after.filter(({ type, status, reason }) => {
    const known = before.find(each => each.type === type)
    return known?.status !== status || known.reason !== reason
  })
}
