import { errors } from '../../core/errors.ts'
import { type BodySchemas, bodySchemas } from '../../http/openapi/body-check.ts'
import { type ContractOperation, contractOperations, contractServer } from '../../http/openapi/contract.ts'
import type { Part } from '../../http/openapi/model.ts'
import { readContract } from '../../http/openapi/read-contract.ts'
import type { RestConfiguration } from '../../http/rest-configuration.ts'
import type { StepModel } from '../../kit/field.ts'
import type { FileModel, FromModel, Options, RouteModel } from '../../model/route.ts'
import { type ContractRules, REST_BINDING } from './binding.ts'
import type { RestHost } from './expand-rest.ts'
import { mockAnswers } from './openapi-mock.ts'
import { findMockFiles, type MockFiles } from './openapi-mock-files.ts'
import { verbOptions } from './openapi-verb.ts'
import { option, verbBinding } from './verb-binding.ts'
import { writtenUri } from './written-uri.ts'

/** A contract that is served: its routes, and where its document is, if anywhere. */
export interface ServedContract {
  readonly routes: readonly RouteModel[]
  readonly document: Part
  /** The path before those of the operations, without that of restConfiguration. */
  readonly base: string
  readonly apiContextPath: string | undefined
}

/** The URIs of all direct: routes of the files, without their options. */
export function directRoutes(files: readonly FileModel[], host: RestHost): ReadonlySet<string> {
  const uris = files.flatMap(file => file.routes).map(({ from }) => sourceUri(from, host))
  return new Set(uris.filter(uri => uri.startsWith('direct:')).map(uri => uri.replace(/^direct:(\/\/)?/, 'direct:').replace(/\?.*$/s, '')))
}

function sourceUri({ uri, parameters }: FromModel, host: RestHost): string {
  try {
    return host.text(writtenUri(uri, parameters)) ?? ''
  } catch {
    // a placeholder without value is reported where the route is built
    return ''
  }
}

/**
 * Turns the contract of a `rest` element into routes, one for each operation, that call `direct:OPERATION`. With `missingOperation:
 * fail` all operations without route are one error.
 */
export function serveContract(
  service: Options,
  configuration: RestConfiguration,
  directs: ReadonlySet<string>,
  host: RestHost,
): ServedContract | undefined {
  const own = service['openApi'] as Options
  if ([service, own].some(each => option(each, 'disabled', host.text) === 'true')) return undefined
  return new Contract(service, own, configuration, directs, host).serve()
}

class Contract {
  private readonly service: Options
  private readonly own: Options
  private readonly configuration: RestConfiguration
  private readonly directs: ReadonlySet<string>
  private readonly host: RestHost
  private readonly document: Part
  private readonly base: string
  private readonly operations: readonly ContractOperation[]
  private readonly schemas: BodySchemas

  constructor(service: Options, own: Options, configuration: RestConfiguration, directs: ReadonlySet<string>, host: RestHost) {
    this.service = service
    this.own = own
    this.configuration = configuration
    this.directs = directs
    this.host = host
    this.document = readContract(this.specification, host.directory)
    this.base = this.basePath()
    this.operations = contractOperations(this.document)
    this.schemas = bodySchemas(this.document, this.operations)
  }

  serve(): ServedContract {
    const { operations } = this
    const missing = operations.filter(operation => !this.directs.has(targetUri(operation)))
    const mode = this.option('missingOperation') ?? 'fail'
    if (mode === 'fail' && missing.length > 0) throw this.unmapped(missing)
    const files = mode === 'mock' ? findMockFiles(this.option('mockIncludePattern') ?? 'classpath:camel-mock/**', this.host.directory) : {}
    const served = mode === 'ignore' ? operations.filter(operation => !missing.includes(operation)) : operations
    const routes = served.map(operation => this.route(operation, missing.includes(operation) ? files : undefined))
    return { routes, document: this.document, base: this.base, apiContextPath: this.option('apiContextPath') }
  }

  private get specification(): string {
    return this.option('specification') ?? ''
  }

  private unmapped(missing: readonly ContractOperation[]): Error {
    const list = missing.map(each => `${each.method.toUpperCase()} ${each.path} (${targetUri(each)})`).join(', ')
    return errors.KF_ROUTE_INVALID({ what: `the specification ${this.specification}`, reason: `there is no route for ${list}` })
  }

  /** The path of `rest`, else none where restConfiguration has one, else that of the component or the document. */
  private basePath(): string {
    const given = option(this.service, 'path', this.host.text)
    if (given !== undefined) return given
    if (this.configuration.contextPath !== undefined) return ''
    return componentOption('basePath', this.host) ?? contractServer(this.document).path
  }

  private route(operation: ContractOperation, mocks: MockFiles | undefined): RouteModel {
    const routeId = this.option('routeId')
    const { template, pathNames } = servable(operation.path)
    const path = this.base === '' ? { path: template } : { path: this.base, uriTemplate: template }
    const binding = verbBinding(verbOptions(operation), this.service, this.configuration, raw => this.host.text(raw))
    const contract = { ...this.rules(operation, mocks), pathNames }
    const bindingMode = contract.mock === undefined ? binding.bindingMode : 'off'
    const steps = mocks === undefined ? [this.keep<StepModel>({ step: 'to', options: this.keep({ uri: targetUri(operation) }) })] : []
    return this.keep<RouteModel>({
      ...(routeId !== undefined && { id: `${routeId}-${operation.id}` }),
      from: this.keep<FromModel>({ uri: 'rest', parameters: { method: operation.method, ...path } }),
      steps,
      options: this.keep({ [REST_BINDING]: { ...binding, bindingMode, contract } }),
    })
  }

  private rules(operation: ContractOperation, mocks: MockFiles | undefined): Omit<ContractRules, 'pathNames'> {
    return {
      operation: operation.id,
      takesOptions: operation.method === 'options',
      bodySchemas: this.schemas,
      mock: mocks === undefined ? undefined : mockAnswers(operation, mocks, this.document),
    }
  }

  private option(name: string): string | undefined {
    return option(this.own, name, this.host.text)
  }

  private keep<T extends object>(model: T): T {
    this.host.positions.inherit(model, this.own)
    return model
  }
}

/** The server knows letters, digits and underscores in names of parameters; others get a name for its use. */
function servable(path: string): { template: string; pathNames: Record<string, string> } {
  const pathNames: Record<string, string> = {}
  const template = path.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
    if (/^\w+$/.test(name)) return whole
    const safe = `contractPath${Object.keys(pathNames).length}`
    pathNames[safe] = name
    return `{${safe}}`
  })
  return { template, pathNames }
}

function targetUri({ id }: ContractOperation): string {
  return `direct:${id}`
}

/** An option of the component rest-openapi, in either spelling. */
export function componentOption(name: string, host: RestHost): string | undefined {
  const dashed = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  const properties = new Map(host.properties)
  const raw = properties.get(`camel.component.rest-openapi.${name}`) ?? properties.get(`camel.component.rest-openapi.${dashed}`)
  return raw === undefined ? undefined : host.text(raw)
}
