import type { Step } from '../core/step.ts'
import { resolvePlaceholders } from '../model/placeholders.ts'
import type { FileModel, RouteModel } from '../model/route.ts'
import type { CompileEnvironment } from './environment.ts'
import { defaultPolicy } from './error-handling/default-policy.ts'
import { type RouteScope, StepBuilder } from './route-builder.ts'

/** A route's steps, compiled, with what has to run when it starts and stops. */
export interface CompiledRoute {
  readonly id: string
  readonly entry: Step
  readonly scope: RouteScope
}

function option(model: RouteModel, name: string, { lookup }: CompileEnvironment): string | undefined {
  const raw = model.options[name]
  return typeof raw === 'string' ? resolvePlaceholders(raw, lookup) : undefined
}

/** Compiles one route under the error handling and interception that apply to it. */
export function compileRoute(model: RouteModel, id: string, _files: readonly FileModel[], environment: CompileEnvironment): CompiledRoute {
  const prefix = model.options['nodePrefixId']
  const scope: RouteScope = {
    routeId: id,
    environment,
    starts: [],
    stops: [],
    drains: [],
    lookup: environment.lookup,
    nodePrefix: typeof prefix === 'string' ? (resolvePlaceholders(prefix, environment.lookup) ?? '') : '',
    logMask: option(model, 'logMask', environment) === 'true',
    weaving: {},
  }
  const builder = new StepBuilder(scope, defaultPolicy(environment.services), id)
  return { id, entry: builder.steps(model.steps), scope }
}
