import { createRequire } from 'node:module'
import type { ErrorObject } from 'ajv'
import { errors } from '../../core/errors.ts'
import { partOf } from './contract.ts'
import type { Part } from './model.ts'

/** What is wrong with the text of a JSON body; `undefined` where it is good. */
export type BodyCheck = (text: string) => string | undefined

const require = createRequire(import.meta.url)

/** A schema of an OpenAPI document with what it refers to, as a JSON schema that stands alone: plain data. */
export function standaloneSchema(document: Part, schema: Part): Part {
  return translated({ ...schema, components: document['components'] ?? {} }) as Part
}

/** Compiles a schema of `standaloneSchema`; a bad one is `KF_ROUTE_INVALID`. Loads the library. */
export function compileBodyCheck(schema: Part): BodyCheck {
  const validate = compiled(schema)
  return text => {
    const value = parsed(text)
    if (value === undefined) return 'it is no JSON'
    return validate(value.json) ? undefined : (validate.errors ?? []).map(errorText).join('; ')
  }
}

function compiled(schema: Part) {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, validateFormats: false })
  try {
    return ajv.compile(schema)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw errors.KF_ROUTE_INVALID({ what: 'the schema of a request body', reason }, { cause })
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
