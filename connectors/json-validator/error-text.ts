import type { ErrorObject } from 'ajv'

type Parameters = Readonly<Record<string, unknown>>
type Words = (parameters: Parameters, error: ErrorObject) => string

/** Messages as the Java library words them. */
const WORDS: Readonly<Record<string, Words>> = {
  type: ({ type }, { data }) => `${typeOf(data)} found, ${[type].flat().join(', ')} expected`,
  required: ({ missingProperty }) => `required property '${missingProperty}' not found`,
  additionalProperties: ({ additionalProperty }) =>
    `property '${additionalProperty}' is not defined in the schema and the schema does not allow additional properties`,
  minLength: ({ limit }) => `must be at least ${limit} characters long`,
  maxLength: ({ limit }) => `must be at most ${limit} characters long`,
  pattern: ({ pattern }) => `does not match the regex pattern ${pattern}`,
  minimum: ({ limit }) => `must have a minimum value of ${limit}`,
  maximum: ({ limit }) => `must have a maximum value of ${limit}`,
  exclusiveMinimum: ({ limit }) => `must have an exclusive minimum value of ${limit}`,
  exclusiveMaximum: ({ limit }) => `must have an exclusive maximum value of ${limit}`,
  multipleOf: ({ multipleOf }) => `must be multiple of ${multipleOf}`,
  enum: ({ allowedValues }) => `does not have a value in the enumeration ${JSON.stringify(allowedValues).replaceAll(',', ', ')}`,
  const: ({ allowedValue }) =>
    `must be the constant value '${typeof allowedValue === 'string' ? allowedValue : JSON.stringify(allowedValue)}'`,
  minItems: ({ limit }, { data }) => `must have at least ${limit} items but found ${(data as unknown[]).length}`,
  maxItems: ({ limit }, { data }) => `must have at most ${limit} items but found ${(data as unknown[]).length}`,
  uniqueItems: () => 'must have only unique items in the array',
  minProperties: ({ limit }) => `must have at least ${limit} properties`,
  maxProperties: ({ limit }) => `must have at most ${limit} properties`,
  oneOf: ({ passingSchemas }) => `must be valid to one and only one schema, but ${validTo(passingSchemas as readonly number[] | null)}`,
  not: (_, { schemaPath, schema }) =>
    `must not be valid to the schema "$${schemaPath.slice(1).replaceAll('/', '.')}" : ${JSON.stringify(schema)}`,
  dependentRequired: ({ missingProperty, property }) =>
    `has a missing property '${missingProperty}' which is dependent required because '${property}' is present`,
}

function validTo(indexes: readonly number[] | null): string {
  return indexes === null ? '0 are valid' : `${indexes.length} are valid with indexes '${indexes.join(', ')}'`
}

/** `$.items[0].name: must be at most 3 characters long`. */
export function errorText(error: ErrorObject): string {
  const words = WORDS[error.keyword]
  return `${pathOf(error.instancePath)}: ${words === undefined ? error.message : words(error.params, error)}`
}

function pathOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return `$${parts.map(part => (/^\d+$/.test(part) ? `[${part}]` : /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `['${part}']`)).join('')}`
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'unknown'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}
