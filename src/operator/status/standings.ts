import type { Obstacle } from '../reconcile/apply-manifests.ts'
import { fails, holds, type Standing, type Standings, unknown } from './conditions.ts'
import type { WorkloadState } from './workload-state.ts'

/** What was found wrong with a resource before anything was made of it. */
export interface Verdict {
  /** What is wrong with routes or fields, one text for each. */
  readonly invalid: readonly string[]
  readonly invalidReason: 'InvalidRoute' | 'InvalidSpec' | 'UnknownRevision'
  /** What is named but not there. */
  readonly missing: readonly string[]
  readonly warnings: readonly string[]
  /** The revision that goes on to run where the resource is not accepted. */
  readonly running?: string | undefined
}

export interface StandingInput {
  readonly verdict: Verdict
  readonly obstacles: readonly Obstacle[]
  readonly state: WorkloadState
  readonly suspended: boolean
  /** Why it is this kind of workload. */
  readonly decision: string
  /** Whether it has been on its way for longer than its deadline. */
  readonly isOverdue: boolean
}

/** How all sides of a resource stand. `Ready` holds only where what the resource says now runs; `Reconciling` and `Stalled` never both. */
export function standingsOf(input: StandingInput): Standings {
  const hindrance = hindranceOf(input)
  const ready = hindrance === undefined ? runs(input) : fails(hindrance.reason, hindrance.message)
  const stalled = stalledBy(input, hindrance)
  const isOnItsWay = stalled === undefined && (hindrance !== undefined || input.state.progress === 'rolling')
  return {
    Accepted: accepted(input.verdict),
    Resolved: input.verdict.missing.length === 0 ? holds('AllFound') : fails('Missing', input.verdict.missing.join('; ')),
    Built: holds('NoBuildNeeded', 'routes run as they are written'),
    Deployed: hindrance === undefined ? holds('Applied', input.decision) : fails(hindrance.reason, hindrance.message),
    Ready: ready,
    Reconciling: isOnItsWay ? holds(ready.reason, ready.message) : fails('Settled'),
    Stalled: stalled ?? fails('NotStalled'),
  }
}

function accepted({ invalid, invalidReason, warnings }: Verdict): Standing {
  if (invalid.length > 0) return fails(invalidReason, invalid.join('; '))
  return holds('Valid', warnings.length === 0 ? '' : `with warnings: ${warnings.join('; ')}`)
}

interface Hindrance {
  readonly reason: string
  readonly message: string
  /** Whether nothing but a change of something else will help. */
  readonly isFinal: boolean
}

/** Obstacles that may go away by themselves: quotas that are freed. */
const PASSING = new Set(['Refused'])

/** Why what the resource says is not deployed. */
function hindranceOf({ verdict, obstacles }: StandingInput): Hindrance | undefined {
  const { invalid, missing, running } = verdict
  const goesOn = running === undefined ? '' : `; revision ${running} goes on`
  if (invalid.length > 0) return { reason: 'NotAccepted', message: `${invalid[0]}${more(invalid)}${goesOn}`, isFinal: true }
  if (missing.length > 0) return { reason: 'NotResolved', message: `${missing[0]}${more(missing)}${goesOn}`, isFinal: false }
  const [first] = obstacles
  if (first === undefined) return undefined
  return { reason: first.reason, message: obstacles.map(({ message }) => message).join('; '), isFinal: !PASSING.has(first.reason) }
}

function more(all: readonly string[]): string {
  return all.length > 1 ? ` (and ${all.length - 1} more)` : ''
}

/** Reasons that tell of nothing but that it is not done yet. */
const UNDER_WAY = new Set(['RollingOut', 'Creating', 'Running'])

function runs({ state, suspended }: StandingInput): Standing {
  const { progress, reason, message } = state
  if (suspended && progress === 'done') return holds('Suspended', 'nothing runs, as spec.suspend says')
  if (progress === 'failed') return fails(reason, message)
  if (progress === 'rolling') return UNDER_WAY.has(reason) ? unknown(reason, message) : fails(reason, message)
  return reason === 'LastRunFailed' ? fails(reason, message) : holds(reason, message)
}

function stalledBy({ state, isOverdue }: StandingInput, hindrance: Hindrance | undefined): Standing | undefined {
  if (hindrance?.isFinal) return holds(hindrance.reason, hindrance.message)
  if (hindrance === undefined && state.progress === 'failed') return holds(state.reason, state.message)
  const isWaiting = hindrance !== undefined || state.progress === 'rolling'
  return isOverdue && isWaiting ? holds(OVERDUE, hindrance?.message ?? state.message) : undefined
}

/** The reason of `Stalled` where a deadline has passed. */
export const OVERDUE = 'DeadlineExceeded'
