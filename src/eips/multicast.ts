import { andThen } from '../core/step.ts'
import { branches } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { useLatest } from './strategies/use-latest.ts'
import { partCopy } from './support/exchanges.ts'
import { ListedParts } from './support/listed-parts.ts'
import { multicastFields, multicastPlan, multicastStrategy } from './support/multicast-fields.ts'
import { preparation, prepareAll } from './support/prepare.ts'
import { runParts } from './support/run-parts.ts'

export const multicast = defineStep({
  name: 'multicast',
  summary: 'Sends a copy of the message to each of its steps, and goes on with their joined replies: by default the last one.',
  category: 'routing',
  notes: [
    'Each child is a branch of its own; steps that belong together stand in a `pipeline`.',
    'Copies are shallow: branches share a body that can be changed in place, unless `onPrepare` copies it.',
    'A failing branch does not keep the others from running, unless `stopOnException` is set; the exchange fails afterwards. A failure that a branch handled ends the route behind the multicast, without a failure.',
    'Delivery: the message is acknowledged when all branches have ended, and given back when the exchange fails. Branches that a `timeout` left behind run on, but nobody waits for them.',
  ],
  fields: { ...multicastFields, steps: branches({ describe: 'The branches.', required: true }) },
  examples: [
    {
      title: 'Two receivers, whose answers are joined to a list',
      yaml: `- from:
    uri: direct:start
    steps:
      - multicast:
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          steps:
            - setBody: { simple: "first \${body}" }
            - setBody: { simple: "second \${body}" }
      - to: mock:end
`,
    },
  ],
  unguarded: ({ shareUnitOfWork }) => !shareUnitOfWork,
  compile(options, context) {
    const plan = multicastPlan(options, context)
    const strategy = multicastStrategy(options, useLatest)
    const prepare = preparation(options.onPrepare)
    const steps = options.steps.map(branch => branch.step)
    return exchange => {
      const copies = steps.map(() => partCopy(exchange, plan.shareUnitOfWork))
      return andThen(prepareAll(copies, prepare), ready => runParts(plan, exchange, new ListedParts(ready, steps), strategy))
    }
  },
})
