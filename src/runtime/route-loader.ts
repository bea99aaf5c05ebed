import { checkFiles, inFileOrder } from '../check/index.ts'
import { expandRest, type RestHost } from '../compile/rest/expand-rest.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { REST_CONFIGURATION, REST_CONTRACTS, REST_SERVICES } from '../http/rest-configuration.ts'
import { buildFields, type DataFormatModel } from '../kit/field.ts'
import { kameletRoutes } from '../kit/kamelet-routes.ts'
import type { EndpointUse } from '../kit/step.ts'
import { beansOfProperties } from '../model/bean-properties.ts'
import { resolvePlaceholders } from '../model/placeholders.ts'
import { propertyPlace } from '../model/properties-file.ts'
import { readDocument, readFile } from '../model/read-file.ts'
import type { BeanModel, FileModel } from '../model/route.ts'
import { componentProblems } from './component-properties.ts'
import type { Endpoint } from './endpoints.ts'
import { beanProblems, groupProblems } from './group-properties.ts'
import { KameletFiles } from './kamelet-files.ts'
import { localEndpoint } from './local-endpoint.ts'
import type { PropertyProblem } from './main-options.ts'
import type { RouteSource } from './options.ts'
import type { Problems } from './problems.ts'
import type { RouteFactory } from './route-factory.ts'
import { type RouteHandle, STOP_MS } from './route-handle.ts'
import type { RuntimeParts } from './runtime-parts.ts'
import { runtimeScope } from './runtime-scope.ts'
import { type TemplateHost, TemplateRoutes } from './template-routes.ts'
import { unreadProperties } from './unread-properties.ts'

/** What of a runtime its files are read for. */
export interface LoaderRuntime extends RuntimeParts {
  readonly propertyProblems: readonly PropertyProblem[]
  readonly problems: Problems
  readonly factory: RouteFactory
  bean(reference: string): unknown
}

/** Reads the route files of a runtime, and builds and checks what stands in them. What is wrong is collected in its problems. */
export class RouteLoader {
  private readonly runtime: LoaderRuntime
  private readonly templates: TemplateRoutes

  constructor(runtime: LoaderRuntime) {
    this.runtime = runtime
    this.templates = new TemplateRoutes(this.templateHost())
  }

  /** Reads the files of the runtime. */
  read(): readonly FileModel[] {
    return (this.runtime.options.routes ?? []).map(source => this.readSource(source))
  }

  /** Builds beans, data formats, templates and routes of the files, and puts what is wrong with them into the order of the files. Opens nothing. */
  async build(read: readonly FileModel[]): Promise<void> {
    const files = expandRest(read, this.restHost())
    await this.makeBeans(files)
    this.checkProperties()
    this.templates.add(files)
    for (const file of files) for (const route of file.routes) this.runtime.factory.build(route, files)
    await this.templates.build()
    this.check(files)
  }

  /** As Camel, which reads a Kamelet when something uses it: what is wrong with others is no reason not to start. */
  pardonUnused(): void {
    this.runtime.problems.pardon(this.templates.unusedKamelets())
  }

  /** Makes a route of a template for a new endpoint of a Kamelet. */
  useTemplate(endpoint: Endpoint, how: EndpointUse): void {
    this.templates.use(endpoint, how)
  }

  /** Takes the route away that was made for an endpoint while messages flow, when what it has in hand has ended; never rejects. */
  forgetTemplate(endpoint: Endpoint): Promise<void> {
    return this.templates.forget(endpoint)
  }

  private async makeBeans(files: readonly FileModel[]): Promise<void> {
    const { beans, properties } = this.runtime
    const configured = beansOfProperties(properties)
    beans.announce([...configured, ...files.flatMap(file => file.beans)])
    for (const bean of configured) await this.createBean(bean)
    for (const file of files) {
      for (const bean of file.beans) await this.createBean(bean)
      for (const format of file.dataFormats) this.register(format)
    }
  }

  private createBean(model: BeanModel): Promise<void> {
    const { beans, problems } = this.runtime
    return beans.create(model).catch(error => problems.add(error, model))
  }

  /** Makes a data format that has an id a bean, so that routes can name it. */
  private register(model: DataFormatModel): void {
    const { catalog, beans, scope, services, problems } = this.runtime
    const { id, ...options } = model.options
    const definition = catalog.formats.get(model.format)
    if (typeof id !== 'string' || definition === undefined) return
    try {
      beans.set(id, definition.open(buildFields(definition.fields, options, scope), services))
    } catch (error) {
      problems.add(error, model)
    }
  }

  private checkProperties(): void {
    const { catalog, beans, options, properties, problems, services, propertyProblems } = this.runtime
    const mild = !services.main.autoConfigurationFailFast
    const found = [
      ...propertyProblems,
      ...componentProblems(properties, catalog, beans),
      ...groupProblems(properties),
      ...beanProblems(properties, options.beans ?? {}),
      ...unreadProperties(properties),
    ]
    for (const { error, isWarning, property } of found) {
      const { fix } = error.details
      const severity = mild || isWarning ? 'warning' : 'error'
      const at = options.propertyFiles?.map(file => propertyPlace(file, property)).findLast(place => place !== undefined)
      problems.report({ code: error.code, message: error.message, severity, ...(at && { at }), ...(typeof fix === 'string' && { fix }) })
    }
  }

  private check(files: readonly FileModel[]): void {
    const { catalog, options, problems, scope } = this.runtime
    problems.report(
      ...checkFiles({
        files,
        catalog,
        positions: problems.positions,
        camel: options.camel ?? false,
        text: raw => scope.text(raw),
        localEndpoint: (uri, parameters) => localEndpoint(catalog, uri, parameters),
      }),
    )
    problems.replace(inFileOrder(problems.diagnostics, files))
  }

  private readSource({ file, text, document }: RouteSource): FileModel {
    const { catalog, beans, problems } = this.runtime
    const report = (diagnostic: Diagnostic) => problems.report(diagnostic)
    if (document === undefined) return readFile(text, file, catalog, problems.positions, report)
    for (const [name, object] of document.objects) beans.set(name, object)
    return readDocument(document, file, catalog, problems.positions, report)
  }

  private restHost(): RestHost {
    const { lookup, properties, problems, services, shared } = this.runtime
    return {
      text: raw => resolvePlaceholders(raw, lookup),
      properties,
      positions: problems.positions,
      problem: (error, model) => problems.add(error, model),
      directory: services.directory,
      configured: (configuration, restServices, contracts) => {
        shared.set(REST_CONFIGURATION, configuration)
        shared.set(REST_SERVICES, restServices)
        shared.set(REST_CONTRACTS, contracts)
      },
    }
  }

  private templateHost(): TemplateHost {
    const { runtime } = this
    const { properties, lookup, problems, factory } = runtime
    return {
      positions: problems.positions,
      properties,
      lookup,
      kameletRoutes: kameletRoutes({ shared: (key, make) => runtime.shared.get(key, make) }),
      kameletFiles: this.kameletFiles(),
      current: () => factory.current,
      text: raw => resolvePlaceholders(raw, lookup),
      read: source => this.readSource(source),
      createBean: (model, local) => runtime.beans.create(model, runtimeScope(runtime, local)),
      removeBean: name => runtime.beans.remove(name),
      build: (model, files, origin) => factory.build(model, files, origin),
      problem: (error, model, origin) => problems.add(error, model, origin),
      report: diagnostic => problems.report(diagnostic),
      reserveRouteId: () => void factory.nextId('route'),
      discard: handle => this.discard(handle),
    }
  }

  /** Takes a route away, and stops it. */
  private async discard(handle: RouteHandle): Promise<void> {
    const { routes, services } = this.runtime
    routes.remove(handle)
    try {
      await handle.stop(AbortSignal.timeout(STOP_MS))
      await handle.release()
    } catch (error) {
      services.log.write({ level: 'WARN', logger: handle.id, message: exceptionMessage(error), error })
    }
  }

  private kameletFiles(): KameletFiles {
    const { options, properties, lookup, services } = this.runtime
    const location = properties.get('camel.component.kamelet.location')
    const resolved = location === undefined ? undefined : resolvePlaceholders(location, lookup)
    return new KameletFiles(resolved, services.directory, options.kamelets)
  }
}
