import { errors } from '../core/errors.ts'
import type { FileModel, RouteModel } from '../model/route.ts'
import type { CompileEnvironment } from './environment.ts'

const FIRST = new Set(['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'])

/** What is wrong with a file as a whole; said once, with the file's first route. */
export function checkFile(first: RouteModel, files: readonly FileModel[], environment: CompileEnvironment): void {
  const file = files.find(each => each.routes[0] === first)!
  for (const element of file.elements) {
    if (element.routesBefore > 0 && FIRST.has(element.element))
      environment.problem(errors.KF_ROUTE_ORDER({ what: element.element }), element.options)
  }
  checkIds(file, files, environment)
}

/** An id that a step is given must not be another step's, here or in an earlier file. */
function checkIds(file: FileModel, files: readonly FileModel[], environment: CompileEnvironment): void {
  const places = new Map<string, string>()
  for (const each of files.slice(0, files.indexOf(file) + 1)) {
    for (const [index, route] of each.routes.entries()) {
      const place = `a step of ${route.id === undefined ? `the route ${index + 1} of ${each.file}` : `the route ${route.id}`}`
      for (const step of stepsWithId(route.steps)) {
        const first = places.get(step.id)
        if (first === undefined) places.set(step.id, place)
        else if (each === file) environment.problem(errors.KF_ROUTE_DUPLICATE_ID({ id: step.id, first }), step)
      }
    }
  }
}

interface WithId {
  readonly id: string
}

/** All steps below a value of the model that are given an id. */
function stepsWithId(value: unknown): WithId[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'step' in value && typeof (value as { id?: unknown }).id === 'string' ? [value as unknown as WithId] : []
  return [...own, ...Object.values(value).flatMap(stepsWithId)]
}
