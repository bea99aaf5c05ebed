import { boolean, defineConnector, integer, pollFields, sourceFields, synchronous, text } from '../../src/kit/index.ts'
import { openSchedulerSource } from './source.ts'

export default defineConnector({
  name: 'scheduler',
  summary: 'Sends empty messages by the clock, the delay counting from the end of each.',
  notes: [
    'Each message counts as a poll that got one; a route that sets the property `CamelSchedulerPolledMessages` to 0 makes it an idle one, for the back-off.',
  ],
  inMemory: true,
  syntax: 'scheduler:name',
  pathInQuery: true,
  path: { name: text({ describe: 'Name of the scheduler.', required: true }) },
  source: {
    exclusive: true,
    fields: {
      ...sourceFields,
      ...pollFields,
      includeMetadata: boolean({ describe: 'Whether the message tells the name of the scheduler and the time.', default: false }),
      poolSize: integer({ describe: 'Has no effect: messages of one scheduler follow each other.', default: 1, advanced: true }),
      synchronous,
    },
    open: (options, context) => openSchedulerSource(options, context),
  },
  examples: [
    {
      title: 'Every ten seconds after the last',
      yaml: `- from:
    uri: scheduler:poll?delay=10000
    steps:
      - to: mock:end
`,
    },
  ],
})
