import { parse } from 'yaml'
import { errors } from '../../core/errors.ts'
import { checkNesting } from '../../formats/yaml/nesting.ts'
import { readResource } from '../../kit/resource.ts'
import type { Part } from './model.ts'

/**
 * Reads an OpenAPI 3 document, JSON or YAML, from a resource (`file:`, `classpath:` or a bare path). A missing file is
 * `KF_FILES_NOT_FOUND`; one that is no such document is `KF_ROUTE_INVALID`, OpenAPI 2 `KF_ROUTE_UNSUPPORTED`. Reads synchronously.
 */
export function readContract(location: string, directory: string): Part {
  return parseContract(location, readResource(location, directory).toString('utf8'))
}

/** Reads an OpenAPI 3 document from its text; `location` is for errors only. */
export function parseContract(location: string, text: string): Part {
  const document = parsed(location, text)
  const { openapi, swagger } = document
  if (swagger !== undefined)
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `the specification ${location} of version ${swagger}`, reason: 'OpenAPI 3.0 and 3.1 are' })
  if (!/^3\./.test(String(openapi))) throw invalid(location, 'it is no OpenAPI document of version 3')
  return document
}

function parsed(location: string, text: string): Part {
  let value: unknown
  try {
    value = text.trimStart().startsWith('{') ? JSON.parse(text) : yaml(text)
  } catch (cause) {
    throw invalid(location, cause instanceof Error ? cause.message : String(cause), cause)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(location, 'it is no OpenAPI document')
  return value as Part
}

function yaml(text: string): unknown {
  checkNesting(text)
  return parse(text)
}

function invalid(location: string, reason: string, cause?: unknown): Error {
  return errors.KF_ROUTE_INVALID({ what: `the specification ${location}`, reason }, { cause })
}
