import { JavaValue } from '../../core/values.ts'

export interface TriggerName {
  readonly group: string
  readonly name: string
}

/** One time at which a trigger fires; milliseconds since the epoch. */
export interface Firing {
  readonly scheduled: number
  readonly fired: number
  readonly previous: number | undefined
  readonly next: number | undefined
}

/** What Quartz's job context holds, as headers. Java objects are given by class and text. */
export function jobHeaders(
  trigger: TriggerName,
  kind: 'Simple' | 'Cron',
  { scheduled, fired, previous, next }: Firing,
  stateful: boolean,
): readonly (readonly [string, unknown])[] {
  const id = `${trigger.group}.${trigger.name}`
  const triggerClass = `org.quartz.impl.triggers.${kind}TriggerImpl`
  const jobClass = `org.apache.camel.component.quartz.${stateful ? 'StatefulJob' : 'CamelJob'}`
  const date = (time: number | undefined) => (time === undefined ? null : new Date(time))
  return [
    ['calendar', null],
    ['fireTime', date(fired)],
    ['jobDetail', new JavaValue('org.quartz.impl.JobDetailImpl', `JobDetail '${id}':  jobClass: '${jobClass}`)],
    ['jobInstance', new JavaValue(jobClass, jobClass)],
    ['jobRunTime', -1],
    ['mergedJobDataMap', new JavaValue('org.quartz.JobDataMap', 'org.quartz.JobDataMap')],
    ['nextFireTime', date(next)],
    ['previousFireTime', date(previous)],
    ['refireCount', 0],
    ['result', null],
    ['scheduledFireTime', date(scheduled)],
    ['scheduler', new JavaValue('org.quartz.impl.StdScheduler', 'org.quartz.impl.StdScheduler')],
    ['trigger', new JavaValue(triggerClass, `Trigger '${id}':  triggerClass: '${triggerClass}`)],
    ['triggerName', trigger.name],
    ['triggerGroup', trigger.group],
    ['CamelMessageTimestamp', fired],
  ]
}
