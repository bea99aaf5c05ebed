import type { Ajv, ErrorObject } from 'ajv'
import { errors } from '../../src/core/errors.ts'
import { modern } from './draft-04.ts'
import { errorText } from './error-text.ts'
import { plainJson } from './plain-json.ts'

/** A compiled schema: what is wrong with a value, one text each; empty where nothing is. */
export type Schema = (value: unknown) => readonly string[]

const OPTIONS = { allErrors: true, strict: false, verbose: true, logger: false } as const

/** Compiles a schema by its draft. Loads the library. */
export async function openSchema(raw: unknown): Promise<Schema> {
  const schema = modern(plainJson(raw))
  try {
    const ajv = await library(draftOf(schema))
    const validate = ajv.compile(schema as object)
    return value => (validate(value) ? [] : texts(validate.errors ?? []))
  } catch (cause) {
    throw errors.KF_CONN_JSON_SCHEMA({ reason: cause instanceof Error ? cause.message : String(cause) }, { cause })
  }
}

function draftOf(schema: unknown): string {
  const { $schema } = (schema ?? {}) as { $schema?: unknown }
  return typeof $schema === 'string' ? $schema : 'https://json-schema.org/draft/2020-12/schema'
}

async function library(draft: string): Promise<Ajv> {
  if (draft.includes('2020-12'))
    return new (await import('ajv/dist/2020.js')).Ajv2020({ ...OPTIONS, validateFormats: false }) as unknown as Ajv
  if (draft.includes('2019-09'))
    return new (await import('ajv/dist/2019.js')).Ajv2019({ ...OPTIONS, validateFormats: false }) as unknown as Ajv
  if (!/draft-0[67]/.test(draft))
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `the JSON schema draft ${draft}`, reason: 'drafts 4, 6, 7, 2019-09 and 2020-12 are' })
  const { Ajv } = await import('ajv')
  const ajv = new Ajv(OPTIONS)
  const formats = (await import('ajv-formats')).default as unknown as { default?: (ajv: Ajv) => void } & ((ajv: Ajv) => void)
  ;(formats.default ?? formats)(ajv)
  if (draft.includes('draft-06'))
    ajv.addMetaSchema((await import('ajv/dist/refs/json-schema-draft-06.json', { with: { type: 'json' } })).default)
  return ajv
}

/** What is missing stands behind what is wrong; that a part of `anyOf` does not fit is told by its own errors. */
function texts(found: readonly ErrorObject[]): string[] {
  const told = found.filter(each => !['anyOf', 'if', '$ref'].includes(each.keyword))
  const missing = told.filter(each => each.keyword === 'required')
  return [...wholesFirst(told.filter(each => each.keyword !== 'required')), ...missing].map(errorText)
}

/** That not one part of `oneOf` fits stands before the errors of its parts. */
function wholesFirst(found: readonly ErrorObject[]): ErrorObject[] {
  const ordered: ErrorObject[] = []
  for (const error of found) {
    const part = error.keyword === 'oneOf' ? ordered.findIndex(each => isPart(each, error)) : -1
    ordered.splice(part < 0 ? ordered.length : part, 0, error)
  }
  return ordered
}

function isPart(error: ErrorObject, whole: ErrorObject): boolean {
  return error.schemaPath.startsWith(`${whole.schemaPath}/`) && error.instancePath.startsWith(whole.instancePath)
}
