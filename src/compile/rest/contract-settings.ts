import { namedOperation } from '../../http/openapi/specification-name.ts'
import { canonicalName } from '../../model/names.ts'
import type { FromModel, Options } from '../../model/route.ts'
import { parseUri } from '../endpoint-uri.ts'
import type { RestHost } from './expand-rest.ts'
import { option } from './verb-binding.ts'

/** What a `rest-openapi:` endpoint that serves says, or its component; placeholders are resolved. */
export interface ContractSettings {
  readonly specification: string
  readonly basePath: string | undefined
  readonly apiContextPath: string | undefined
  readonly missingOperation: string
  readonly mockIncludePattern: string
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly clientRequestValidation: boolean
  readonly clientResponseValidation: boolean
}

/** The settings of the endpoint, else of the component, else their defaults. */
export function contractSettings({ uri, parameters }: FromModel, host: RestHost): ContractSettings {
  const { path, query } = parseUri(host.text(uri) ?? '')
  const given = new Map(query)
  for (const name of Object.keys(parameters ?? {})) {
    const value = settingText(parameters!, name, host)
    if (value !== undefined) given.set(canonicalName(name), value)
  }
  const named = namedOperation(path === 'null' ? '' : path)
  const setting = (name: string) => given.get(name) ?? componentOption(name, host)
  return {
    specification: named.specification ?? setting('specificationUri') ?? 'openapi.json',
    basePath: setting('basePath'),
    apiContextPath: setting('apiContextPath'),
    missingOperation: (setting('missingOperation') ?? 'fail').toLowerCase(),
    mockIncludePattern: setting('mockIncludePattern') ?? 'classpath:camel-mock/**',
    consumes: setting('consumes'),
    produces: setting('produces'),
    clientRequestValidation: setting('clientRequestValidation') === 'true',
    clientResponseValidation: setting('clientResponseValidation') === 'true',
  }
}

function settingText(parameters: Options, name: string, host: RestHost): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' ? option(parameters, name, host.text) : value === undefined ? undefined : String(value)
}

/** An option of the component rest-openapi, in either spelling. */
export function componentOption(name: string, host: RestHost): string | undefined {
  const dashed = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  const properties = new Map(host.properties)
  const raw = properties.get(`camel.component.rest-openapi.${name}`) ?? properties.get(`camel.component.rest-openapi.${dashed}`)
  return raw === undefined ? undefined : host.text(raw)
}
