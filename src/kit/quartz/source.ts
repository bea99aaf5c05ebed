import { errors } from '../../core/errors.ts'
import type { Exchange, Pattern } from '../../core/exchange.ts'
import { applyPattern, beforeDeadline, type Source, type SourceContext } from '../index.ts'
import { Alarms, type Schedule } from './alarms.ts'
import { openCron } from './cron-schedule.ts'
import { type Firing, jobHeaders, type TriggerName } from './headers.ts'

interface Options {
  readonly groupName: string | undefined
  readonly triggerName: string | undefined
  readonly cron: string | undefined
  readonly triggerStartDelay: number
  readonly stateful: boolean
  readonly ignoreExpiredNextFireTime: boolean
  readonly autoStartScheduler: boolean
  readonly exchangePattern: Pattern | undefined
}

/** As many as Quartz has threads. */
const CONCURRENT = 10

/** Sends messages at the times of a trigger. `extra` holds the options with the prefixes `trigger.` and `job.`. */
export async function openQuartzSource(options: Options, context: SourceContext, extra: Readonly<Record<string, string>>): Promise<Source> {
  const trigger = nameOf(options, context)
  const cron = options.cron === undefined ? undefined : await openCron(options.cron, extra['trigger.timeZone'])
  const { clock } = context.services
  const open = (): Schedule => {
    const from = clock.now() + options.triggerStartDelay
    if (cron === undefined) return interval(from, extra)
    if (cron.next(from) === undefined && !options.ignoreExpiredNextFireTime)
      throw errors.KF_CONN_CRON({ expression: options.cron!, reason: 'the trigger will never fire' })
    return { first: cron.next(from), after: time => cron.next(time) }
  }
  const fire = (firing: Firing) => context.deliver(message(options, context, trigger, firing))
  const alarms = new Alarms(clock, options.stateful ? 1 : CONCURRENT, fire)
  return {
    start() {
      if (options.autoStartScheduler) alarms.start(open())
    },
    stop: deadline => beforeDeadline(alarms.stop(), deadline),
    suspend: () => alarms.suspend(true),
    resume: () => alarms.suspend(false),
  }
}

/** `repeatCount` more times after the first, without end unless given. */
function interval(first: number, extra: Readonly<Record<string, string>>): Schedule {
  const every = Number(extra['trigger.repeatInterval'] ?? 1000)
  const times = Number(extra['trigger.repeatCount'] ?? -1)
  let done = 0
  return { first, after: time => (times >= 0 && ++done > times ? undefined : time + every) }
}

/** `quartz:name` has a name only: what stands before the slash is the name then. */
function nameOf({ groupName, triggerName }: Options, context: SourceContext): TriggerName {
  const group = triggerName === undefined ? undefined : groupName
  const name = triggerName ?? groupName
  if (name === undefined) throw errors.KF_ROUTE_MISSING({ what: 'quartz', option: 'triggerName' })
  return { group: group ?? `Camel_${context.services.name}`, name }
}

function message(options: Options, context: SourceContext, trigger: TriggerName, firing: Firing): Exchange {
  const exchange = applyPattern(context.exchange(), options.exchangePattern)
  const kind = options.cron === undefined ? 'Simple' : 'Cron'
  for (const [name, value] of jobHeaders(trigger, kind, firing, options.stateful)) exchange.setHeader(name, value)
  return exchange
}
