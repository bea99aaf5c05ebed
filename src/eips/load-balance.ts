import { errors } from '../core/errors.ts'
import type { Step } from '../core/step.ts'
import { exceptionNamed } from '../kit/exception-names.ts'
import {
  type Branch,
  type Built,
  bean,
  boolean,
  branches,
  expression,
  type Field,
  group,
  integer,
  list,
  type StepModel,
  text,
} from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { custom, inTurn, random, sticky, topic, weighted } from './support/load-balance/choosers.ts'
import { failover } from './support/load-balance/failover.ts'

/** The targets; Camel takes a load balancer among them for a second one of the same step. */
const targets: Field<readonly Branch[]> = {
  ...branches({ describe: 'The targets.' }),
  build(raw, scope) {
    const models = (raw ?? []) as readonly StepModel[]
    if (models.some(model => model.step === 'loadBalance'))
      throw errors.KF_ROUTE_INVALID({ what: 'loadBalance', reason: 'a load balancer among its targets has to stand in a `pipeline`' })
    return scope.branches(models)
  },
}

const fields = {
  roundRobinLoadBalancer: group({}, { describe: 'Each message goes to the next target.' }),
  randomLoadBalancer: group({}, { describe: 'Each message goes to some target.' }),
  topicLoadBalancer: group({}, { describe: 'Each message goes to all targets, and on as it was.' }),
  stickyLoadBalancer: group(
    { correlationExpression: expression({ describe: 'Messages with the same key go to the same target.', required: true }) },
    { describe: 'Messages with the same key go to the same target.' },
  ),
  weightedLoadBalancer: group(
    {
      distributionRatio: text({ describe: 'A weight for each target: `4,2,1`.', required: true }),
      distributionRatioDelimiter: text({ describe: 'What stands between the weights.', default: ',' }),
      roundRobin: boolean({ describe: 'Whether targets come in turn, not at random.', default: false }),
    },
    { describe: 'Targets get messages in proportion to their weights.' },
  ),
  failoverLoadBalancer: group(
    {
      exception: list(text({ describe: 'A class of exceptions.' }), {
        describe: 'The failures (also as a cause) for which the next target is tried. Default: all.',
      }),
      roundRobin: boolean({ describe: 'Whether each message starts at the next target.', default: false }),
      sticky: boolean({ describe: 'Whether each message starts at the last good target.', default: false }),
      maximumFailoverAttempts: integer({
        describe: 'How many further targets are tried. -1: all, with roundRobin again and again.',
        default: -1,
      }),
      inheritErrorHandler: boolean({
        describe: 'Has no effect, as in Camel: the error handler works on each target first.',
        default: true,
      }),
    },
    { describe: 'The next target is tried where one fails, each with the message as it was.' },
  ),
  customLoadBalancer: group(
    { ref: bean({ describe: 'A bean that is a function of the exchange and gives the index of the target.', required: true }) },
    { describe: 'A function of the host application chooses the target.', shorthand: 'ref' },
  ),
  steps: targets,
}

export const loadBalance = defineStep({
  name: 'loadBalance',
  summary: 'Sends each message to one of its steps, chosen in turn, at random, by a key or by what works.',
  category: 'routing',
  notes: [
    'Each child is a target; steps that belong together stand in a `pipeline`.',
    'failoverLoadBalancer starts each try with a fresh copy of the message; what was done by a target that failed stays done.',
    'Delivery: the target is part of the exchange. With failover the message is given back only when the last try has failed.',
  ],
  // as in Camel, where it stands in two channels inside of other steps
  interceptedTimes: (_, atTop) => (atTop ? 1 : 2),
  fields,
  examples: [
    {
      title: 'In turn',
      yaml: `- from:
    uri: direct:start
    steps:
      - loadBalance:
          roundRobinLoadBalancer: {}
          steps:
            - to: mock:a
            - to: mock:b
`,
    },
    {
      title: 'The second one where the first fails',
      yaml: `- from:
    uri: direct:start
    steps:
      - loadBalance:
          failoverLoadBalancer: {}
          steps:
            - throwException: { exceptionType: java.io.IOException, message: down }
            - to: mock:b
`,
    },
  ],
  compile(options, context) {
    const named = Object.entries(options).filter(([name, given]) => name.endsWith('LoadBalancer') && given !== undefined)
    if (named.length > 1)
      throw errors.KF_ROUTE_INVALID({
        what: 'loadBalance',
        reason: `one load balancer is expected, found ${named.map(([name]) => name).join(', ')}`,
      })
    const targets = options.steps.map(branch => branch.step)
    const chosen = balancer(options, targets, context)
    if (chosen === undefined)
      throw errors.KF_ROUTE_INVALID({ what: 'loadBalance', reason: 'name a load balancer: roundRobinLoadBalancer: {} …' })
    return chosen
  },
})

function balancer(options: Built<typeof fields>, targets: readonly Step[], context: StepContext): Step | undefined {
  const { stickyLoadBalancer, weightedLoadBalancer, failoverLoadBalancer, customLoadBalancer } = options
  if (options.roundRobinLoadBalancer !== undefined) return inTurn(targets)
  if (options.randomLoadBalancer !== undefined) return random(targets)
  if (options.topicLoadBalancer !== undefined) return topic(targets)
  if (stickyLoadBalancer !== undefined) return sticky(targets, stickyLoadBalancer.correlationExpression)
  if (weightedLoadBalancer !== undefined) {
    const { distributionRatio, distributionRatioDelimiter, roundRobin } = weightedLoadBalancer
    return weighted(targets, distributionRatio.split(distributionRatioDelimiter).map(Number), roundRobin)
  }
  if (failoverLoadBalancer !== undefined) {
    const exception = failoverLoadBalancer.exception.map(name => exceptionNamed(name, context))
    return failover(targets, { ...failoverLoadBalancer, exception }, () => context.turn())
  }
  return customLoadBalancer === undefined ? undefined : custom(targets, customLoadBalancer.ref)
}
