import { boolean, choice, defineConnector, integer, sinkFields, text } from '../../src/kit/index.ts'
import { openControlbusSink } from './sink.ts'

export default defineConnector({
  name: 'controlbus',
  summary: 'Starts, stops, suspends and resumes routes, or asks for their state.',
  notes: [
    'A failure of an action is logged and does not fail the message; a route that is not there is left alone.',
    'A stop waits until the messages in flight have ended. A route that stops or restarts itself does so behind the message that asked for it.',
  ],
  inMemory: true,
  syntax: 'controlbus:command:language',
  path: {
    command: choice(['route', 'language'], {
      describe: 'What is asked: `route` acts on a route, `language` evaluates the body.',
      required: true,
    }),
    language: text({ describe: 'The language of the body, for `language`.' }),
  },
  sink: {
    fields: {
      ...sinkFields,
      routeId: text({ describe: 'The route; `current` is the one that sends.' }),
      action: choice(['start', 'stop', 'fail', 'suspend', 'resume', 'restart', 'status', 'stats'], {
        describe:
          'What to do; `status` makes the state of the route the body (`Started`), `stats` what it has counted, as XML; without `routeId` that of all routes.',
      }),
      async: boolean({ describe: 'Whether the message goes on at once; a result is then dropped.', default: false }),
      restartDelay: integer({ describe: 'Milliseconds between stop and start of a `restart`.', default: 1000 }),
      loggingLevel: choice(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
        describe: 'Level at which actions are logged.',
        default: 'INFO',
      }),
    },
    open: (options, context) => openControlbusSink(options, context),
  },
  examples: [
    {
      title: 'Stop another route',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: controlbus:route?routeId=intake&action=stop
`,
    },
  ],
})
