import type { RestConfiguration, RestServices } from '../../http/rest-configuration.ts'
import type { StepModel } from '../../kit/field.ts'
import type { FileModel, FromModel, Options, RouteModel } from '../../model/route.ts'
import { elementsOf } from './elements-of.ts'
import type { RestHost } from './expand-rest.ts'

/** Puts the route that serves the documentation before all others. */
export function withDocumentRoute(files: readonly FileModel[], configuration: RestConfiguration, host: RestHost): readonly FileModel[] {
  return files.map((file, index) => (index === 0 ? { ...file, routes: [documentRoute(files, configuration, host), ...file.routes] } : file))
}

function documentRoute(files: readonly FileModel[], configuration: RestConfiguration, host: RestHost): RouteModel {
  const element = files.flatMap(file => elementsOf(file, 'restConfiguration')).at(-1) ?? {}
  const endpoint = { uri: 'rest-api', parameters: { path: configuration.apiContextPath ?? '' } }
  const from: FromModel = { ...endpoint }
  const to: StepModel = { step: 'to', options: { ...endpoint } }
  const id = configuration.apiContextRouteId
  const model: RouteModel = { ...(id !== undefined && { id }), from, steps: [to], options: {} }
  for (const part of [from, to, to.options, model.options, model]) host.positions.inherit(part, element)
  return model
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
