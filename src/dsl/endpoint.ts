import { callerOf } from './place.ts'
import type { Parameters } from './types.ts'
import { DataFormatValue, Endpoint, type GivenOptions, LanguageExpression } from './values.ts'

/** An endpoint of a scheme: what stands before its path, the path, and options. */
export function endpointOf(begin: string, path: string, options: object, callee: Function): Endpoint {
  const scheme = begin.replace(/:.*/, '')
  return new Endpoint(path === '' ? scheme : `${begin}${path}`, { ...options } as GivenOptions, callerOf(callee))
}

/** An endpoint by its whole URI, for connectors of plug-ins and options that the types do not know. */
export function endpoint(uri: string, parameters: Parameters = {}): Endpoint {
  return new Endpoint(uri, { ...parameters }, callerOf(endpoint))
}

/** An expression of a language by its name, for languages of plug-ins and options that the types do not know. */
export function expression<R = unknown>(language: string, text: string, options: Parameters = {}): LanguageExpression<R> {
  return new LanguageExpression(language, text, { ...options }, callerOf(expression))
}

/** A data format by its name, for those of plug-ins and options that the types do not know. */
export function dataFormat<T = unknown>(name: string, options: Parameters = {}): DataFormatValue<T> {
  return new DataFormatValue(name, { ...options }, callerOf(dataFormat))
}
