import { placeText } from '../check/rule.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { didYouMean } from '../core/nearest.ts'
import type { KameletRoutes } from '../kit/kamelet-routes.ts'
import type { EndpointUse } from '../kit/step.ts'
import { foldedName } from '../model/names.ts'
import type { Lookup } from '../model/placeholders.ts'
import type { Positions } from '../model/positions.ts'
import type { BeanModel, ElementModel, FileModel, Options, RouteModel } from '../model/route.ts'
import { kameletRoute } from '../model/templates/kamelet-route.ts'
import { beanModels, missingParameters, parameterValues, type RouteTemplate, routeTemplate } from '../model/templates/route-template.ts'
import type { Endpoint } from './endpoints.ts'
import type { KameletFiles } from './kamelet-files.ts'
import { parameterWarnings } from './kamelet-parameters.ts'
import type { RouteHandle } from './route-handle.ts'
import { propertiesBelow, templateProperties } from './template-properties.ts'

/** A route that is made of a template, as those see it who build it. */
export interface RouteOrigin {
  /** The template's parameters before the properties of the runtime. */
  readonly lookup: Lookup
  /** Where it is made: ` (in a route of the template greeter, made at routes.yaml:3:5)`. */
  readonly made: string
  /** Of a Kamelet: the id of the route, by which `kamelet:source` and `kamelet:sink` inside of it find it. */
  readonly kamelet?: string
  readonly startupOrder?: number
  /** It is made while messages flow, for one of them: its endpoints and beans are its own, and go with it. */
  readonly late?: Late
}

/** Takes what is wrong with a route that is made while messages flow. */
interface Late {
  readonly problems: unknown[]
}

/** What is built just now: the step or element, its route, and what the route is made of. */
export interface Building {
  readonly model: object
  readonly route: RouteModel
  readonly origin: RouteOrigin | undefined
}

/** What making routes of templates needs of the runtime. */
export interface TemplateHost {
  readonly positions: Positions
  readonly properties: ReadonlyMap<string, string>
  readonly lookup: Lookup
  readonly kameletRoutes: KameletRoutes
  readonly kameletFiles: KameletFiles
  /** What is built just now. */
  current(): Building | undefined
  text(raw: string): string | undefined
  read(source: { readonly file: string; readonly text: string }): FileModel
  createBean(model: BeanModel, lookup: Lookup): Promise<void>
  /** Takes a bean away, and ends it as it says; never rejects. */
  removeBean(name: string): Promise<void>
  build(model: RouteModel, files: readonly FileModel[], origin: RouteOrigin): RouteHandle | undefined
  problem(error: unknown, model: object, origin?: RouteOrigin): void
  report(diagnostic: Diagnostic): void
  reserveRouteId(): void
  /** Takes a route away, with what it has opened, when what it has in hand has ended; never rejects. */
  discard(handle: RouteHandle): Promise<void>
}

/** A route that is to be made. */
interface Plan {
  readonly template: RouteTemplate
  readonly values: Map<string, string>
  readonly model: RouteModel
  readonly beans: readonly BeanModel[]
  readonly made: string
  readonly kamelet?: string
  readonly startupOrder?: number
}

/** Kamelets that take messages start before all routes that send to them, those that are sources after the routes behind them. */
const BEFORE_ALL = -1_000_000
const AFTER_ALL = 1_000_000

/** Makes the routes of templates: those of `templatedRoute` elements and properties, and one for each use of a Kamelet. */
export class TemplateRoutes {
  private readonly host: TemplateHost
  private readonly templates = new Map<string, RouteTemplate>()
  private readonly kamelets = new Map<string, RouteTemplate | undefined>()
  private readonly used = new Set<string>()
  private readonly waiting: Plan[] = []
  /** Routes that were made while messages flow, by the URI of their endpoint. */
  private readonly madeNow = new Map<string, Promise<RouteHandle | undefined>>()
  private files: readonly FileModel[] = []
  private built = false
  private number = 0
  private beanNumber = 0

  constructor(host: TemplateHost) {
    this.host = host
  }

  /** Takes the templates and Kamelets of the files. Of several templates of one id the first counts. */
  add(files: readonly FileModel[]): void {
    this.files = files
    for (const { elements } of files) for (const element of elements) this.declare(element)
  }

  /** The files of Kamelets that nothing uses. */
  unusedKamelets(): Set<string> {
    const names = ({ elements }: FileModel) => elements.filter(each => each.element === 'kamelet').map(each => String(each.options['id']))
    const isKamelet = (file: FileModel) => file.file.endsWith('.kamelet.yaml') || names(file).length > 0
    return new Set(this.files.filter(file => isKamelet(file) && !names(file).some(name => this.used.has(name))).map(({ file }) => file))
  }

  private declare(element: ElementModel): void {
    const kinds: Readonly<Record<string, Map<string, RouteTemplate | undefined>>> = {
      routeTemplate: this.templates,
      kamelet: this.kamelets,
    }
    const known = kinds[element.element]
    const template = known && routeTemplate(element, this.host.positions)
    if (template !== undefined && !known!.has(template.name)) known!.set(template.name, template)
  }

  /** Makes the routes that files and properties ask for, then those of the Kamelets that these and all others use. */
  async build(): Promise<void> {
    const elements = this.files.flatMap(file => file.elements).filter(each => each.element === 'templatedRoute')
    const plans = [...elements.flatMap(each => this.attempt(each.options, () => this.templated(each.options))), ...this.byProperties()]
    // as in Camel, every route is given an id when it is added, and another one when it is made
    for (const { model } of plans) if (model.id === undefined) this.host.reserveRouteId()
    for (const plan of plans) await this.make(plan)
    for (let plan = this.waiting.shift(); plan !== undefined; plan = this.waiting.shift()) await this.make(plan)
    this.built = true
  }

  private attempt(options: Options, plan: () => Plan): Plan[] {
    try {
      return [plan()]
    } catch (cause) {
      const reason = (cause as Error).message
      this.host.problem(errors.KF_FIELD_INVALID({ option: 'routeTemplateRef', reason }, { cause }), options)
      return []
    }
  }

  private templated(options: Options): Plan {
    const { host } = this
    const given = (options['parameters'] ?? []) as readonly { readonly name?: string; readonly value?: string }[]
    const values = given.flatMap(({ name, value }) => (name === undefined || value === undefined ? [] : [[name, value] as const]))
    const template = this.template(host.text(String(options['routeTemplateRef'] ?? '')) ?? '')
    const at = placeText(host.positions.value(options, 'routeTemplateRef'))
    const beans = [...template.beans, ...beanModels(options['beans'], host.positions)]
    const id = options['routeId'] === undefined ? undefined : host.text(String(options['routeId']))
    return { ...this.plan(template, values, id, options, at), beans }
  }

  /** `camel.route-template[0].template-id`, with the parameters beside it; the number is the id of the route. */
  private byProperties(): Plan[] {
    return [...templateProperties(this.host.properties)].flatMap(([number, { templateId, parameters }]) =>
      this.attempt({}, () => {
        if (templateId === undefined)
          throw errors.KF_ROUTE_MISSING({ what: `camel.route-template[${number}]`, option: 'template-id' }, { type: ILLEGAL })
        return this.plan(this.template(templateId), parameters, number, {}, `camel.route-template[${number}]`)
      }),
    )
  }

  private template(name: string): RouteTemplate {
    const template = this.templates.get(name)
    if (template !== undefined) return template
    const fix = didYouMean(name, this.templates.keys())
    throw errors.KF_ROUTE_UNKNOWN_TEMPLATE({ name, ...(fix && { fix }) }, { type: ILLEGAL })
  }

  private plan(
    template: RouteTemplate,
    given: Iterable<readonly [string, string]>,
    id: string | undefined,
    options: Options,
    at: string,
  ): Plan {
    const values = checkedValues(template, given)
    const { prefixId, group } = options
    const { route } = template
    const own = { ...(prefixId !== undefined && { nodePrefixId: prefixId }), ...(group !== undefined && { group }) }
    const model = { ...route, options: { ...route.options, ...own }, ...(id !== undefined && { id }) }
    this.host.positions.inherit(model, id === undefined ? route : options)
    this.host.positions.inherit(model.options, route.options)
    return { template, values, model, beans: template.beans, made: ` (in a route of the template ${template.name}, made at ${at})` }
  }

  /** Plans the route of a Kamelet for a new endpoint; throws where that is not possible. An endpoint that a message named is not resolved then. */
  use(endpoint: Endpoint, how: EndpointUse): void {
    try {
      this.planUse(endpoint, how)
    } catch (cause) {
      if (!this.built) throw cause
      throw errors.KF_RUN_ENDPOINT({ uri: endpoint.uri, reason: exceptionMessage(cause) }, { cause })
    }
  }

  private planUse(endpoint: Endpoint, how: EndpointUse): void {
    const name = endpoint.given('templateId') ?? ''
    if (name === 'source' || name === 'sink') return checkInside(name, endpoint)
    const number = String(++this.number)
    const template = this.kamelet(name, endpoint.given('location'))
    const routeId = endpoint.given('routeId') ?? `${name}-${number}`
    const building = this.host.current()
    const user = how.apart ? undefined : building
    const values = checkedValues(template, this.kameletValues(name, routeId, endpoint))
    const model = kameletRoute(template.route, routeId, number, {
      apart: user === undefined,
      noErrorHandler: endpoint.given('noErrorHandler') === 'true' || user?.origin?.kamelet !== undefined,
      options: user?.route.options ?? {},
    })
    this.host.positions.inherit(model, template.route)
    this.host.positions.inherit(model.options, template.route.options)
    const at = building && this.host.positions.of(building.model)
    const made = ` (in the Kamelet ${name}${at === undefined ? '' : `, used at ${placeText(at)}`})`
    const takesMessages = /^kamelet:(\/\/)?source$/.test(template.route.from.uri)
    const startupOrder = (takesMessages ? BEFORE_ALL : AFTER_ALL) + this.number
    const plan: Plan = { template, values, model, beans: template.beans, made, kamelet: routeId, startupOrder }
    if (building !== undefined) this.tellMisfits(template, endpoint, building.model)
    if (!this.built) this.waiting.push(plan)
    const making = this.built ? this.makeNow(plan) : undefined
    if (making !== undefined) this.madeNow.set(endpoint.uri, making)
    this.host.kameletRoutes.add(endpoint.uri, { routeId, ready: making?.then(() => undefined) })
  }

  /** Takes the route away that was made for an endpoint while messages flow, when what it has in hand has ended; never rejects. */
  async forget({ uri }: Endpoint): Promise<void> {
    const making = this.madeNow.get(uri)
    if (making === undefined) return
    this.madeNow.delete(uri)
    this.host.kameletRoutes.forget(uri)
    const handle = await making.catch(() => undefined)
    if (handle !== undefined) await this.host.discard(handle)
  }

  /** Those of all uses, then those of the route id, then the endpoint's own. */
  private kameletValues(name: string, routeId: string, endpoint: Endpoint): [string, string][] {
    const { properties } = this.host
    return [
      ...propertiesBelow(properties, `camel.kamelet.${name}.`),
      ...propertiesBelow(properties, `camel.kamelet.${name}.${routeId}.`),
      ...Object.entries(endpoint.address.extra),
      ['templateId', name],
      ['routeId', routeId],
    ]
  }

  /** A template of routes is a Kamelet of its name, too. */
  private kamelet(name: string, location: string | undefined): RouteTemplate {
    const { kamelets, templates, host } = this
    this.used.add(name)
    if (!kamelets.has(name) && !templates.has(name)) {
      const source = host.kameletFiles.find(name, location)
      if (source !== undefined) for (const element of host.read(source).elements) this.declare(element)
    }
    const template = kamelets.get(name) ?? templates.get(name)
    if (template !== undefined) return template
    const looked = `among the files and in ${(location ?? host.kameletFiles.locations.join(', ')) || 'no folder'}`
    const fix = didYouMean(name, [...kamelets.keys(), ...templates.keys()])
    throw errors.KF_ROUTE_UNKNOWN_KAMELET({ name, looked, ...(fix && { fix }) })
  }

  private tellMisfits(template: RouteTemplate, endpoint: Endpoint, model: object): void {
    for (const each of parameterWarnings(template, endpoint.address.extra, model, this.host.positions)) this.host.report(each)
  }

  private async make(plan: Plan, late?: Late): Promise<RouteHandle | undefined> {
    const { host } = this
    const { values, beans, made, kamelet, startupOrder } = plan
    const model = withParameters(plan)
    host.positions.inherit(model, plan.model)
    host.positions.inherit(model.options, plan.model.options)
    const named = beans.map(bean => ({ bean, name: `${bean.name}-${++this.beanNumber}` }))
    for (const { bean, name } of named) values.set(foldedName(bean.name), name)
    const lookup: Lookup = key => values.get(foldedName(key)) ?? host.lookup(key)
    const origin: RouteOrigin = {
      lookup,
      made,
      ...(kamelet !== undefined && { kamelet }),
      ...(startupOrder !== undefined && { startupOrder }),
      ...(late && { late }),
    }
    for (const { bean, name } of named) {
      await host.createBean({ ...bean, name }, lookup).catch(error => host.problem(error, bean, origin))
    }
    const handle = host.build(model, this.files, origin)
    if (late === undefined) return handle
    const removals = named.map(
      ({ name }) =>
        () =>
          host.removeBean(name),
    )
    if (handle === undefined) for (const remove of removals) await remove()
    else handle.built.stops.push(...removals)
    return handle
  }

  /** Makes and starts a route while messages flow, with the Kamelets that it uses itself. */
  private async makeNow(plan: Plan): Promise<RouteHandle | undefined> {
    const problems: unknown[] = []
    const handle = await this.make(plan, { problems })
    if (problems.length > 0) {
      if (handle !== undefined) await this.host.discard(handle)
      throw problems[0]
    }
    await handle?.prepare()
    await handle?.start()
    return handle
  }
}

/** The model says with which parameters it was made, so that routes of one template can be told apart. */
function withParameters({ model, values }: Plan): RouteModel {
  return { ...model, options: { ...model.options, templateParameters: Object.fromEntries(values) } }
}

/** The ends of a Kamelet have the id of its route; only routes of Kamelets name it. */
function checkInside(name: string, endpoint: Endpoint): void {
  if (endpoint.given('routeId') === undefined)
    throw errors.KF_ROUTE_INVALID({ what: `kamelet:${name}`, reason: 'it stands inside of a Kamelet' }, { type: ILLEGAL })
}

const ILLEGAL = 'java.lang.IllegalArgumentException'

/** The values of a template's parameters; throws where some are missing. */
function checkedValues(template: RouteTemplate, given: Iterable<readonly [string, string]>): Map<string, string> {
  const values = parameterValues(template, given)
  const missing = missingParameters(template, values)
  if (missing.length === 0) return values
  const what = `the ${template.kind} ${template.name}`
  const option = missing.length === 1 ? missing[0]! : `the parameters ${missing.join(', ')}`
  throw errors.KF_ROUTE_MISSING({ what, option }, { type: ILLEGAL })
}
