/** What `restConfiguration` elements and `camel.rest.*` properties say, together; the last word counts. */
export interface RestConfiguration {
  readonly scheme: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  readonly contextPath: string | undefined
  readonly bindingMode: string
  readonly skipBindingOnErrorCode: boolean
  readonly clientRequestValidation: boolean
  readonly clientResponseValidation: boolean
  readonly enableCORS: boolean
  readonly enableNoContentResponse: boolean
  readonly inlineRoutes: boolean
  readonly jsonDataFormat: string
  readonly xmlDataFormat: string
  readonly corsHeaders: Readonly<Record<string, string>>
  readonly dataFormatProperties: Readonly<Record<string, string>>
  readonly endpointProperties: Readonly<Record<string, string>>
  readonly apiContextPath: string | undefined
  readonly apiContextRouteId: string | undefined
  readonly apiHost: string | undefined
  readonly hostNameResolver: string
  readonly apiVendorExtension: boolean
  readonly useXForwardHeaders: boolean
  readonly apiProperties: Readonly<Record<string, string>>
}

/** What holds where nothing is said. */
export const DEFAULT_REST_CONFIGURATION: RestConfiguration = {
  scheme: undefined,
  host: undefined,
  port: undefined,
  contextPath: undefined,
  bindingMode: 'off',
  skipBindingOnErrorCode: true,
  clientRequestValidation: false,
  clientResponseValidation: false,
  enableCORS: false,
  enableNoContentResponse: false,
  inlineRoutes: true,
  jsonDataFormat: 'jackson',
  xmlDataFormat: 'jaxb',
  corsHeaders: {},
  dataFormatProperties: {},
  endpointProperties: {},
  apiContextPath: undefined,
  apiContextRouteId: undefined,
  apiHost: undefined,
  hostNameResolver: 'allLocalIp',
  apiVendorExtension: false,
  useXForwardHeaders: false,
  apiProperties: {},
}

/** The key under which endpoints of a runtime find its configuration (`ConnectorContext.shared`). */
export const REST_CONFIGURATION = 'rest-configuration'

/** The key under which the `rest` elements are found, placeholders resolved, where they are to be documented. */
export const REST_SERVICES = 'rest-services'

/** `rest` elements with their options. */
export type RestServices = readonly Readonly<Record<string, unknown>>[]

/** The key under which the documents of contracts are found. */
export const REST_CONTRACTS = 'rest-contracts'

/** OpenAPI documents by the paths under which they are served. */
export type RestContracts = ReadonlyMap<string, Readonly<Record<string, unknown>>>
