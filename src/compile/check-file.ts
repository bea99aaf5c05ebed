import { errors } from '../core/errors.ts'
import type { FileModel, RouteModel } from '../model/route.ts'
import type { CompileEnvironment } from './environment.ts'

const FIRST = new Set(['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'])

/** Elements that must stand before the routes of their file; said once, with the file's first route. */
export function checkFile(first: RouteModel, files: readonly FileModel[], environment: CompileEnvironment): void {
  const file = files.find(each => each.routes[0] === first)!
  for (const element of file.elements) {
    if (element.routesBefore > 0 && FIRST.has(element.element))
      environment.problem(errors.KF_ROUTE_ORDER({ what: element.element }), element.options)
  }
}
