import type { Exchange } from '../../src/core/exchange.ts'
import { corsHeaders } from '../../src/http/cors-headers.ts'
import { openApiDocument } from '../../src/http/openapi/document.ts'
import type { Part } from '../../src/http/openapi/model.ts'
import { forwardedServers } from '../../src/http/openapi/servers.ts'
import { documentJson, documentYaml } from '../../src/http/openapi/text.ts'
import {
  DEFAULT_REST_CONFIGURATION,
  REST_CONFIGURATION,
  REST_CONTRACTS,
  REST_SERVICES,
  type RestConfiguration,
  type RestContracts,
  type RestServices,
} from '../../src/http/rest-configuration.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'

/** Puts the document into the message. It is made when the route is built, unless it depends on the headers of the request. */
export function openRestApiSink(path: string, context: ConnectorContext): Sink {
  const configuration = context.shared<RestConfiguration>(REST_CONFIGURATION, () => DEFAULT_REST_CONFIGURATION)
  const services = context.shared<RestServices>(REST_SERVICES, () => [])
  const contracts = context.shared<RestContracts>(REST_CONTRACTS, () => new Map())
  const described = () => (services.length === 0 ? undefined : openApiDocument(services, configuration, context.services.name))
  const answer = new DocumentAnswer(contracts.get(path) ?? described(), configuration)
  return { send: exchange => answer.write(exchange), close: () => {} }
}

class DocumentAnswer {
  private readonly configuration: RestConfiguration
  private readonly document: Part | undefined
  private readonly texts = new Map<boolean, Buffer>()

  constructor(document: Part | undefined, configuration: RestConfiguration) {
    this.configuration = configuration
    this.document = document
  }

  write(exchange: Exchange): void {
    const { apiProperties, enableCORS } = this.configuration
    if ((apiProperties['cors'] ?? String(enableCORS)).toLowerCase() === 'true') {
      for (const [name, value] of corsHeaders(this.configuration.corsHeaders)) exchange.setHeader(name, value)
    }
    if (this.document === undefined) {
      exchange.setHeader('CamelHttpResponseCode', 204)
      return
    }
    const yaml = isYaml(exchange)
    const type = apiProperties[`api.specification.contentType.${yaml ? 'yaml' : 'json'}`] ?? (yaml ? 'text/yaml' : 'application/json')
    exchange.setHeader('Content-Type', type)
    exchange.body = this.text(this.document, yaml, exchange)
  }

  private text(document: Part, yaml: boolean, exchange: Exchange): Buffer {
    if (this.configuration.useXForwardHeaders) return encode(this.forwarded(document, exchange), yaml)
    const known = this.texts.get(yaml) ?? encode(document, yaml)
    this.texts.set(yaml, known)
    return known
  }

  private forwarded(document: Part, exchange: Exchange): Part {
    const servers = forwardedServers((document['servers'] ?? []) as readonly Part[], name => headerOf(exchange, name))
    return { ...document, servers }
  }
}

function encode(document: Part, yaml: boolean): Buffer {
  return Buffer.from(yaml ? documentYaml(document) : documentJson(document))
}

/** The ending of the path decides, then what the client accepts; JSON otherwise. */
function isYaml(exchange: Exchange): boolean {
  const path = headerOf(exchange, 'CamelHttpPath') ?? ''
  if (path.endsWith('.json')) return false
  if (path.endsWith('.yaml')) return true
  const accept = (headerOf(exchange, 'Accept') ?? '').toLowerCase()
  return accept.includes('yaml') && !accept.includes('json')
}

function headerOf(exchange: Exchange, name: string): string | undefined {
  const value = exchange.header(name)
  return value === undefined || value === null || value === '' ? undefined : String(value)
}
