import { errors } from '../../core/errors.ts'
import type { RestConfiguration, RestContracts } from '../../http/rest-configuration.ts'
import type { StepModel } from '../../kit/field.ts'
import { VERBS } from '../../model/elements/verbs.ts'
import type { FileModel, FromModel, Options, RouteModel } from '../../model/route.ts'
import { REST_BINDING } from './binding.ts'
import { contractElement } from './contract-element.ts'
import { isContractSource } from './contract-source.ts'
import { describedServices, documentRoutes, servedDocuments, withRoutesFirst } from './document-route.ts'
import { elementsOf } from './elements-of.ts'
import type { RestHost } from './expand-rest.ts'
import { inlineRoutes } from './inline-routes.ts'
import { directRoutes, type ServedContract, serveContract } from './openapi-service.ts'
import { option, verbBinding } from './verb-binding.ts'

/** The files with routes for these `rest` elements, for contracts that routes serve, and for what documents them. */
export function serveRest(
  files: readonly FileModel[],
  elements: readonly Options[],
  configuration: RestConfiguration,
  host: RestHost,
): readonly FileModel[] {
  const expanded = files.map(file => ({ ...file, routes: [...file.routes, ...serviceRoutes(file, configuration, host)] }))
  const contracts = servedContracts(expanded, configuration, host)
  const services = elements.filter(each => each['openApi'] === undefined || verbNames(each).length > 0)
  const documents = documentsOf([...contracts.values()], configuration, services.length > 0, elements, host)
  const isDocumented = configuration.apiContextPath !== undefined
  host.configured(configuration, isDocumented ? describedServices(services, host) : [], documents)
  const serving = expanded.map(file => ({ ...file, routes: file.routes.map(route => contracts.get(route)?.route ?? route) }))
  const all = withRoutesFirst(serving, documentRoutes(files, configuration, documents, host))
  return elements.length > 0 && configuration.inlineRoutes ? inlineRoutes(all, host) : all
}

type Contracts = ReadonlyMap<RouteModel, ServedContract>

function servedContracts(files: readonly FileModel[], configuration: RestConfiguration, host: RestHost): Contracts {
  const sources = files.flatMap(file => file.routes).filter(({ from }) => isContractSource(from))
  const served = new Map<RouteModel, ServedContract>()
  const directs = sources.length === 0 ? new Set<string>() : directRoutes(files, host)
  for (const route of sources) {
    try {
      served.set(route, serveContract(route, configuration, directs, host))
    } catch (error) {
      host.problem(error, route.from)
    }
  }
  return served
}

function documentsOf(
  contracts: readonly ServedContract[],
  configuration: RestConfiguration,
  hasVerbs: boolean,
  elements: readonly Options[],
  host: RestHost,
): RestContracts {
  try {
    return servedDocuments(contracts, configuration, hasVerbs, host)
  } catch (error) {
    host.problem(error, elements.at(-1) ?? {})
    return new Map()
  }
}

function verbNames(options: Options): string[] {
  return Object.keys(options).filter(name => (VERBS as readonly string[]).includes(name))
}

function serviceRoutes(file: FileModel, configuration: RestConfiguration, host: RestHost): RouteModel[] {
  return elementsOf(file, 'rest').flatMap(options => [
    ...new Service(options, configuration, host).routes(),
    ...contractElement(options, configuration, host),
  ])
}

interface Verb {
  readonly method: (typeof VERBS)[number]
  readonly options: Options
}

class Service {
  private readonly options: Options
  private readonly configuration: RestConfiguration
  private readonly host: RestHost

  constructor(options: Options, configuration: RestConfiguration, host: RestHost) {
    this.options = options
    this.configuration = configuration
    this.host = host
  }

  routes(): RouteModel[] {
    if (this.option(this.options, 'disabled') === 'true') return []
    const verbs = this.verbs()
    this.checkUnique(verbs)
    return verbs.filter(({ options }) => options['to'] !== undefined).map(verb => this.route(verb))
  }

  /** The verbs in the order of the file. */
  private verbs(): Verb[] {
    return verbNames(this.options)
      .flatMap(name => (this.options[name] as readonly Options[]).map(options => ({ method: name as Verb['method'], options })))
      .filter(({ options }) => this.option(options, 'disabled') !== 'true')
  }

  private checkUnique(verbs: readonly Verb[]): void {
    const paths = new Set<string>()
    const directs = new Set<string>()
    for (const { method, options } of verbs) {
      const path = options['path'] === undefined ? method : `${method}:${options['path']}`
      if (paths.has(path)) this.invalid(`Duplicate verb detected in rest-dsl: ${path}`, options)
      const uri = targetUri(options)
      if (this.configuration.inlineRoutes && uri.startsWith('direct:') && directs.has(uri))
        this.invalid(`Duplicate to in rest-dsl: ${uri}`, options)
      paths.add(path)
      directs.add(uri)
    }
  }

  private invalid(reason: string, options: Options): void {
    this.host.problem(errors.KF_ROUTE_INVALID({ what: 'rest', reason }), options)
  }

  private route({ method, options }: Verb): RouteModel {
    const id = this.option(options, 'routeId') ?? this.option(options, 'id')
    const binding = verbBinding(options, this.options, this.configuration, raw => this.host.text(raw))
    const parameters = { method, ...this.paths(options), ...present({ consumes: binding.consumes, produces: binding.produces }) }
    const model: RouteModel = {
      ...(id !== undefined && { id }),
      from: this.keep<FromModel>({ uri: 'rest', parameters }, options),
      steps: [this.target(options)],
      options: this.keep({ [REST_BINDING]: binding }, options),
    }
    return this.keep(model, options)
  }

  private paths(options: Options): { path: string; uriTemplate?: string } {
    const base = this.option(this.options, 'path')
    const own = withoutTemplatedQuery(this.option(options, 'path'))
    if (base === undefined) return { path: own ?? '/' }
    return own === undefined ? { path: base } : { path: base, uriTemplate: own }
  }

  private target(options: Options): StepModel {
    const { id, description: _description, ...to } = options['to'] as Options
    const kept = this.keep({ ...to }, options['to'] as Options)
    return this.keep<StepModel>({ step: 'to', ...(typeof id === 'string' && { id }), options: kept }, options['to'] as Options)
  }

  private option(options: Options, name: string): string | undefined {
    return option(options, name, raw => this.host.text(raw))
  }

  private keep<T extends object>(model: T, from: object): T {
    this.host.positions.inherit(model, from)
    return model
  }
}

/** The endpoint that a verb names, as it is written: `direct:x`. */
function targetUri(options: Options): string {
  return String((options['to'] as Options | undefined)?.['uri'] ?? '')
}

/** Query parameters that are templates (`?auth={auth}`) only document the verb. */
function withoutTemplatedQuery(path: string | undefined): string | undefined {
  const question = path?.indexOf('?') ?? -1
  if (path === undefined || question < 0) return path
  const kept = path
    .slice(question + 1)
    .split('&')
    .filter(part => !/=\{[^}]*\}$/.test(part))
  return kept.length === 0 ? path.slice(0, question) : `${path.slice(0, question)}?${kept.join('&')}`
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
