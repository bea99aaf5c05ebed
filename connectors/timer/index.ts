import { boolean, defineConnector, duration, integer, runLoggingLevel, sourceFields, synchronous, text } from '../../src/kit/index.ts'
import { openTimerSource } from './source.ts'

export default defineConnector({
  name: 'timer',
  summary: 'Sends empty messages by the clock.',
  notes: [
    'Two messages are never worked on at a time: one that takes longer than the period delays the next, unless it waits in an asynchronous `delay`.',
    'A failed message is logged and not sent again; the timer goes on.',
  ],
  inMemory: true,
  nameless: true,
  syntax: 'timer:timerName',
  pathInQuery: true,
  path: { timerName: text({ describe: 'Name of the timer.', required: true }) },
  source: {
    fields: {
      ...sourceFields,
      delay: duration({
        describe: 'How long before the first message; below 0, messages follow each other without any pause.',
        default: 1000,
      }),
      period: duration({ describe: 'How long between messages; 0 sends one message only.', default: 1000 }),
      repeatCount: integer({ describe: 'How many messages at most; 0 or less: without end.', default: 0 }),
      fixedRate: boolean({
        describe: 'Whether messages that came late are caught up, so that their number keeps to the clock.',
        default: false,
      }),
      includeMetadata: boolean({
        describe: 'Whether the message tells the name, count, period and time of the timer.',
        default: false,
      }),
      time: text({
        describe: 'When the first message is sent (`yyyy-MM-dd HH:mm:ss` or `yyyy-MM-ddTHH:mm:ss`), instead of `delay`.',
        advanced: true,
      }),
      pattern: text({ describe: 'Pattern of `time`, of `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` and `SSS`.', advanced: true }),
      daemon: boolean({ describe: 'Has no effect: there is no thread of its own.', default: true, advanced: true }),
      timer: text({ describe: 'A timer of your own.', advanced: true, unsupported: 'it takes a Java object' }),
      synchronous,
      runLoggingLevel,
    },
    open: (options, context) => openTimerSource(options, context),
  },
  examples: [
    {
      title: 'Once, after a second',
      yaml: `- from:
    uri: timer:hello?repeatCount=1
    steps:
      - setBody: { constant: Hello }
      - to: mock:end
`,
    },
  ],
})
