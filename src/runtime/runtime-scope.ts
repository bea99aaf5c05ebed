import { ExpressionCompiler } from '../compile/expression.ts'
import { errors } from '../core/errors.ts'
import type { Services } from '../core/services.ts'
import type { Catalog } from '../kit/catalog.ts'
import { type BuildScope, buildFields, type DataFormatModel } from '../kit/field.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'

/** What building outside a route needs of its runtime. */
export interface ScopeHost {
  readonly catalog: Catalog
  readonly services: Services
  bean(reference: string): unknown
}

/** Building outside a route: options of endpoints and beans, which hold text, references and expressions, but no steps. */
export function runtimeScope(host: ScopeHost, lookup: Lookup): BuildScope {
  const no = (what: string) => () => {
    throw errors.KF_RUN_ILLEGAL_STATE({ reason: `${what} cannot stand here` })
  }
  const text = (raw: string) => resolvePlaceholders(raw, lookup)
  const bean = (reference: string) => host.bean(reference)
  const scope: BuildScope = {
    text,
    bean,
    expression: model => expressions.expression(model),
    predicate: model => expressions.predicate(model),
    steps: no('steps'),
    branches: no('steps'),
    dataFormat: model => openFormat(host, model, scope),
  }
  const expressions = new ExpressionCompiler(host.catalog, scope, { text, bean, services: host.services, routeId: '' })
  return scope
}

function openFormat({ catalog, services }: ScopeHost, { format, options }: DataFormatModel, scope: BuildScope): unknown {
  const definition = catalog.formats.get(format)
  if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_FORMAT({ name: format, undeclared: true })
  const unknown = Object.keys(options).find(option => !Object.hasOwn(definition.fields, option))
  if (unknown !== undefined) throw errors.KF_FIELD_UNKNOWN({ what: format, option: unknown })
  return definition.open(buildFields(definition.fields, options, scope), services)
}
