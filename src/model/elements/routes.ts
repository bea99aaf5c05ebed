import { once } from '../../core/once.ts'
import { defineElement } from '../../kit/element.ts'
import { errorHandlerFields } from '../../kit/error-handler-fields.ts'
import { boolean, choice, group, integer, laterGroup, list, map, steps, text } from '../../kit/field.ts'
import { uri } from '../../kit/uri.ts'
import { intercept, interceptFrom, interceptSendToEndpoint, onCompletion, onException } from './error-handling.ts'

/** Elements that Camel also reads among the steps of a route. */
const CLAUSES = ['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint']

/** Where a route begins, with its steps. */
export const fromFields = {
  uri: uri({ describe: 'The source.', required: true, endpoint: 'source' }),
  parameters: map({ describe: 'Options of the source.' }),
  variableReceive: text({ describe: 'Variable that takes the incoming body.', exactName: true }),
  steps: steps({ describe: 'The steps.', required: true, clauses: CLAUSES }),
}

export const from = once(() => defineElement({ name: 'from', summary: 'A route, written by its source.', fields: fromFields }))

export const routeFields = {
  from: group(fromFields, { describe: 'The source and the steps.', required: true, once: true }),
  group: text({ describe: 'Name of a group of routes.' }),
  nodePrefixId: text({ describe: "Prefix of the ids of the route's nodes." }),
  routeConfigurationId: text({ describe: 'Route configurations to use: ids, `prefix*`, or regular expressions, with commas between.' }),
  autoStartup: boolean({ describe: 'Whether the route starts with the runtime.', default: true }),
  startupOrder: integer({ describe: 'Routes with a lower number start earlier and stop later.' }),
  streamCache: boolean({
    describe: 'Whether a stream can be read again. Where not, what `convertBodyTo` makes a stream is there for the first who reads it.',
    default: true,
  }),
  trace: boolean({ describe: 'Whether each step is logged.', default: false }),
  messageHistory: boolean({ describe: 'Whether the way of each message is kept.', default: false }),
  logMask: boolean({ describe: 'Whether secrets are masked in the log.', default: false }),
  errorHandlerRef: text({ describe: 'Bean of the error handler.' }),
  errorHandler: laterGroup(errorHandlerFields, { describe: 'The error handler of this route.' }),
  routePolicyRef: text({ describe: 'Beans of route policies.', unsupported: 'there are no route policies yet' }),
  precondition: text({ describe: 'A simple predicate, looked at once: false leaves the route out.' }),
  inputType: group(
    { urn: text({ describe: 'Data type.', required: true }), validate: boolean({ describe: 'Whether it is validated.', default: false }) },
    { describe: 'Data type of the input.' },
  ),
  outputType: group(
    { urn: text({ describe: 'Data type.', required: true }), validate: boolean({ describe: 'Whether it is validated.', default: false }) },
    { describe: 'Data type of the output.' },
  ),
  shutdownRoute: choice(['Default', 'Defer'], { describe: 'Whether the route is stopped last.' }),
  shutdownRunningTask: choice(['CompleteCurrentTaskOnly', 'CompleteAllTasks'], {
    describe: 'Whether a stop waits for all that a source holds.',
  }),
}

export const route = once(() =>
  defineElement({ name: 'route', summary: 'A route: a source, steps, and how they run.', fields: routeFields }),
)

/** The options of a bean. */
export const beanFields = {
  name: text({ describe: 'The name.', required: true }),
  type: text({ describe: 'A class of Camel or the JDK that has an alias here, or a module (`./orders.js#OrderService`).', required: true }),
  properties: map({ describe: 'Properties to set.' }),
  constructors: map({ describe: 'Constructor arguments by their index.' }),
  initMethod: text({ describe: 'Method called when the runtime starts.' }),
  destroyMethod: text({ describe: 'Method called when it stops.' }),
  factoryMethod: text({ describe: 'Method that makes the bean.' }),
  factoryBean: text({ describe: 'Bean whose method makes the bean.' }),
  builderClass: text({ describe: 'Class of a builder.' }),
  builderMethod: text({ describe: 'Method of the builder that makes the bean.' }),
  scriptLanguage: text({ describe: 'Language of the script.' }),
  script: text({ describe: 'Script that makes the bean.' }),
  scriptPropertyPlaceholders: boolean({ describe: 'Whether placeholders in the script are resolved.', default: true }),
}

export const beans = once(() =>
  defineElement({ name: 'beans', summary: 'Beans: objects that routes refer to by name.', fields: beanFields }),
)

/** Data formats by their keys, each with an id. */
export const dataFormats = once(() =>
  defineElement({
    name: 'dataFormats',
    summary: 'Data formats with an id, for `custom: { ref: ID }`.',
    fields: {},
  }),
)

const neverRegistered = 'Camel reads it but never registers what it declares; use bean types, or steps'

export const transformers = once(() =>
  defineElement({
    name: 'transformers',
    summary: 'Transformers between data types.',
    fields: {},
    withoutEffect: neverRegistered,
  }),
)

export const validators = once(() =>
  defineElement({
    name: 'validators',
    summary: 'Validators of data types.',
    fields: {},
    withoutEffect: neverRegistered,
  }),
)

export const sslContextParameters = once(() =>
  defineElement({
    name: 'sslContextParameters',
    summary: 'Keys and certificates for TLS.',
    fields: {},
    unsupported: 'give certificates by the options of the connector',
  }),
)

const wrappedList = (element: { name: string; summary: string; fields: Record<string, never>; shorthand?: string }) =>
  list(group(element.fields, { describe: element.summary, ...(element.shorthand && { shorthand: element.shorthand }) }), {
    describe: element.summary,
    wrapped: element.name,
  })

export const routeConfiguration = once(() =>
  defineElement({
    name: 'routeConfiguration',
    summary: 'Error handling and interception for the routes that ask for it.',
    fields: {
      precondition: text({ describe: 'A simple predicate, looked at once: false leaves the configuration out.' }),
      errorHandler: laterGroup(errorHandlerFields, { describe: 'The error handler.' }),
      onException: wrappedList(onException() as never),
      onCompletion: wrappedList(onCompletion() as never),
      intercept: wrappedList(intercept() as never),
      interceptFrom: wrappedList(interceptFrom() as never),
      interceptSendToEndpoint: wrappedList(interceptSendToEndpoint() as never),
    },
  }),
)

export const routeTemplate = once(() =>
  defineElement({
    name: 'routeTemplate',
    summary: 'A route with parameters.',
    fields: {
      parameters: list(
        group(
          {
            name: text({ describe: 'The name.', required: true }),
            defaultValue: text({ describe: 'Value where none is given.' }),
            required: boolean({ describe: 'Whether a value must be given.', default: true }),
            description: text({ describe: 'What it is for.' }),
          },
          { describe: 'A parameter.' },
        ),
        { describe: 'The parameters.' },
      ),
      beans: list(group(beanFields, { describe: 'A bean.' }), { describe: 'Beans made for each route of the template.' }),
      from: group(fromFields, { describe: 'The source and the steps.' }),
      route: group(routeFields, { describe: 'The route.' }),
    },
  }),
)

export const templatedRoute = once(() =>
  defineElement({
    name: 'templatedRoute',
    summary: 'A route made from a template.',
    fields: {
      routeTemplateRef: text({ describe: 'Id of the template.', required: true }),
      routeId: text({ describe: 'Id of the route.' }),
      prefixId: text({ describe: "Prefix of the ids of the route's nodes." }),
      group: text({ describe: 'Name of a group of routes.' }),
      parameters: list(
        group(
          { name: text({ describe: 'The name.', required: true }), value: text({ describe: 'The value.', required: true }) },
          { describe: 'A parameter.' },
        ),
        { describe: 'The parameters.' },
      ),
      beans: list(group(beanFields, { describe: 'A bean.' }), { describe: 'Beans for this route.' }),
    },
  }),
)
