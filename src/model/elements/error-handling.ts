import { once } from '../../core/once.ts'
import { defineElement } from '../../kit/element.ts'
import { errorHandlerFields, redeliveryFields } from '../../kit/error-handler-fields.ts'
import { bean, boolean, choice, group, list, predicate, steps, text } from '../../kit/field.ts'
import { uri } from '../../kit/uri.ts'

export const errorHandler = once(() =>
  defineElement({
    name: 'errorHandler',
    summary: 'What happens when a step fails and no onException says otherwise.',
    fields: errorHandlerFields(),
  }),
)

export const onException = once(() =>
  defineElement({
    name: 'onException',
    summary: 'What happens when a step fails with one of these exceptions.',
    fields: {
      exception: list(text({ describe: 'Java class name of an exception.', literal: true }), {
        describe: 'The exceptions, by their Java class names; subclasses count too.',
        required: true,
      }),
      onWhen: predicate({ describe: 'Only for exchanges for which this is true.' }),
      handled: predicate({ describe: 'Whether the failure is dealt with by the steps: the caller sees none.' }),
      continued: predicate({ describe: 'Whether the route goes on behind the step that failed.' }),
      retryWhile: predicate({ describe: 'Tries again while this is true.' }),
      redeliveryPolicy: group(redeliveryFields(), { describe: 'How the failed step is tried again.' }),
      redeliveryPolicyRef: text({ describe: 'Bean with the redelivery policy.' }),
      onRedeliveryRef: text({ describe: 'Bean called before each attempt.' }),
      onExceptionOccurredRef: text({ describe: 'Bean called when the failure occurs.' }),
      useOriginalMessage: boolean({ describe: 'Whether the steps get the message as it came in.', default: false }),
      useOriginalBody: boolean({ describe: 'Whether the steps get the body as it came in.', default: false }),
      steps: steps({ describe: 'Run when no attempt is left.' }),
    },
  }),
)

export const onCompletion = once(() =>
  defineElement({
    name: 'onCompletion',
    summary: 'Steps that run when an exchange is done.',
    fields: {
      mode: choice(['AfterConsumer', 'BeforeConsumer'], {
        describe: 'Whether they run after the reply was given, on a copy, or before it.',
        default: 'AfterConsumer',
      }),
      onCompleteOnly: boolean({ describe: 'Only when the exchange succeeded.', default: false }),
      onFailureOnly: boolean({ describe: 'Only when it failed.', default: false }),
      onWhen: predicate({ describe: 'Only for exchanges for which this is true.' }),
      parallelProcessing: boolean({ describe: 'Whether they run beside the caller.', default: false }),
      executorService: bean({ describe: 'Thread pool; no effect on results here.' }),
      useOriginalMessage: boolean({ describe: 'Whether the steps get the message as it came in.', default: false }),
      steps: steps({ describe: 'The steps.', required: true }),
    },
  }),
)

export const intercept = once(() =>
  defineElement({
    name: 'intercept',
    summary: 'Steps that run before every step of the routes.',
    fields: {
      onWhen: predicate({ describe: 'Only for exchanges for which this is true.' }),
      steps: steps({ describe: 'The steps.', required: true }),
    },
  }),
)

export const interceptFrom = once(() =>
  defineElement({
    name: 'interceptFrom',
    summary: 'Steps that run when a message arrives.',
    shorthand: 'uri',
    fields: {
      uri: text({ describe: 'Only for sources with this URI: exact, `prefix*`, or a regular expression.' }),
      onWhen: predicate({ describe: 'Only for exchanges for which this is true.' }),
      steps: steps({ describe: 'The steps.', required: true }),
    },
  }),
)

export const interceptSendToEndpoint = once(() =>
  defineElement({
    name: 'interceptSendToEndpoint',
    summary: 'Steps that run when a message is sent to an endpoint.',
    shorthand: 'uri',
    fields: {
      uri: text({ describe: 'The endpoint: exact, `prefix*`, or a regular expression. Default: all.' }),
      skipSendToOriginalEndpoint: text({ describe: 'Whether the endpoint itself is left out.' }),
      afterUri: uri({ describe: 'Endpoint to send to afterwards.' }),
      onWhen: predicate({ describe: 'Only for exchanges for which this is true.' }),
      steps: steps({ describe: 'The steps.', required: true }),
    },
  }),
)
