import type { Standings } from './conditions.ts'

/** All conditions in one word, for people who look at a list. */
export function phaseOf({ Accepted, Resolved, Deployed, Ready, Stalled }: Standings): string {
  if (Accepted.status === 'False') return 'Invalid'
  if (Resolved.status === 'False') return 'Waiting'
  if (Deployed.status === 'False') return 'Blocked'
  if (Stalled.status === 'True') return 'Failed'
  if (Ready.status === 'Unknown') return 'Deploying'
  if (Ready.status === 'False') return 'Failing'
  return WORDS[Ready.reason] ?? 'Running'
}

const WORDS: Readonly<Record<string, string>> = {
  Suspended: 'Suspended',
  ScaledToZero: 'ScaledToZero',
  Scheduled: 'Scheduled',
  Completed: 'Completed',
}
