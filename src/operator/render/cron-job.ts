import { errors } from '../../core/errors.ts'
import { kinds } from '../client/kinds.ts'
import type { Renderer, RenderInput } from './context.ts'
import { jobSpec } from './job.ts'
import { child, childLabels } from './metadata.ts'

/** The CronJob: the cluster keeps the time, and each run ends when its routes have fired once. */
export const renderCronJob: Renderer = input => {
  if (input.workload !== 'CronJob') return []
  const { integration } = input
  const { deploy = {}, suspend = false } = integration.spec
  const spec = {
    schedule: scheduleFor(input),
    ...(deploy.timeZone !== undefined && { timeZone: deploy.timeZone }),
    concurrencyPolicy: deploy.concurrencyPolicy ?? 'Forbid',
    suspend,
    ...(deploy.startingDeadlineSeconds !== undefined && { startingDeadlineSeconds: deploy.startingDeadlineSeconds }),
    successfulJobsHistoryLimit: deploy.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: deploy.failedJobsHistoryLimit ?? 1,
    jobTemplate: { metadata: { labels: childLabels(integration) }, spec: jobSpec(input) },
  }
  return [child(input, kinds.CronJob, { spec })]
}

/** The schedule that is given, else the one that all routes share. Throws `KF_OPER_RESOURCE` where there is none. */
export function scheduleFor({ integration, needs }: Pick<RenderInput, 'integration' | 'needs'>): string {
  const given = integration.spec.deploy?.schedule
  if (given !== undefined) return given
  const [first, ...others] = [...new Set(needs.schedules)]
  if (first !== undefined && others.length === 0) return first
  const reason =
    others.length > 0
      ? 'the routes have several schedules; say one'
      : 'no route says by minutes when it runs (cron:, quartz:, timer: with a period that divides an hour or a day)'
  throw errors.KF_OPER_RESOURCE({ what: `Integration ${integration.metadata.name}`, field: 'spec.deploy.schedule', reason })
}
