import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { ErrorHandlerBean, errorHandlerFields, RedeliveryPolicyBean, redeliveryFields } from '../kit/error-handler-fields.ts'

const MODEL = 'org.apache.camel.model.errorhandler.'
const BUILDER = 'org.apache.camel.builder.'

const redeliveryPolicy = defineBeanType({
  names: ['org.apache.camel.processor.errorhandler.RedeliveryPolicy'],
  summary: 'How failed steps are tried again: for `redeliveryPolicyRef`.',
  fields: redeliveryFields(),
  create: options => new RedeliveryPolicyBean(options),
})

const defaultErrorHandler = defineBeanType({
  names: [`${MODEL}DefaultErrorHandlerDefinition`, `${BUILDER}DefaultErrorHandlerBuilder`],
  summary: 'A default error handler: for `refErrorHandler` and `errorHandlerRef`.',
  fields: errorHandlerFields().defaultErrorHandler.fields!,
  create: options => new ErrorHandlerBean({ defaultErrorHandler: options }),
})

const deadLetterChannel = defineBeanType({
  names: [`${MODEL}DeadLetterChannelDefinition`, `${BUILDER}DeadLetterChannelBuilder`],
  summary: 'A dead letter channel: for `refErrorHandler` and `errorHandlerRef`.',
  fields: errorHandlerFields().deadLetterChannel.fields!,
  create: ({ deadLetterUri, ...options }, { constructorArguments: [uri] }) =>
    new ErrorHandlerBean({ deadLetterChannel: { ...options, deadLetterUri: deadLetterUri ?? uri } }),
})

const noErrorHandler = defineBeanType({
  names: [`${MODEL}NoErrorHandlerDefinition`, `${BUILDER}NoErrorHandlerBuilder`],
  summary: 'No error handler: for `refErrorHandler` and `errorHandlerRef`.',
  fields: {},
  create: () => new ErrorHandlerBean({ noErrorHandler: {} }),
})

/** Error handlers and redelivery policies as beans. */
export const errorHandlers: readonly BeanTypeDefinition[] = [
  redeliveryPolicy as BeanTypeDefinition,
  defaultErrorHandler,
  deadLetterChannel,
  noErrorHandler,
]
