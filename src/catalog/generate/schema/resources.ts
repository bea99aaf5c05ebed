import type { Catalog } from '../../../kit/catalog.ts'
import { group, list } from '../../../kit/field.ts'
import { beanFields, fromFields, routeFields } from '../../../model/elements/routes.ts'
import { objectSchema } from './fields.ts'
import { described, ref, type Schema, TEXT } from './schema.ts'

const KINDS = ['Integration', 'Kamelet', 'Pipe'] as const

/** The root of a file: a list of routes, or a resource by its kind. Other kinds may lie beside routes, and are passed over. */
export function resourceRules(routes: Schema): Schema {
  return {
    if: { type: 'object', required: ['kind'] },
    then: {
      required: ['apiVersion', 'kind'],
      properties: { kind: { ...TEXT, ...described('What the resource is.'), examples: KINDS } },
      allOf: KINDS.map(kind => ({ if: { properties: { kind: { const: kind } } }, then: ref(`resource.${kind}`) })),
    },
    else: routes,
  }
}

/** The definitions of resources. What Kubernetes itself says of them is left open. */
export function resourceDefinitions(catalog: Catalog): Schema {
  const template = {
    beans: list(group(beanFields, { describe: 'A bean.' }), { describe: 'Beans made for each use.' }),
    from: group(fromFields, { describe: 'The source and the steps.' }),
    route: group(routeFields, { describe: 'The route.' }),
  }
  return {
    'resource.Integration': resource('Routes as a resource of Kubernetes.', {
      flows: { ...described('The routes.'), ...ref('routes') },
      sources: { ...described('Route files as texts.'), type: 'array', items: open({ name: TEXT, language: TEXT, content: TEXT }) },
    }),
    'resource.Kamelet': resource(
      'A route template with a name and a schema of its parameters.',
      {
        definition: { ...described('What it is, and its parameters as a JSON Schema.'), ...open(definitionProperties()) },
        dataTypes: { ...described('Data types of its input and output.'), type: 'object' },
        template: { ...described('The route.'), ...objectSchema({ fields: template, common: { id: TEXT } }, catalog) },
      },
      ['template'],
    ),
    'resource.Pipe': resource(
      'One route from a source over steps to a sink.',
      {
        source: { ...described('Where messages come from.'), ...ref('pipe.source') },
        steps: { ...described('What is done on the way.'), type: 'array', items: ref('pipe.sink') },
        sink: { ...described('Where messages go.'), ...ref('pipe.sink') },
        errorHandler: { ...described('What happens to failed messages: none, log or sink.'), ...errorHandler() },
      },
      ['source'],
    ),
    'pipe.source': pipeEndpoint('source'),
    'pipe.sink': pipeEndpoint('sink'),
  }
}

function open(properties: Schema, required: readonly string[] = []): Schema {
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

function resource(summary: string, spec: Schema, required: readonly string[] = []): Schema {
  const names = { ...described('Notes for tools.'), type: 'object', additionalProperties: TEXT }
  return {
    ...described(summary),
    ...open(
      {
        apiVersion: { ...TEXT, ...described('Group and version.'), examples: ['camel.apache.org/v1'] },
        metadata: { ...described('Name, labels and annotations.'), ...open({ name: TEXT, annotations: names, labels: names }, ['name']) },
        spec: { ...described('What it says.'), ...open(spec, required) },
      },
      ['metadata', 'spec'],
    ),
  }
}

function definitionProperties(): Schema {
  const parameter = open({
    title: { ...TEXT, ...described('Its name for people.') },
    description: { ...TEXT, ...described('What it is for.') },
    type: { ...TEXT, ...described('The type of its values.'), examples: ['string', 'integer', 'number', 'boolean', 'object', 'array'] },
    default: described('Value where none is given.'),
    format: { ...TEXT, ...described('`password`: a secret, never shown.') },
    enum: { type: 'array', ...described('The values that it may have.') },
    example: described('A value as an example.'),
  })
  return {
    title: { ...TEXT, ...described('Its name for people.') },
    description: { ...TEXT, ...described('What it does.') },
    required: { ...described('Parameters that must be given.'), type: 'array', items: TEXT },
    type: { ...TEXT, default: 'object' },
    properties: { ...described('The parameters, by their names.'), type: 'object', additionalProperties: parameter },
  }
}

function pipeEndpoint(end: 'source' | 'sink'): Schema {
  const reference = open(
    { kind: { ...TEXT, examples: ['Kamelet'] }, apiVersion: { ...TEXT, examples: ['camel.apache.org/v1'] }, name: TEXT },
    ['kind', 'name'],
  )
  return open({
    ref: { ...described('A Kamelet, or a topic of Kafka, by its name.'), ...reference },
    uri: { ...described('An endpoint.'), ...ref(`uri.${end}`) },
    properties: { ...described('Parameters of the Kamelet, or options of the endpoint.'), type: 'object' },
    dataTypes: { ...described('Data types of what comes in and goes out.'), type: 'object' },
  })
}

function errorHandler(): Schema {
  const parameters = { ...described('Options of redelivery and of the error handler.'), type: 'object' }
  return {
    type: 'object',
    properties: {
      none: described('Failures are left to the source.'),
      log: { ...described('Failed messages are logged.'), ...open({ parameters }) },
      sink: { ...described('Failed messages go to an endpoint.'), ...open({ endpoint: ref('pipe.sink'), parameters }) },
    },
  }
}
