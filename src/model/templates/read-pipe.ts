import { handlerFields, redeliveryFields } from '../../kit/error-handler-fields.ts'
import { canonicalName } from '../names.ts'
import { isRawList, isRawMap, type RawMap, type Reader, rawText, shapeOf } from '../reader.ts'
import type { Raw } from '../yaml/parse.ts'

/** A resource of the kind Pipe as the one route that it is: from its source over its steps to its sink. */
export function pipeFlows(reader: Reader, resource: RawMap): readonly Raw[] | undefined {
  return new PipeReader(reader, resource).flows()
}

/** An endpoint of a Pipe as a route says it. */
interface PipeEndpoint {
  readonly uri: string
  /** Where it names a Kamelet: what the kamelet step takes as its name. */
  readonly kamelet?: string
  readonly parameters?: RawMap
}

class PipeReader {
  private readonly reader: Reader
  private readonly resource: RawMap
  private readonly spec: RawMap

  constructor(reader: Reader, resource: RawMap) {
    this.reader = reader
    this.resource = resource
    this.spec = isRawMap(resource['spec']) ? resource['spec'] : {}
  }

  flows(): readonly Raw[] | undefined {
    const { spec, resource } = this
    const from = this.endpoint(spec, 'source')
    const name = isRawMap(resource['metadata']) ? resource['metadata']['name'] : undefined
    if (from === undefined) {
      if (spec['source'] === undefined) this.missing('source')
      return undefined
    }
    const steps = [
      ...this.dataType('source', 'in'),
      ...this.dataType('source', 'out'),
      ...this.steps(),
      ...this.dataType('sink', 'in'),
      ...this.sink(),
      ...this.dataType('sink', 'out'),
    ]
    const source = this.placed({ ...uriOf(from), steps }, spec['source'])
    const route = this.placed({ from: source, ...(typeof name === 'string' && { id: name }), ...this.errorHandler() }, resource['metadata'])
    return this.placed([this.placed({ route }, spec['source'])], spec)
  }

  private missing(what: string): void {
    this.reader.error('KF_ROUTE_MISSING', { what: 'a Pipe', option: what }, this.reader.positions.value(this.resource, 'kind'))
  }

  private steps(): Raw[] {
    const { steps } = this.spec
    if (steps === undefined) return []
    if (!isRawList(steps)) {
      const at = this.reader.positions.value(this.spec, 'steps')
      this.reader.error('KF_ROUTE_SHAPE', { expected: 'a list of endpoints for steps', found: shapeOf(steps) }, at)
      return []
    }
    return steps.flatMap((each, index) => {
      const endpoint = this.endpoint(steps, String(index))
      if (endpoint === undefined) return []
      if (endpoint.kamelet === undefined) return [this.step('to', uriOf(endpoint), each)]
      const { kamelet: name, parameters } = endpoint
      // a list of steps of its own keeps it from taking those behind it
      return [this.step('kamelet', { name, ...(parameters && { parameters }), steps: [NOTHING] }, each)]
    })
  }

  private sink(): Raw[] {
    const endpoint = this.endpoint(this.spec, 'sink')
    return endpoint === undefined ? [] : [this.step('to', uriOf(endpoint), this.spec['sink'])]
  }

  private step(name: string, options: RawMap, at: Raw | undefined): Raw {
    return this.placed({ [name]: this.placed(options, at) }, at)
  }

  /** Only at the source and at the sink something is transformed, as in Camel; data types of steps have no effect. */
  private dataType(end: 'source' | 'sink', direction: 'in' | 'out'): Raw[] {
    const endpoint = this.spec[end]
    const types = isRawMap(endpoint) ? endpoint['dataTypes'] : undefined
    const type = isRawMap(types) ? types[direction] : undefined
    if (!isRawMap(type)) return []
    if (typeof type['format'] !== 'string') {
      this.reader.error('KF_ROUTE_MISSING', { what: 'a data type', option: 'format' }, this.reader.positions.of(type))
      return []
    }
    const toType = typeof type['scheme'] === 'string' ? `${type['scheme']}:${type['format']}` : type['format']
    return [this.step('transformDataType', { toType }, type)]
  }

  private endpoint(parent: object, key: string): PipeEndpoint | undefined {
    const raw = (parent as RawMap)[key]
    if (raw === undefined) return undefined
    const { positions } = this.reader
    if (!isRawMap(raw)) {
      this.reader.error('KF_ROUTE_SHAPE', { expected: 'an endpoint with uri or ref', found: shapeOf(raw) }, positions.value(parent, key))
      return undefined
    }
    const properties = isRawMap(raw['properties']) ? raw['properties'] : undefined
    if (isRawMap(raw['ref'])) return this.referred(raw['ref'], properties)
    return typeof raw['uri'] === 'string' ? this.named(raw['uri'], properties) : this.noTarget(raw)
  }

  private named(uri: string, properties: RawMap | undefined): PipeEndpoint {
    const kamelet = /^kamelet:(\/\/)?/.exec(uri)
    const name = kamelet === null ? {} : { kamelet: uri.slice(kamelet[0].length) }
    if (properties === undefined) return { uri, ...name }
    const parameters = kamelet === null ? encoded(properties) : properties
    if (parameters !== properties) this.reader.positions.inherit(parameters, properties)
    return { uri, ...name, parameters }
  }

  private noTarget(raw: RawMap): undefined {
    this.reader.error('KF_ROUTE_MISSING', { what: 'the endpoint', option: 'uri' }, this.reader.positions.of(raw), 'give uri or ref')
  }

  private referred(ref: RawMap, properties: RawMap | undefined): PipeEndpoint | undefined {
    const [kind, api, name] = [rawText(ref['kind']), rawText(ref['apiVersion']), rawText(ref['name'])]
    const given = properties && { parameters: properties }
    if (kind === 'Kamelet') return { uri: `kamelet:${name}`, kamelet: name, ...given }
    if (kind === 'KafkaTopic' && api.startsWith('kafka.strimzi.io/')) return { uri: `kafka:${name}`, ...given }
    if (kind === 'Channel' || kind === 'InMemoryChannel') return { uri: `knative:channel/${name}`, ...given }
    const what = `the ref of the kind ${kind} (${api}) in a Pipe`
    this.reader.error('KF_ROUTE_UNSUPPORTED', { what, reason: 'name a Kamelet, a KafkaTopic or a uri' }, this.reader.positions.of(ref))
    return undefined
  }

  private errorHandler(): RawMap {
    const { errorHandler } = this.spec
    if (!isRawMap(errorHandler)) return {}
    const { none, log, sink } = errorHandler
    if (none !== undefined) return { errorHandler: this.placed({ noErrorHandler: {} }, errorHandler) }
    if (isRawMap(log)) return { errorHandler: this.placed({ defaultErrorHandler: this.placed(this.settings(log), log) }, errorHandler) }
    if (isRawMap(sink)) return this.deadLetter(errorHandler, sink)
    const what = Object.keys(errorHandler)[0] ?? 'errorHandler'
    const at = this.reader.positions.value(this.spec, 'errorHandler')
    this.reader.warn('KF_ROUTE_NO_EFFECT', { what, reason: 'error handlers of a Pipe are none, log and sink' }, at)
    return {}
  }

  private deadLetter(errorHandler: RawMap, sink: RawMap): RawMap {
    const endpoint = this.endpoint(sink, 'endpoint')
    if (endpoint === undefined) return {}
    const channel = this.placed({ deadLetterUri: joined(endpoint), ...this.settings(sink) }, sink)
    return { errorHandler: this.placed({ deadLetterChannel: channel }, errorHandler) }
  }

  /** The parameters of an error handler: those of redelivery and of the handler itself; others Camel ignores. */
  private settings({ parameters }: RawMap): RawMap {
    if (!isRawMap(parameters)) return {}
    const policy: Record<string, Raw> = {}
    const handler: Record<string, Raw> = {}
    for (const [key, value] of Object.entries(parameters)) {
      const name = canonicalName(key)
      if (Object.hasOwn(redeliveryFields(), name)) policy[name] = value
      else if (Object.hasOwn(handlerFields(), name)) handler[name] = value
      else {
        const reason = 'an error handler has no such parameter'
        this.reader.warn('KF_ROUTE_NO_EFFECT', { what: key, reason }, this.reader.positions.key(parameters, key))
      }
    }
    return { ...handler, ...(Object.keys(policy).length > 0 && { redeliveryPolicy: this.placed(policy, parameters) }) }
  }

  /** A part that the file does not say stands where the part stands that it was made of. */
  private placed<T extends object>(made: T, from: Raw | undefined): T {
    if (typeof from === 'object') {
      this.reader.positions.inherit(made, from)
      this.reader.positions.alias(made, 'parameters', 'properties')
    }
    return made
  }
}

const NOTHING: RawMap = { stop: { disabled: 'true' } }

/** Values of properties are whole: what would end them in a URI is encoded. */
function encoded(properties: RawMap): RawMap {
  const entries = Object.entries(properties).map(([name, value]): [string, Raw] => [
    name,
    typeof value === 'string' && !value.includes('{{') ? value.replaceAll('%', '%25').replaceAll('&', '%26') : value,
  ])
  return Object.fromEntries(entries)
}

function uriOf({ uri, parameters }: PipeEndpoint): RawMap {
  return { uri, ...(parameters && { parameters }) }
}

function joined({ uri, parameters = {} }: PipeEndpoint): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${typeof value === 'object' ? '' : String(value)}`)
  return query.length === 0 ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${query.join('&')}`
}
