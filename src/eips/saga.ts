import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import { type Built, choice, duration, expression, group, list, steps, text } from '../kit/field.ts'
import { isSagaService, onlySagaService, SAGA_HEADER, type SagaService, type SagaTarget } from '../kit/saga.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { uri } from '../kit/uri.ts'
import { PROPAGATIONS, runSaga, type SagaPlan } from './support/saga/saga-run.ts'

const fields = {
  sagaService: text({ describe: 'The bean that keeps the sagas. Default: the only one that there is.' }),
  propagation: choice(PROPAGATIONS, {
    describe:
      'Whether the route joins the saga of the message or begins one (REQUIRED), always begins one (REQUIRES_NEW), fails without one (MANDATORY), joins one if there is one (SUPPORTS), leaves it (NOT_SUPPORTED), or fails with one (NEVER).',
    default: 'REQUIRED',
  }),
  completionMode: choice(['AUTO', 'MANUAL'], {
    describe: 'Whether the saga ends with the route that began it, or by `saga:COMPLETE` and `saga:COMPENSATE`.',
    default: 'AUTO',
  }),
  timeout: duration({ describe: 'A saga that is still open then is compensated.' }),
  compensation: uri({ describe: 'Endpoint that takes back what this route did.' }),
  completion: uri({ describe: 'Endpoint that is told that the saga has ended well.' }),
  option: list(
    group(
      {
        key: text({ describe: 'Name of the header.', required: true }),
        expression: expression({ describe: 'Its value.', required: true }),
      },
      { describe: 'A header.' },
    ),
    { describe: 'Headers of the messages to these endpoints, from the message as it is when the saga begins.' },
  ),
  steps: steps({ describe: 'Steps that run last.' }),
}

export const saga = defineStep({
  name: 'saga',
  summary: 'Makes a route part of a saga: when all goes well its parts are told, otherwise each takes back what it did.',
  category: 'error handling',
  notes: [
    'A saga holds its whole route, as in Camel: the steps before it and behind it run inside, in their order, and its own steps last. It stands among the steps of the route itself, once. Among the steps of an `onException`, or of another saga, it holds its own steps alone.',
    'The header `Long-Running-Action` carries the id of the saga to other routes. Compensation and completion get an empty message with that header and the options, those of the last part first; one that fails is tried again (`maxRetryAttempts` of the service).',
    'With AUTO a failure of the route that began the saga compensates it, unless an error handler has dealt with it; then it is completed.',
    'Delivery: the message is done when compensations and completions are. An in-memory service loses open sagas with the process.',
  ],
  fields,
  enclosesRoute: true,
  idPrefix: 'output',
  examples: [
    {
      title: 'An order that is cancelled where something fails behind it',
      yaml: `- beans:
    - name: sagaService
      type: org.apache.camel.saga.InMemorySagaService
      initMethod: start
- from:
    uri: direct:start
    steps:
      - saga:
          compensation: mock:cancel
          completion: mock:done
          option:
            - key: order
              simple: "\${body}"
          steps:
            - to: mock:order
`,
    },
  ],
  compile(options, context) {
    const plan = planOf(options, context)
    plan.service.registerStep(plan.part)
    if (plan.manual && options.timeout === undefined) warnOfOpenSagas(context)
    return exchange => runSaga(plan, exchange)
  },
})

function planOf(options: Built<typeof fields>, context: StepContext): SagaPlan {
  checkPropagation(options)
  const target = (uri: string | undefined) => (uri === undefined ? undefined : sagaTarget(uri, context))
  return {
    service: serviceOf(options.sagaService, context),
    part: {
      routeId: context.routeId,
      compensation: target(options.compensation),
      completion: target(options.completion),
      timeout: options.timeout,
    },
    propagation: options.propagation,
    manual: options.completionMode === 'MANUAL',
    options: options.option,
    steps: options.steps,
  }
}

function checkPropagation({ propagation, compensation, completion, timeout, option, completionMode }: Built<typeof fields>): void {
  const refuse = (reason: string) => errors.KF_ROUTE_INVALID({ what: 'saga', reason: `${reason} ${propagation}` })
  const configured = [compensation, completion, timeout].some(each => each !== undefined) || option.length > 0
  if (configured && (propagation === 'NOT_SUPPORTED' || propagation === 'NEVER'))
    throw refuse('compensation, completion, option and timeout are not allowed with propagation')
  if (completionMode === 'MANUAL' && ['NOT_SUPPORTED', 'NEVER', 'SUPPORTS'].includes(propagation))
    throw refuse('completionMode cannot be given with propagation')
}

function serviceOf(name: string | undefined, context: StepContext): SagaService {
  if (name === undefined) return onlySagaService(context.services)
  const bean = context.bean(name)
  if (!isSagaService(bean)) throw errors.KF_ROUTE_BEAN({ name, reason: 'it is no saga service (newSaga, getSaga, registerStep)' })
  return bean
}

/** Each message to the endpoint has a unit of work of its own. */
function sagaTarget(uri: string, context: StepContext): SagaTarget {
  const endpoint = context.endpoint(uri)
  const send = context.sender(endpoint)
  context.onStart(async () => {
    await endpoint.sink()
  })
  return {
    uri: endpoint.uri,
    async send(headers) {
      const exchange = new Exchange(context.services)
      for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, value)
      exchange.saga = String(headers[SAGA_HEADER])
      await context.detach(exchange, send)
      if (exchange.exception !== undefined) throw exchange.exception
    },
  }
}

function warnOfOpenSagas({ routeId, services }: StepContext): void {
  services.log.write({
    level: 'WARN',
    logger: routeId,
    message: `the saga of route ${routeId} ends by saga:COMPLETE or saga:COMPENSATE only, and has no timeout: it may stay open for ever`,
  })
}
