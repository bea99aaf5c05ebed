import type { Diagnostic } from '../../core/diagnostic.ts'
import { nearestName } from '../../core/nearest.ts'
import type { GraphInput } from '../../graph/build-graph.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { RouteModel } from '../../model/route.ts'
import { Kafila } from '../../runtime/kafila.ts'
import { localEndpoint } from '../../runtime/local-endpoint.ts'
import type { KafilaOptions } from '../../runtime/options.ts'

/** Route files that were read and built but not started, as graphs and descriptions need them. */
export interface ReadRoutes {
  readonly kafila: Kafila
  readonly diagnostics: readonly Diagnostic[]
  readonly input: GraphInput
  /** The ids of all routes that files say, in their order. */
  readonly ids: readonly string[]
}

/** Reads and builds the routes; opens nothing and runs no code of the user. */
export async function readRoutes(given: KafilaOptions & { readonly catalog: Catalog }): Promise<ReadRoutes> {
  const { catalog } = given
  const kafila = new Kafila({ ...given, validateOnly: true })
  const diagnostics = await kafila.check()
  const files = kafila.files.map(file => ({ ...file, routes: file.routes.map(withSource) }))
  const built = new Map([...kafila.routes.values()].map(each => [each.built.model.from, each.id]))
  const names = new Map(
    files.flatMap(file => file.routes).map((route, index) => [route, route.id ?? built.get(route.from) ?? `route${index + 1}`]),
  )
  const text = (raw: string) => {
    try {
      return kafila.scope.text(raw)
    } catch {
      // what has no value is told by the diagnostics
      return undefined
    }
  }
  const input: GraphInput = {
    files,
    catalog,
    routeId: route => names.get(route) ?? '',
    address(uri, parameters) {
      const resolved = text(uri)
      if (resolved === undefined || resolved.includes('${')) return undefined
      try {
        return localEndpoint(catalog, resolved, parameters)?.address
      } catch {
        // what is wrong with it is told by the diagnostics
        return undefined
      }
    },
  }
  return { kafila, diagnostics, input, ids: [...names.values()] }
}

/** A route whose source could not be read, as a route from nowhere: its steps can be told all the same. */
function withSource(route: RouteModel): RouteModel {
  return typeof route.from.uri === 'string' ? route : { ...route, from: { ...route.from, uri: '(no source)' } }
}

/** What is said where a command names a route that is not there. */
export function unknownRoute(id: string, ids: readonly string[]): string {
  const nearest = nearestName(id, ids)
  return `there is no route ${id}; ${nearest === undefined ? `there are ${ids.join(', ') || 'none'}` : `did you mean ${nearest}?`}`
}
