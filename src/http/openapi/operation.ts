import { compact, type Described, givenText, type Part, partsOf, textOf } from './model.ts'
import { type Parameter, parametersOf } from './parameters.ts'
import { responsesOf } from './responses.ts'
import { classSchema, listSchema } from './schema.ts'
import { securityRequirements } from './security.ts'

const STYLES: Readonly<Record<string, string>> = {
  csv: 'form',
  ssv: 'spaceDelimited',
  tsv: 'spaceDelimited',
  pipes: 'pipeDelimited',
  multi: 'deepObject',
}

export interface OperationSettings {
  readonly id: string
  readonly tags: readonly string[]
  /** The path of service and verb together. */
  readonly path: string
  readonly consumes: string
  readonly produces: string
  /** Name of the runtime, where the document is to name it. */
  readonly runtime: string | undefined
}

/** One verb of a service. */
export function operation(verb: Described, settings: OperationSettings): Part {
  const all = parametersOf(verb, settings.path)
  const parameters = all.filter(({ type }) => type !== 'body').map(parameter)
  const body = all.findLast(({ type }) => type === 'body')
  return compact({
    tags: settings.tags.length === 0 ? undefined : settings.tags,
    summary: givenText(verb, 'description'),
    operationId: settings.id,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: body && requestBody(body, textOf(verb, 'type') ?? body.dataType, settings.consumes),
    responses: responsesOf(verb, settings.produces),
    deprecated: textOf(verb, 'deprecated') === 'true' ? true : undefined,
    security: securityRequirements(verb, 'security'),
    'x-camelContextId': settings.runtime,
  })
}

function parameter({ name, type, dataType, options }: Parameter): Part {
  const examples = partsOf(options, 'examples')
  const named = examples.filter(each => textOf(each, 'key') !== undefined)
  const unnamed = examples.filter(each => textOf(each, 'key') === undefined).at(-1)
  return compact({
    name,
    in: type,
    description: textOf(options, 'description'),
    required: textOf(options, 'required') !== 'false',
    style: STYLES[textOf(options, 'collectionFormat') ?? ''],
    schema: parameterSchema(dataType, options),
    examples: named.length === 0 ? undefined : Object.fromEntries(named.map(each => [each['key'], { value: each['value'] }])),
    example: unnamed?.['value'],
  })
}

function parameterSchema(dataType: string, options: Described): Part {
  const allowed = partsOf(options, 'allowableValues').map(each => textOf(each, 'value') ?? '')
  const list = dataType.toLowerCase() === 'array'
  const { items, enum: values } = list
    ? listSchema(textOf(options, 'arrayType'), allowed)
    : { enum: allowed.length > 0 ? allowed : undefined }
  return compact({
    type: dataType,
    format: textOf(options, 'dataFormat'),
    items,
    enum: values,
    default: textOf(options, 'defaultValue'),
  })
}

function requestBody({ options }: Parameter, type: string, consumes: string): Part {
  const content = consumes.split(',').map(media => {
    const example = partsOf(options, 'examples').findLast(each => each['key'] === media)
    return [media, compact({ schema: classSchema(type), example: example?.['value'] })] as const
  })
  return compact({
    description: givenText(options, 'description'),
    content: Object.fromEntries(content),
    required: textOf(options, 'required') !== 'false',
  })
}
