import { errors } from '../../core/errors.ts'
import { bodySchemas } from '../../http/openapi/body-check.ts'
import { type ContractOperation, contractOperations, contractServer } from '../../http/openapi/contract.ts'
import type { Part } from '../../http/openapi/model.ts'
import { parseContract } from '../../http/openapi/read-contract.ts'
import type { RestConfiguration } from '../../http/rest-configuration.ts'
import { readResource } from '../../kit/resource.ts'
import type { FileModel, FromModel, RouteModel } from '../../model/route.ts'
import type { RestBinding } from './binding.ts'
import { type ContractBinding, REST_CONTRACT, type ServedOperation } from './contract-binding.ts'
import { type ContractSettings, contractSettings } from './contract-settings.ts'
import type { RestHost } from './expand-rest.ts'
import { type MockAnswers, mockAnswers, wholeLines } from './openapi-mock.ts'
import { findMockFiles } from './openapi-mock-files.ts'
import { verbOptions } from './openapi-verb.ts'
import { verbBinding } from './verb-binding.ts'
import { writtenUri } from './written-uri.ts'

/** A contract that is served: its route, and its document. */
export interface ServedContract {
  readonly route: RouteModel
  readonly document: Part
  /** The path before those of the operations, without that of restConfiguration. */
  readonly base: string
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
 * Gives a route from `rest-openapi:` what it needs to serve its contract, whose operations call `direct:OPERATION`. With
 * `missingOperation: fail` all operations without route are one error.
 */
export function serveContract(
  route: RouteModel,
  configuration: RestConfiguration,
  directs: ReadonlySet<string>,
  host: RestHost,
): ServedContract {
  return new Contract(route, configuration, directs, host).serve()
}

class Contract {
  private readonly route: RouteModel
  private readonly settings: ContractSettings
  private readonly configuration: RestConfiguration
  private readonly directs: ReadonlySet<string>
  private readonly host: RestHost
  private readonly text: string
  private readonly document: Part
  private readonly operations: readonly ContractOperation[]

  constructor(route: RouteModel, configuration: RestConfiguration, directs: ReadonlySet<string>, host: RestHost) {
    this.route = route
    this.settings = contractSettings(route.from, host)
    this.configuration = configuration
    this.directs = directs
    this.host = host
    this.text = readResource(this.settings.specification, host.directory).toString('utf8')
    this.document = parseContract(this.settings.specification, this.text)
    this.operations = contractOperations(this.document)
  }

  serve(): ServedContract {
    const { contextPath } = this.configuration
    const missing = this.operations.filter(operation => !this.directs.has(targetUri(operation)))
    const { missingOperation } = this.settings
    if (missingOperation === 'fail' && missing.length > 0) throw this.unmapped(missing)
    const path = this.settings.basePath ?? contextPath ?? contractServer(this.document).path
    const base = path === '/' ? '' : path
    const contract: ContractBinding = { base, document: this.described(), operations: this.served(missing) }
    const options = { ...this.route.options, [REST_CONTRACT]: contract }
    const route = { ...this.route, options }
    this.host.positions.inherit(options, this.route.options)
    this.host.positions.inherit(route, this.route)
    return { route, document: this.document, base: path === contextPath ? '' : base }
  }

  private unmapped(missing: readonly ContractOperation[]): Error {
    const list = missing.map(each => `${each.method.toUpperCase()} ${each.path} (${targetUri(each)})`).join(', ')
    const what = `the specification ${this.settings.specification}`
    return errors.KF_ROUTE_INVALID({ what, reason: `there is no route for ${list}` }, { type: 'java.lang.IllegalArgumentException' })
  }

  private described(): ContractBinding['document'] {
    const { apiContextPath, specification } = this.settings
    if (apiContextPath === undefined) return undefined
    const type = specification.endsWith('json') ? 'application/json' : /ya?ml$/.test(specification) ? 'text/yaml' : undefined
    return { path: apiContextPath.replace(/^(?!\/)/, '/'), text: wholeLines(this.text), type }
  }

  private served(missing: readonly ContractOperation[]): ServedOperation[] {
    const { missingOperation, mockIncludePattern } = this.settings
    const files = missingOperation === 'mock' ? findMockFiles(mockIncludePattern, this.host.directory) : []
    const binding = this.bindings()
    return this.operations.map(operation => {
      const isMissing = missing.includes(operation)
      const mock: MockAnswers | undefined =
        isMissing && missingOperation === 'mock' ? mockAnswers(operation, files, this.document) : undefined
      const target = isMissing ? undefined : targetUri(operation)
      return { method: operation.method.toUpperCase(), path: operation.path, binding: binding(operation), target, mock }
    })
  }

  private bindings(): (operation: ContractOperation) => RestBinding {
    const { consumes, produces, clientRequestValidation, clientResponseValidation } = this.settings
    const schemas = bodySchemas(this.document, this.operations)
    const text = (raw: string) => this.host.text(raw)
    return operation => {
      const rules = verbBinding(verbOptions(operation), {}, this.configuration, text)
      return {
        ...rules,
        consumes: rules.consumes ?? consumes,
        produces: rules.produces ?? produces,
        clientRequestValidation: rules.clientRequestValidation || clientRequestValidation,
        clientResponseValidation: rules.clientResponseValidation || clientResponseValidation,
        contract: { operation: operation.id, takesOptions: operation.method === 'options', bodySchemas: schemas },
      }
    }
  }
}

function targetUri({ id }: ContractOperation): string {
  return `direct:${id}`
}
