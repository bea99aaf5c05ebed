import { createRequire } from 'node:module'
import type { ErrorObject } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { errors } from '../../core/errors.ts'
import { type ContractOperation, partOf } from './contract.ts'
import type { Part } from './model.ts'

/** What is wrong with the text of a JSON body; `undefined` where it is good. */
export type BodyCheck = (text: string) => string | undefined

const require = createRequire(import.meta.url)

/** The schemas of JSON bodies of operations, with what they refer to, as JSON schemas: plain data, made once for a contract. */
export interface BodySchemas {
  readonly components: Part
  /** By operation. */
  readonly bodies: Part
}

/** Takes the schemas of the bodies of operations out of their document. */
export function bodySchemas(document: Part, operations: readonly ContractOperation[]): BodySchemas {
  const bodies = operations.filter(each => each.bodySchema !== undefined).map(each => [each.id, translated(each.bodySchema)] as const)
  return { components: translated(document['components'] ?? {}) as Part, bodies: Object.fromEntries(bodies) }
}

/** Compiles the check of an operation's body, if it has one; a bad schema is `KF_ROUTE_INVALID`. Loads the library. */
export function compileBodyCheck(schemas: BodySchemas, operation: string): BodyCheck | undefined {
  if (!Object.hasOwn(schemas.bodies, operation)) return undefined
  const validate = compiled(schemas, operation)
  return text => {
    const value = parsed(text)
    if (value === undefined) return 'it is no JSON'
    return validate(value.json) ? undefined : (validate.errors ?? []).map(errorText).join('; ')
  }
}

const NAME = 'contract'
/** One for all operations of a contract: what they refer to is taken in once. */
const libraries = new WeakMap<BodySchemas, Ajv2020>()

function libraryOf(schemas: BodySchemas): Ajv2020 {
  const known = libraries.get(schemas)
  if (known !== undefined) return known
  const { Ajv2020: Library } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  const made = new Library({ allErrors: true, strict: false, logger: false, validateFormats: false, validateSchema: false })
  made.addSchema(schemas, NAME)
  libraries.set(schemas, made)
  return made
}

function compiled(schemas: BodySchemas, operation: string) {
  const pointer = encodeURIComponent(operation.replaceAll('~', '~0').replaceAll('/', '~1'))
  try {
    return libraryOf(schemas).compile({ $ref: `${NAME}#/bodies/${pointer}` })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw errors.KF_ROUTE_INVALID({ what: `the schema of the body of ${operation}`, reason }, { cause })
  }
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function errorText({ instancePath, message, params }: ErrorObject): string {
  const extra = params['additionalProperty']
  return `${instancePath === '' ? 'the body' : instancePath} ${message}${typeof extra === 'string' ? ` (${extra})` : ''}`
}

/** What OpenAPI 3.0 writes otherwise than JSON schema, and properties that requests need not have since they are read only. */
function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated)
  if (typeof value !== 'object' || value === null) return value
  const result: Record<string, unknown> = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(each)]))
  exclusive(result, 'minimum', 'exclusiveMinimum')
  exclusive(result, 'maximum', 'exclusiveMaximum')
  if (result['nullable'] === true && typeof result['type'] === 'string') result['type'] = [result['type'], 'null']
  if (typeof result['nullable'] === 'boolean') delete result['nullable']
  const { required, properties } = result
  if (Array.isArray(required)) result['required'] = required.filter(name => partOf(partOf(properties)[name])['readOnly'] !== true)
  return result
}

function exclusive(schema: Record<string, unknown>, bound: string, flag: string): void {
  if (typeof schema[flag] !== 'boolean') return
  const { [flag]: on, [bound]: limit } = schema
  delete schema[flag]
  if (on !== true || typeof limit !== 'number') return
  schema[flag] = limit
  delete schema[bound]
}
