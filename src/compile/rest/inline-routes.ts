import type { FileModel, Options, RouteModel } from '../../model/route.ts'
import { REST_BINDING, type RestBinding } from './binding.ts'
import type { RestHost } from './expand-rest.ts'
import { writtenUri } from './written-uri.ts'

/**
 * Makes the direct: routes that verbs name the routes of those verbs: same steps, options and id, but another source. They leave their
 * place, and cannot be called any more; those that a contract calls stay. Two verbs of different services may share one that has no id of its own.
 */
export function inlineRoutes(files: readonly FileModel[], host: RestHost): readonly FileModel[] {
  const directs = new Map<string, RouteModel>()
  for (const route of files.flatMap(file => file.routes)) {
    const uri = writtenUri(route.from.uri, route.from.parameters)
    // a source that could not be read is told elsewhere
    if (uri?.startsWith('direct:')) directs.set(uri, route)
  }
  const taken = new Set<RouteModel>()
  const inlined = files.map(file => ({ ...file, routes: file.routes.map(route => inlineOne(route, directs, taken, host)) }))
  return inlined.map(file => ({ ...file, routes: file.routes.filter(route => !taken.has(route)) }))
}

function inlineOne(route: RouteModel, directs: ReadonlyMap<string, RouteModel>, taken: Set<RouteModel>, host: RestHost): RouteModel {
  const binding = route.options[REST_BINDING] as RestBinding | undefined
  if (binding === undefined) return route
  const { uri, parameters } = route.steps[0]!.options as { uri: string; parameters?: Options }
  const direct = directs.get(writtenUri(uri, parameters))
  if (direct === undefined) return route
  taken.add(direct)
  const id = direct.id ?? route.id
  const options = { ...direct.options, [REST_BINDING]: binding }
  host.positions.inherit(options, direct.options)
  const model: RouteModel = { ...(id !== undefined && { id }), from: route.from, steps: direct.steps, options }
  host.positions.inherit(model, direct)
  return model
}
