import { errors } from '../../core/errors.ts'
import { withServers } from '../../http/openapi/contract.ts'
import type { Part } from '../../http/openapi/model.ts'
import { serversOf } from '../../http/openapi/servers.ts'
import type { RestConfiguration, RestServices } from '../../http/rest-configuration.ts'
import type { StepModel } from '../../kit/field.ts'
import type { FileModel, FromModel, Options, RouteModel } from '../../model/route.ts'
import { elementsOf } from './elements-of.ts'
import type { RestHost } from './expand-rest.ts'
import type { ServedContract } from './openapi-service.ts'

/** The routes that serve the documentation of the verbs and the contracts, each with the path it is served under. */
export function documentRoutes(
  files: readonly FileModel[],
  configuration: RestConfiguration,
  contracts: ReadonlyMap<string, Part>,
  host: RestHost,
): readonly RouteModel[] {
  const { apiContextPath, apiContextRouteId } = configuration
  const element = files.flatMap(file => elementsOf(file, 'restConfiguration')).at(-1) ?? {}
  const paths = new Set([...(apiContextPath === undefined ? [] : [apiContextPath]), ...contracts.keys()])
  return [...paths].map(path => documentRoute(path, path === apiContextPath ? apiContextRouteId : undefined, element, host))
}

/** Puts routes before all others. */
export function withRoutesFirst(files: readonly FileModel[], routes: readonly RouteModel[]): readonly FileModel[] {
  return files.map((file, index) => (index === 0 ? { ...file, routes: [...routes, ...file.routes] } : file))
}

function documentRoute(path: string, id: string | undefined, element: Options, host: RestHost): RouteModel {
  const endpoint = { uri: 'rest-api', parameters: { path } }
  const from: FromModel = { ...endpoint }
  const to: StepModel = { step: 'to', options: { ...endpoint } }
  const model: RouteModel = { ...(id !== undefined && { id }), from, steps: [to], options: {} }
  for (const part of [from, to, to.options, model.options, model]) host.positions.inherit(part, element)
  return model
}

/** The documents of contracts as restConfiguration serves them, by path: of one contract, where there are no verbs. */
export function servedDocuments(
  contracts: readonly ServedContract[],
  configuration: RestConfiguration,
  hasVerbs: boolean,
  host: RestHost,
): ReadonlyMap<string, Part> {
  const { apiContextPath } = configuration
  if (apiContextPath === undefined || hasVerbs || contracts.length === 0) return new Map()
  if (contracts.length > 1)
    throw errors.KF_ROUTE_INVALID({ what: 'openApi', reason: `two contracts have the apiContextPath ${apiContextPath}` })
  return new Map([[apiContextPath, servedDocument(contracts[0]!, configuration, host)]])
}

function servedDocument({ document, base }: ServedContract, configuration: RestConfiguration, host: RestHost): Part {
  if (configuration.hostNameResolver === 'none') return document
  const port = configuration.port ?? Number(host.text(new Map(host.properties).get('camel.server.port') ?? '8080'))
  const path = [configuration.contextPath ?? '', base].map(part => part.replace(/^\/+|\/+$/g, '')).filter(part => part !== '')
  return withServers(document, serversOf({ ...configuration, port, contextPath: path.join('/') }))
}

/** The services with their placeholders resolved, as the documentation shows them. */
export function describedServices(services: readonly Options[], host: RestHost): RestServices {
  return services.map(service => resolved(service, host) as RestServices[number])
}

function resolved(value: unknown, host: RestHost): unknown {
  if (typeof value === 'string') return host.text(value) ?? ''
  if (Array.isArray(value)) return value.map(each => resolved(each, host))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, host)]))
}
