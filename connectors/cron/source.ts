import { errors } from '../../src/core/errors.ts'
import type { Pattern } from '../../src/core/exchange.ts'
import type { Source, SourceContext } from '../../src/kit/index.ts'
import { openQuartzSource } from '../../src/kit/quartz/source.ts'

interface Options {
  readonly name: string
  readonly schedule: string
  readonly exchangePattern: Pattern | undefined
}

/** A quartz source for the expression; one of five fields fires at the full minute. */
export function openCronSource({ name, schedule, exchangePattern }: Options, context: SourceContext): Promise<Source> {
  const count = schedule.trim().split(/\s+/).length
  if (count < 5 || count > 7)
    throw errors.KF_CONN_CRON({
      expression: schedule,
      reason: `Invalid number of parts in cron expression. Expected 5 to 7, got: ${count}`,
    })
  const options = {
    groupName: name,
    triggerName: undefined,
    cron: count === 5 ? `0 ${schedule.trim()}` : schedule,
    triggerStartDelay: 500,
    stateful: false,
    ignoreExpiredNextFireTime: false,
    autoStartScheduler: true,
    exchangePattern,
  }
  return openQuartzSource(options, context, {})
}
