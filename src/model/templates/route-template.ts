import { foldedName } from '../names.ts'
import type { Positions } from '../positions.ts'
import type { BeanModel, ElementModel, Options, RouteModel } from '../route.ts'
import { routeModel } from '../route-model.ts'

/** A parameter of a template. */
export interface TemplateParameter {
  readonly name: string
  readonly defaultValue?: string
  readonly required: boolean
  /** Of a Kamelet: the type that its definition gives it (`integer`, `boolean` …), and the values that it allows. */
  readonly type?: string
  readonly choices?: readonly string[]
}

/** A route with parameters: a `routeTemplate`, or a Kamelet. */
export interface RouteTemplate {
  readonly kind: 'template' | 'Kamelet'
  readonly name: string
  readonly parameters: readonly TemplateParameter[]
  /** Beans that each route of the template gets for itself. */
  readonly beans: readonly BeanModel[]
  /** The route without id. */
  readonly route: RouteModel
  /** Where it stands: the options of its element. */
  readonly options: Options
}

/** What a `routeTemplate` or Kamelet says; `undefined` where it has no route, which is told elsewhere. */
export function routeTemplate({ element, options }: ElementModel, positions: Positions): RouteTemplate | undefined {
  const route = templateRoute(options, positions)
  if (route === undefined) return undefined
  return {
    kind: element === 'kamelet' ? 'Kamelet' : 'template',
    name: String(options['id'] ?? ''),
    parameters: (options['parameters'] as readonly TemplateParameter[] | undefined)?.map(parameter) ?? [],
    beans: beanModels(options['beans'], positions),
    route,
    options,
  }
}

/** The beans that stand inside of another element. */
export function beanModels(list: unknown, positions: Positions): BeanModel[] {
  return ((list ?? []) as readonly Options[]).flatMap(options => {
    if (typeof options['name'] !== 'string') return []
    const model = { name: options['name'], options }
    positions.inherit(model, options)
    return [model]
  })
}

function parameter(given: TemplateParameter): TemplateParameter {
  return { ...given, required: given.defaultValue === undefined && String(given.required) !== 'false' }
}

/** Camel gives each route of a template a new id, whatever the template says. */
function templateRoute(options: Options, positions: Positions): RouteModel | undefined {
  const { from, route, inputType, outputType } = options
  const { id: _id, ...whole } = (route ?? { from }) as Options
  if (whole['from'] === undefined) return undefined
  positions.inherit(whole, (route ?? options) as object)
  const types = { ...(inputType !== undefined && { inputType }), ...(outputType !== undefined && { outputType }) }
  const given = { ...types, ...whole }
  positions.inherit(given, whole)
  return routeModel(given, positions)
}

/** The values of a template's parameters by their keys: those given, then the defaults. */
export function parameterValues(template: RouteTemplate, given: Iterable<readonly [string, string]>): Map<string, string> {
  const values = new Map<string, string>()
  for (const { name, defaultValue } of template.parameters) {
    if (defaultValue !== undefined) values.set(foldedName(name), defaultValue)
  }
  for (const [name, value] of given) values.set(foldedName(name), value)
  return values
}

/** The names of the parameters that must be given but are not. */
export function missingParameters(template: RouteTemplate, values: ReadonlyMap<string, string>): string[] {
  return template.parameters.filter(each => each.required && !values.has(foldedName(each.name))).map(each => each.name)
}
