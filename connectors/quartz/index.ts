import { boolean, defineConnector, duration, sourceFields, text } from '../../src/kit/index.ts'
import { openQuartzSource } from '../../src/kit/quartz/source.ts'

const unused = (what: string) => ({ describe: `Has no effect: ${what}.`, default: false, advanced: true })

export default defineConnector({
  name: 'quartz',
  summary: 'Sends empty messages at the times of a cron expression or at an interval.',
  notes: [
    'Times are kept in memory: nothing is made up for after a restart.',
    'Up to ten messages are worked on at a time, as with the threads of Quartz; `stateful=true` makes them follow each other.',
    'Options with the prefix `trigger.` that have an effect are `repeatCount`, `repeatInterval` and `timeZone`.',
  ],
  inMemory: true,
  syntax: 'quartz:groupName/triggerName',
  path: {
    groupName: text({ describe: 'Group of the trigger; `Camel_` and the name of the runtime unless given.' }),
    triggerName: text({ describe: 'Name of the trigger.' }),
  },
  prefixes: ['trigger.', 'job.'],
  source: {
    exclusive: true,
    fields: {
      ...sourceFields,
      cron: text({ describe: 'Six or seven fields, from seconds to years, blanks written as `+`. Without it, an interval of a second.' }),
      triggerStartDelay: duration({ describe: 'How long after the start a message may come.', default: 500, advanced: true }),
      stateful: boolean({ describe: 'Whether a message waits for the one before it.', default: false }),
      ignoreExpiredNextFireTime: boolean({
        describe: 'Whether a cron expression whose times are all in the past is accepted.',
        default: false,
        advanced: true,
      }),
      autoStartScheduler: boolean({ describe: 'Whether it runs when the route starts.', default: true, advanced: true }),
      deleteJob: boolean({ describe: 'Has no effect: nothing is kept when the route stops.', default: true, advanced: true }),
      pauseJob: boolean(unused('nothing is kept when the route stops')),
      durableJob: boolean(unused('nothing is kept')),
      recoverableJob: boolean(unused('nothing is kept')),
      prefixJobNameWithEndpointId: boolean(unused('names are not shared')),
      usingFixedCamelContextName: boolean(unused('there is no shared scheduler')),
      customCalendar: text({ describe: 'Days to leave out.', advanced: true, unsupported: 'it takes a Java object' }),
    },
    open: (options, context, address) => openQuartzSource(options, context, address.extra),
  },
  examples: [
    {
      title: 'At noon on weekdays',
      yaml: `- from:
    uri: quartz:noon?cron=0+0+12+?+*+MON-FRI
    steps:
      - to: mock:end
`,
    },
  ],
})
