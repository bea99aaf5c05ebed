import { callerOf } from './place.ts'
import type { Parameters } from './types.ts'
import { DataFormatValue, Endpoint, LanguageExpression } from './values.ts'

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
