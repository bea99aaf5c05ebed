import { andThen, definePlugIn, defineStep, integer, predicate, steps } from 'kafila/kit'

export const __WORD__ = defineStep({
  name: '__WORD__',
  summary: 'Runs its steps for the first messages that match; the route goes on behind it in any case.',
  category: 'routing',
  fields: {
    expression: predicate({ describe: 'Which messages count; without it all of them.' }),
    first: integer({ describe: 'For how many messages the steps run.', default: 1, minimum: 1 }),
    steps: steps({ describe: 'Run for the first messages that match.', required: true }),
  },
  examples: [
    {
      title: 'Tell of the first large order only',
      yaml: `- from:
    uri: direct:orders
    steps:
      - __WORD__:
          simple: "\${header.total} > 100"
          steps:
            - to: mock:told
      - to: mock:all
`,
    },
  ],
  // called once, when the route is built: what is decided here costs nothing per message
  compile({ expression, first, steps }) {
    let done = 0
    const matches = exchange => expression === undefined || expression(exchange)
    // called for each message; gives a promise only where something waits
    return exchange =>
      andThen(matches(exchange), matched => {
        if (!matched || done === first) return undefined
        done += 1
        return steps(exchange)
      })
  },
})

export default definePlugIn({ steps: [__WORD__] })
