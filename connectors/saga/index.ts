import { choice, defineConnector, sinkFields } from '../../src/kit/index.ts'
import { openSagaSink } from './sink.ts'

export default defineConnector({
  name: 'saga',
  summary: 'Ends the saga that a message takes part in: `saga:COMPLETE` well, `saga:COMPENSATE` by taking back what was done.',
  notes: ['For sagas with `completionMode: MANUAL`. The message waits until the endpoints of all parts were called.'],
  inMemory: true,
  syntax: 'saga:action',
  path: { action: choice(['COMPLETE', 'COMPENSATE'], { describe: 'How the saga ends.', required: true }) },
  sink: {
    fields: sinkFields,
    open: ({ action }, context) => openSagaSink(action, context),
  },
  examples: [
    {
      title: 'A saga that a later route ends',
      yaml: `- beans:
    - name: sagaService
      type: org.apache.camel.saga.InMemorySagaService
      initMethod: start
- from:
    uri: direct:start
    steps:
      - to: direct:order
      - to: saga:COMPLETE
- from:
    uri: direct:order
    steps:
      - saga:
          completionMode: MANUAL
          timeout: 1h
          completion: mock:done
          steps:
            - to: mock:order
`,
    },
  ],
})
