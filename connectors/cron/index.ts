import { defineConnector, sourceFields, text } from '../../src/kit/index.ts'
import { openCronSource } from './source.ts'

export default defineConnector({
  name: 'cron',
  summary: 'Sends empty messages at the times of a cron expression.',
  notes: ['The expression has five fields as in Unix, or six to seven as in Quartz, from seconds to years.'],
  inMemory: true,
  syntax: 'cron:name',
  pathInQuery: false,
  path: { name: text({ describe: 'Name of the trigger.', required: true }) },
  source: {
    exclusive: true,
    fields: {
      ...sourceFields,
      schedule: text({ describe: 'The cron expression, blanks written as `+`.', required: true }),
    },
    open: (options, context) => openCronSource(options, context),
  },
  examples: [
    {
      title: 'Every minute',
      yaml: `- from:
    uri: cron:minutes?schedule=0+*+*+*+*+?
    steps:
      - to: mock:end
`,
    },
  ],
})
