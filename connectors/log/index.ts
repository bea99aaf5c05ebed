import { boolean, choice, defineConnector, integer, sinkFields, text } from '../../src/kit/index.ts'
import { openLogSink } from './sink.ts'

const shown = (what: string) => boolean({ describe: `Whether ${what} shown.`, default: false })

export default defineConnector({
  name: 'log',
  summary: 'Writes messages, or how many there were, to the log.',
  notes: [
    'The pattern is shown while every option of the format has its default.',
    'Streams are read into memory to be shown; files are named only, unless `showFiles` is set.',
  ],
  inMemory: true,
  syntax: 'log:loggerName',
  pathInQuery: true,
  path: { loggerName: text({ describe: 'Name of the logger.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      level: choice(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], { describe: 'The level.', default: 'INFO' }),
      marker: text({ describe: 'Marker of the lines.' }),
      logMask: boolean({ describe: 'Whether values of secrets (`password=…`) are written as `xxxxx`.', default: false }),
      plain: boolean({ describe: 'Whether the line is the body alone.', default: false }),
      groupSize: integer({ describe: 'Writes a line about the throughput after so many messages, instead of the messages.' }),
      groupInterval: integer({ describe: 'Writes a line about the throughput every so many milliseconds, instead of the messages.' }),
      groupDelay: integer({ describe: 'How many milliseconds after the start the first interval begins.', default: 0 }),
      groupActiveOnly: boolean({ describe: 'Whether intervals without messages are left out.', default: true }),
      sourceLocationLoggerName: boolean({
        describe: 'Whether the place in the route file is the name of the logger.',
        default: false,
        unsupported: 'a sink may serve several places',
      }),
      exchangeFormatter: text({ describe: 'A format of your own.', advanced: true, unsupported: 'it takes a Java object' }),
      maxChars: integer({
        describe: 'How many characters a line may have; a longer one is cut. 0: any number; negative: the body is not shown.',
        default: 10_000,
      }),
      multiline: boolean({ describe: 'Whether each part has a line of its own.', default: false }),
      style: choice(['Default', 'Tab', 'Fixed'], { describe: 'How the parts are separated.', default: 'Default' }),
      skipBodyLineSeparator: boolean({ describe: 'Whether line feeds of the body are left out.', default: true }),
      showAll: shown('everything is'),
      showExchangeId: shown('the id of the exchange is'),
      showRouteGroup: shown('the group of the route is'),
      showRouteId: shown('the id of the route is'),
      showExchangePattern: shown('the pattern is'),
      showProperties: shown('the exchange properties of the route are'),
      showAllProperties: shown("all exchange properties, the runtime's too, are"),
      showVariables: shown('variables are'),
      showHeaders: shown('headers are'),
      showBodyType: boolean({ describe: 'Whether the type of the body is shown.', default: true }),
      showBody: boolean({ describe: 'Whether the body is shown.', default: true }),
      showException: shown('the failure of the exchange is'),
      showCaughtException: shown('a failure that was caught is'),
      showStackTrace: shown('the stack of the failure is'),
      showFiles: shown('the content of a file is'),
      showStreams: shown('a stream that can be read once only is'),
      showCachedStreams: boolean({ describe: 'Whether a stream is read to show it.', default: true }),
      showFuture: boolean({ describe: 'Has no effect: there are no futures.', default: false, advanced: true }),
    },
    open: (options, context) => openLogSink(options, context),
  },
  examples: [
    {
      title: 'Headers and body',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: log:orders?showHeaders=true
`,
    },
  ],
})
