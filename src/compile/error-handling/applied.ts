import { compilePattern } from '../../core/pattern.ts'
import type { FileModel, Options, RouteModel } from '../../model/route.ts'
import type { StepBuilder } from '../route-builder.ts'
import { isIncluded } from './precondition.ts'

/** The elements that apply to one route, in the order in which they count: its file's, those of its configurations, then those among its own steps. */
export interface AppliedElements {
  readonly onException: readonly Options[]
  readonly onCompletion: readonly Options[]
  readonly intercept: readonly Options[]
  readonly interceptFrom: readonly Options[]
  readonly interceptSendToEndpoint: readonly Options[]
  /** The `errorHandler` in force: the route's own, that of its last configuration, or the last one of all files. */
  readonly errorHandler: Options | undefined
}

const NAMES = ['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'] as const

/** Collects what applies to a route. A route made from a template stands in no file: only configurations apply to it. */
export function appliedElements(model: RouteModel, files: readonly FileModel[], scope: StepBuilder): AppliedElements {
  const elements = files.find(file => file.routes.includes(model))?.elements ?? []
  const configurations = configurationsOf(model, files, scope)
  const own = (name: string) => (model.clauses ?? []).filter(each => each.element === name).map(each => each.options)
  const collect = (name: (typeof NAMES)[number]) => [
    ...elements.filter(each => each.element === name).map(each => each.options),
    ...configurations.flatMap(each => (each[name] ?? []) as Options[]),
    ...own(name),
  ]
  const handlers = configurations.flatMap(each => (each['errorHandler'] === undefined ? [] : [each['errorHandler'] as Options]))
  return {
    onException: collect('onException'),
    // a completion of the route's own stands for all others
    onCompletion: own('onCompletion').length > 0 ? own('onCompletion') : collect('onCompletion'),
    intercept: collect('intercept'),
    interceptFrom: collect('interceptFrom'),
    interceptSendToEndpoint: collect('interceptSendToEndpoint'),
    errorHandler: ownHandler(model) ?? handlers.at(-1) ?? globalHandler(files),
  }
}

function ownHandler({ options }: RouteModel): Options | undefined {
  if (options['errorHandlerRef'] !== undefined) return { refErrorHandler: { ref: options['errorHandlerRef'] } }
  return options['errorHandler'] as Options | undefined
}

function globalHandler(files: readonly FileModel[]): Options | undefined {
  return files.flatMap(file => file.elements).findLast(each => each.element === 'errorHandler')?.options
}

/** As in Camel the names are taken as they are written, except in templates where they begin with a placeholder. */
function configurationNames({ options }: RouteModel, named: string, scope: StepBuilder): string {
  const resolves = options['templateParameters'] !== undefined && named.startsWith('{{')
  return resolves ? (scope.text(named) ?? '') : named
}

/** The configurations that a route names, in the order in which it names them; without a name those that have none themselves. */
function configurationsOf(model: RouteModel, files: readonly FileModel[], scope: StepBuilder): Options[] {
  const all = files
    .flatMap(file => file.elements)
    .filter(each => each.element === 'routeConfiguration' && isIncluded(each.options['precondition'], scope))
    .map(each => each.options)
  const named = model.options['routeConfigurationId']
  if (typeof named !== 'string') return all.filter(each => each['id'] === undefined || each['id'] === '*')
  const patterns = configurationNames(model, named, scope).split(',').map(compilePattern)
  return patterns.flatMap(matches => all.filter(each => typeof each['id'] === 'string' && matches(scope.text(each['id']) ?? '')))
}
