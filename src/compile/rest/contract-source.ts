import type { FromModel } from '../../model/route.ts'
import { schemeOf } from '../endpoint-uri.ts'

/** Whether a route serves a contract. What a file says wrongly as URI has been told already. */
export function isContractSource({ uri }: FromModel): boolean {
  return typeof uri === 'string' && schemeOf(uri) === 'rest-openapi'
}
