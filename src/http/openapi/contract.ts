import { errors } from '../../core/errors.ts'
import { compact, type Part } from './model.ts'

/** A parameter of an operation; those in cookies and the headers that HTTP itself has are left out. */
export interface ContractParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Part
}

/** An operation of an OpenAPI document, its references resolved. */
export interface ContractOperation {
  readonly id: string
  /** In lower case. */
  readonly method: string
  /** As it is written: `/pets/{id}`. */
  readonly path: string
  readonly parameters: readonly ContractParameter[]
  /** Media types of the request's body. */
  readonly consumes: readonly string[]
  readonly requiredBody: boolean
  /** The schema of a JSON body, its references not resolved. */
  readonly bodySchema: Part | undefined
  /** Media types of all answers. */
  readonly produces: readonly string[]
  /** The answers by status. */
  readonly responses: Readonly<Record<string, Part>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
const HTTP_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization'])

/** The operations of a document; those of concrete paths before those of templates, as OpenAPI matches them. Each id must be there once. */
export function contractOperations(document: Part): readonly ContractOperation[] {
  const all = Object.entries(partOf(document['paths'])).flatMap(([path, item]) => operationsOf(document, path, resolvePart(document, item)))
  const ids = new Set<string>()
  for (const { id } of all) {
    if (ids.has(id)) throw errors.KF_ROUTE_INVALID({ what: 'the specification', reason: `the operationId ${id} is there twice` })
    ids.add(id)
  }
  return all.sort((a, b) => compareText(specificity(a.path), specificity(b.path)))
}

function operationsOf(document: Part, path: string, item: Part): ContractOperation[] {
  return METHODS.filter(method => item[method] !== undefined).map(method => operationOf(document, path, method, item))
}

function operationOf(document: Part, path: string, method: string, item: Part): ContractOperation {
  const raw = partOf(item[method])
  const body = raw['requestBody'] === undefined ? {} : resolvePart(document, raw['requestBody'])
  const content = partOf(body['content'])
  const json = Object.keys(content).find(type => type.toLowerCase().includes('json'))
  const schema = json === undefined ? undefined : partOf(content[json])['schema']
  const responses = Object.entries(partOf(raw['responses'])).map(([status, each]) => [status, resolvePart(document, each)] as const)
  return {
    id: typeof raw['operationId'] === 'string' ? raw['operationId'] : generatedId(method, path),
    method,
    path,
    parameters: parametersOf(document, [...listOf(item['parameters']), ...listOf(raw['parameters'])]),
    consumes: Object.keys(content),
    requiredBody: body['required'] === true,
    bodySchema: schema === undefined ? undefined : partOf(schema),
    produces: [...new Set(responses.flatMap(([, each]) => Object.keys(partOf(each['content']))))],
    responses: Object.fromEntries(responses),
  }
}

/** The id of an operation that has none: `GENOPID_GET.pets._id_`. */
function generatedId(method: string, path: string): string {
  return `GENOPID_${method.toUpperCase()}${path.replaceAll('/', '.').replaceAll(/[{}]/g, '_')}`
}

/** A parameter of the operation takes the place of one of the path that has its name and place. */
function parametersOf(document: Part, raw: readonly unknown[]): ContractParameter[] {
  const found = new Map<string, ContractParameter>()
  for (const each of raw) {
    const parameter = resolvePart(document, each)
    const { name, in: place } = parameter as { name: string; in: string }
    if (place === 'cookie' || (place === 'header' && HTTP_HEADERS.has(String(name).toLowerCase()))) continue
    const schema = parameter['schema'] === undefined ? {} : resolvePart(document, parameter['schema'])
    const kept = { name, in: place as ContractParameter['in'], required: place === 'path' || parameter['required'] === true, schema }
    found.set(`${place} ${name}`, kept)
  }
  return [...found.values()]
}

/** A part with its local reference (`#/components/…`) followed; one to another document is refused. */
export function resolvePart(document: Part, value: unknown): Part {
  let part = partOf(value)
  for (let hops = 0; typeof part['$ref'] === 'string'; hops++) {
    if (hops > 100) throw errors.KF_ROUTE_INVALID({ what: 'the specification', reason: `the reference ${part['$ref']} has no end` })
    part = partOf(target(document, part['$ref']))
  }
  return part
}

function target(document: Part, reference: string): unknown {
  if (!reference.startsWith('#/'))
    throw errors.KF_ROUTE_UNSUPPORTED({ what: `the reference ${reference}`, reason: 'references lead to other parts of the same document' })
  let value: unknown = document
  for (const step of reference.slice(2).split('/')) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    value = Object.hasOwn(partOf(value), key) ? partOf(value)[key] : undefined
  }
  if (value === undefined) throw errors.KF_ROUTE_INVALID({ what: 'the specification', reason: `there is no ${reference}` })
  return value
}

/** An object, or an empty one where there is none. */
export function partOf(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text that sorts paths: a concrete segment comes before a template. */
function specificity(path: string): string {
  return path
    .split('/')
    .map(segment => (segment.includes('{') ? '1' : '0'))
    .join('')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where the document says that it is served: scheme with host, where there are such, and the path. Variables have their defaults. */
export function contractServer(document: Part): { readonly host: string | undefined; readonly path: string } {
  const server = partOf(listOf(document['servers'])[0])
  const variables = partOf(server['variables'])
  const url = String(server['url'] ?? '').replaceAll(/\{([^}]*)\}/g, (whole, name: string) =>
    String(partOf(variables[name])['default'] ?? whole),
  )
  const [, host, path = ''] = /^(https?:\/\/[^/?#]+)?([^?#]*)/.exec(url) ?? []
  return { host, path: path.replace(/\/+$/, '') }
}

/** A document that names other servers. */
export function withServers(document: Part, servers: readonly Part[]): Part {
  const { openapi, info, ...others } = document
  return compact({ openapi, info, ...others, servers })
}
