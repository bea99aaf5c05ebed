import { errors } from '../../core/errors.ts'
import type { RestConfiguration } from '../rest-configuration.ts'
import { compact, type Described, givenText, type Part, partsOf, textOf } from './model.ts'
import { operation } from './operation.ts'
import { securityRequirements, securitySchemes } from './security.ts'
import { serversOf } from './servers.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'head', 'patch'] as const

interface Verb {
  readonly method: string
  readonly options: Described
}

/** The OpenAPI document of the services. */
export function openApiDocument(services: readonly Described[], configuration: RestConfiguration, runtime: string): Part {
  return new DocumentWriter(configuration, runtime).write(services.filter(service => textOf(service, 'disabled') !== 'true'))
}

class DocumentWriter {
  private readonly configuration: RestConfiguration
  private readonly runtime: string
  private readonly properties: Readonly<Record<string, string>>
  private readonly paths = new Map<string, Record<string, Part>>()
  private unnamed = 0

  constructor(configuration: RestConfiguration, runtime: string) {
    this.configuration = configuration
    this.runtime = runtime
    this.properties = configuration.apiProperties
  }

  write(services: readonly Described[]): Part {
    const version = this.properties['openapi.version'] ?? '3.0.0'
    if (Number.parseInt(version, 10) < 3) {
      throw errors.KF_ROUTE_UNSUPPORTED({ what: `openapi.version ${version}`, reason: 'OpenAPI 2.x is not supported' })
    }
    for (const service of services) this.service(service)
    const security = services.flatMap(service => securityRequirements(service, 'securityRequirements') ?? [])
    const tags = tagsOf(services)
    return compact({
      openapi: version,
      info: this.info(),
      externalDocs: this.externalDocs(),
      servers: serversOf(this.configuration),
      security: security.length === 0 ? undefined : security,
      tags: tags.length === 0 ? undefined : tags,
      paths: Object.fromEntries([...this.paths].map(([path, operations]) => [path, inOrder(operations)])),
      components: components(services),
    })
  }

  private info(): Part {
    const of = (name: string) => this.properties[`api.${name}`]
    const contact = compact({ name: of('contact.name'), url: of('contact.url'), email: of('contact.email') })
    const license = compact({ name: of('license.name'), url: of('license.url') })
    return compact({
      title: of('title'),
      description: of('description'),
      termsOfService: of('termsOfService'),
      contact: Object.keys(contact).length === 0 ? undefined : contact,
      license: Object.keys(license).length === 0 ? undefined : license,
      version: of('version'),
    })
  }

  private externalDocs(): Part | undefined {
    const url = this.properties['externalDocs.url']
    return url === undefined ? undefined : compact({ description: this.properties['externalDocs.description'], url })
  }

  private service(service: Described): void {
    for (const verb of documented(service)) this.verb(service, verb)
  }

  private verb(service: Described, { method, options }: Verb): void {
    const base = textOf(service, 'path')
    const path = joined(base?.replace(/^\/?/, '/'), textOf(options, 'path'))
    const operations = this.paths.get(path) ?? {}
    this.paths.set(path, operations)
    operations[method] = operation(options, {
      id: textOf(options, 'id') ?? textOf(service, 'id') ?? `verb${++this.unnamed}`,
      tags: tagNames(service),
      path,
      consumes: this.media('consumes', options, service),
      produces: this.media('produces', options, service),
      runtime: this.configuration.apiVendorExtension ? this.runtime : undefined,
    })
  }

  private media(name: 'consumes' | 'produces', verb: Described, service: Described): string {
    return givenText(verb, name) ?? givenText(service, name) ?? this.properties[`api.default.${name}`] ?? 'application/json'
  }
}

/** The verbs of a service that are not hidden, sorted by path and method. */
function documented(service: Described): readonly Verb[] {
  const shown = (options: Described) => (textOf(options, 'apiDocs') ?? textOf(service, 'apiDocs') ?? 'true').toLowerCase() === 'true'
  const verbs = METHODS.flatMap(method => partsOf(service, method).map(options => ({ method, options })))
  const key = ({ options }: Verb) => (textOf(options, 'path') ?? '').replaceAll('{', '_')
  return verbs
    .filter(({ options }) => textOf(options, 'disabled') !== 'true' && shown(options))
    .sort((a, b) => compare(key(a), key(b)) || compare(a.method, b.method))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function joined(base: string | undefined, path: string | undefined): string {
  if (base !== undefined && path !== undefined) return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`
  const only = base ?? path ?? ''
  return only.startsWith('/') ? only : `/${only}`
}

function inOrder(operations: Readonly<Record<string, Part>>): Part {
  return compact(Object.fromEntries(METHODS.map(method => [method, operations[method]])))
}

function tagNames(service: Described): readonly string[] {
  const tag = textOf(service, 'tag')
  const path = textOf(service, 'path')
  if (tag !== undefined) return tag.split(',')
  return path === undefined ? [] : [path]
}

/** The tags of all services, each once. */
function tagsOf(services: readonly Described[]): readonly Part[] {
  const tags = new Map<string, Part>()
  for (const service of services) {
    for (const name of tagNames(service)) {
      if (!tags.has(name)) tags.set(name, compact({ name, description: givenText(service, 'description') }))
    }
  }
  return [...tags.values()]
}

/** Kinds of security; empty where a verb names classes. */
function components(services: readonly Described[]): Part | undefined {
  const schemes = services.flatMap(securitySchemes)
  if (schemes.length > 0) return { securitySchemes: Object.fromEntries(schemes) }
  return services.flatMap(documented).some(({ options }) => namesClass(options)) ? {} : undefined
}

function namesClass(verb: Described): boolean {
  const names = [
    textOf(verb, 'type'),
    textOf(verb, 'outType'),
    ...partsOf(verb, 'responseMessage').map(each => textOf(each, 'responseModel')),
  ]
  return names.some(name => name?.replace(/\[\]$/, '').includes('.'))
}
