import { compact, type Described, type Part, partsOf, textOf } from './model.ts'
import { classSchema } from './schema.ts'

/** Types of headers, and what they are called in the document. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  long: 'long',
  float: 'float',
  double: 'double',
  boolean: 'boolean',
  int: 'integer',
  integer: 'integer',
}

/** The answers of a verb by status: that of its outType, and those that it describes. */
export function responsesOf(verb: Described, produces: string): Part {
  const responses: Record<string, Record<string, unknown>> = {}
  const outType = textOf(verb, 'outType')
  if (outType !== undefined) responses['200'] = { description: 'OK', content: contentOf(outType, produces) }
  for (const message of partsOf(verb, 'responseMessage')) {
    const code = textOf(message, 'code') ?? '200'
    responses[code] = withMessage(responses[code] ?? {}, message, produces)
  }
  return Object.keys(responses).length === 0 ? { default: {} } : responses
}

function withMessage(before: Record<string, unknown>, message: Described, produces: string): Record<string, unknown> {
  const model = textOf(message, 'responseModel')
  const content = model === undefined ? (before['content'] as Part | undefined) : contentOf(model, produces)
  const headers = { ...(before['headers'] as Part | undefined), ...headersOf(message) }
  return compact({
    description: textOf(message, 'message') ?? before['description'],
    headers: Object.keys(headers).length === 0 ? undefined : headers,
    content: content && withExamples(content, partsOf(message, 'examples')),
  })
}

function contentOf(type: string, produces: string): Part {
  return Object.fromEntries(produces.split(',').map(media => [media, { schema: classSchema(type) }]))
}

function withExamples(content: Part, examples: readonly Described[]): Part {
  if (examples.length === 0) return content
  const named = Object.fromEntries(examples.map(each => [each['key'], { value: each['value'] }]))
  return Object.fromEntries(Object.entries(content).map(([media, part]) => [media, { ...(part as Part), examples: named }]))
}

function headersOf(message: Described): Part {
  const headers = partsOf(message, 'header').map(options => [textOf(options, 'name') ?? '', header(options)] as const)
  return Object.fromEntries(headers.filter(([, part]) => part !== undefined))
}

/** A header of an answer; one of an unknown type is left out. */
function header(options: Described): Part | undefined {
  const dataType = textOf(options, 'dataType') ?? 'string'
  const example = textOf(options, 'example')
  const rest = {
    description: textOf(options, 'description'),
    schema: dataType === 'array' ? arraySchema(options) : scalarSchema(dataType, options),
    examples: example === undefined ? undefined : { '': { value: example } },
  }
  return dataType === 'array' || TYPES[dataType] !== undefined ? compact(rest) : undefined
}

function arraySchema(options: Described): Part | undefined {
  const type = TYPES[(textOf(options, 'arrayType') ?? 'string').toLowerCase()]
  return type === undefined ? undefined : { type }
}

function scalarSchema(dataType: string, options: Described): Part {
  const allowed = partsOf(options, 'allowableValues').map(each => textOf(each, 'value') ?? '')
  return compact({ type: TYPES[dataType], format: textOf(options, 'dataFormat'), enum: allowed.length > 0 ? allowed : undefined })
}
