import type { BodySchemas } from '../../http/openapi/body-check.ts'

/** What is done with requests and answers of one verb around its route: plain data, kept in the route's model. */
export interface RestBinding {
  readonly bindingMode: string
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly type: string | undefined
  readonly outType: string | undefined
  readonly jsonDataFormat: string
  readonly xmlDataFormat: string
  readonly dataFormatProperties: Readonly<Record<string, string>>
  readonly skipBindingOnErrorCode: boolean
  readonly clientRequestValidation: boolean
  readonly clientResponseValidation: boolean
  readonly enableCORS: boolean
  readonly enableNoContentResponse: boolean
  readonly corsHeaders: Readonly<Record<string, string>>
  /** Values of headers and query parameters that are not given. */
  readonly defaults: Readonly<Record<string, string>>
  /** Values that headers and query parameters may have. */
  readonly allowed: Readonly<Record<string, readonly string[]>>
  readonly requiredBody: boolean
  readonly requiredQuery: readonly string[]
  readonly requiredHeaders: readonly string[]
  /** Media types of the answers by status (`default` for any other). */
  readonly responseTypes: Readonly<Record<string, string>>
  readonly responseHeaders: readonly string[]
  /** What holds beside it where the verb is an operation of a contract. */
  readonly contract?: ContractRules
}

/** What a contract says of an operation beyond what verbs can say. */
export interface ContractRules {
  /** Whether OPTIONS is what the operation is for. */
  readonly takesOptions: boolean
  readonly operation: string
  readonly bodySchemas: BodySchemas
}

/** The name under which a route's options hold its binding. */
export const REST_BINDING = 'restBinding'
