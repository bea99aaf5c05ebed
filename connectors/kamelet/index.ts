import { boolean, defineConnector, duration, sinkFields, sourceFields, text } from '../../src/kit/index.ts'
import { openKameletSink } from './sink.ts'
import { openKameletSource } from './source.ts'

const common = {
  location: text({ describe: 'File that the Kamelet is read from. Default: see `camel.component.kamelet.location`.' }),
  noErrorHandler: boolean({ describe: "Whether failures inside go to the caller's onException instead.", default: false }),
}

export default defineConnector({
  name: 'kamelet',
  summary: 'A Kamelet: a route with parameters, made anew for each use.',
  notes: [
    'A source Kamelet stands in `from`, its messages come from its `kamelet:sink`. Others are called by `to` or by the kamelet step; their result is the message.',
    'Parameters come from the URI, from `camel.kamelet.NAME.ROUTE.PARAMETER`, from `camel.kamelet.NAME.PARAMETER`, or from the defaults of the Kamelet, in this order. They are taken as they are written: nothing is decoded, and an `&` ends a value unless it is RAW(…).',
    "The error handler of the route that uses it and its route configuration hold inside too, but not an onException of its file: with noErrorHandler failures go to the caller's.",
    'One that a message names (`toD`) is made with the first message for it, and goes with its endpoint: a thousand are kept, with `cacheSize: -1` none.',
  ],
  inMemory: true,
  syntax: 'kamelet:templateId/routeId',
  componentOptions: { location: true },
  path: {
    templateId: text({ describe: 'The Kamelet; inside of one also `source` and `sink`.', required: true }),
    routeId: text({ describe: 'Id of the route that is made.' }),
  },
  lenient: true,
  templated: true,
  source: {
    exclusive: true,
    fields: { ...sourceFields, ...common },
    open: ({ routeId }, context, address) => openKameletSource(routeId, context, address),
  },
  sink: {
    fields: {
      ...sinkFields,
      ...common,
      block: boolean({ describe: 'Has no effect: a call does not wait for a Kamelet that is stopped.', default: true }),
      timeout: duration({ describe: 'Has no effect, as block.', default: 30_000 }),
      failIfNoConsumers: boolean({ describe: 'Whether a call of a Kamelet that is stopped fails.', default: true }),
    },
    open: (options, context, address) => openKameletSink(options, context, address),
  },
  examples: [
    {
      title: 'A Kamelet called by two routes',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: "kamelet:greet-action?greeting=Hello"
      - to: mock:end
- from:
    uri: direct:other
    steps:
      - to: { uri: "kamelet:greet-action", parameters: { greeting: Bye, mark: "." } }
      - to: mock:end
`,
      files: {
        'greet-action.kamelet.yaml': `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: greet-action, labels: { camel.apache.org/kamelet.type: action } }
spec:
  definition:
    title: Greet
    required: [greeting]
    properties:
      greeting: { title: Greeting, type: string }
      mark: { title: Mark, type: string, default: "!" }
  template:
    from:
      uri: kamelet:source
      steps:
        - setBody: { simple: "{{greeting}} \${body}{{mark}}" }
`,
      },
    },
  ],
})
