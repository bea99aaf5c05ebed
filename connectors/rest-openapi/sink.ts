import { errors } from '../../src/core/errors.ts'
import { type ContractOperation, contractOperations, contractServer } from '../../src/http/openapi/contract.ts'
import { readContract } from '../../src/http/openapi/read-contract.ts'
import { namedOperation } from '../../src/http/openapi/specification-name.ts'
import { DEFAULT_REST_CONFIGURATION, REST_CONFIGURATION, type RestConfiguration } from '../../src/http/rest-configuration.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { httpFields } from '../http/index.ts'
import { openRestSink } from '../rest/sink.ts'
import { compileRequestCheck } from './request-check.ts'

interface Options {
  readonly specificationUri: string
  readonly operationId: string | undefined
  readonly host: string | undefined
  readonly basePath: string | undefined
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly requestValidationEnabled: boolean
}

type Texts = Readonly<Record<string, string>>

/** Calls an operation of a document as `rest:` calls a path. `path`: what stands in the URI; without a `#` it is the operation. */
export function openRestOpenApiSink(options: Options, context: ConnectorContext, extra: Texts, path: string): Sink {
  const { specification, operationId } = named(options, context, path)
  const document = readContract(specification, context.services.directory)
  const operation = contractOperations(document).find(each => each.id === operationId)
  if (operation === undefined) throw invalid(`there is no operation ${operationId} in ${specification}`)
  const server = contractServer(document)
  const { given, others } = separate(extra, operation)
  const setting = (name: 'basePath' | 'consumes' | 'produces') => options[name] ?? context.componentOption(name)
  const base = openRestSink(
    {
      method: operation.method,
      path: setting('basePath') ?? server.path,
      uriTemplate: filled(operation.path, given),
      consumes: setting('consumes') ?? (operation.produces.join(',') || undefined),
      produces: setting('produces') ?? operation.consumes.find(type => !type.includes('*')),
      host: hostOf(options, context, server.host),
      queryParameters: queryOf(operation, given),
    },
    context,
    others,
  )
  const isChecked = options.requestValidationEnabled || context.componentOption('requestValidationEnabled') === 'true'
  const check = isChecked ? compileRequestCheck(operation, document, given) : undefined
  return {
    send(exchange) {
      check?.(exchange)
      return base.send(exchange)
    },
    close: () => base.close(),
  }
}

function named(options: Options, context: ConnectorContext, path: string): { specification: string; operationId: string } {
  const { specification, operation } = namedOperation(path)
  const operationId = options.operationId ?? operation
  if (operationId === undefined) throw invalid('the endpoint names no operation: document#operation')
  return { specification: specification ?? context.componentOption('specificationUri') ?? 'openapi.json', operationId }
}

interface Separated {
  /** Parameters of the operation. */
  readonly given: Readonly<Record<string, string>>
  /** What `rest:` gets: options of http, and the query. */
  readonly others: Readonly<Record<string, string>>
}

/** Takes parameters of the operation and options of http; anything else is refused. */
function separate(extra: Texts, { parameters }: ContractOperation): Separated {
  const given: Record<string, string> = {}
  const others: Record<string, string> = {}
  for (const [name, value] of Object.entries(extra)) {
    const places = parameters.filter(each => each.name === name && each.in !== 'header').map(each => each.in)
    if (places.length > 0) given[name] = value
    if (places.includes('query') || (places.length === 0 && Object.hasOwn(httpFields, name))) others[name] = value
    else if (places.length === 0)
      throw errors.KF_FIELD_UNKNOWN({ what: 'rest-openapi', option: name }, { type: 'org.apache.camel.ResolveEndpointFailedException' })
  }
  return { given, others }
}

function filled(path: string, given: Texts): string {
  return path.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => (Object.hasOwn(given, name) ? encodeURIComponent(given[name]!) : whole))
}

function queryOf({ parameters }: ContractOperation, given: Texts): string | undefined {
  const query = parameters.filter(each => each.in === 'query' && !Object.hasOwn(given, each.name))
  const pairs = query.map(({ name, required }) => `${name}={${name}${required ? '' : '?'}}`)
  return pairs.length === 0 ? undefined : pairs.join('&')
}

/** What the document says only where nothing else does; `undefined` leaves it to the configuration. */
function hostOf({ host }: Options, context: ConnectorContext, documented: string | undefined): string | undefined {
  const own = host ?? context.componentOption('host')
  const configuration = context.shared<RestConfiguration>(REST_CONFIGURATION, () => DEFAULT_REST_CONFIGURATION)
  if (own !== undefined || configuration.host !== undefined) return own
  if (documented === undefined) throw invalid('neither the endpoint nor the configuration nor the servers of the document name a host')
  return documented
}

function invalid(reason: string): Error {
  return errors.KF_ROUTE_INVALID({ what: 'rest-openapi', reason }, { type: 'java.lang.IllegalArgumentException' })
}
