import { charsetNamed, toText } from '../../src/converters/index.ts'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ConnectorContext, readResource, type Sink } from '../../src/kit/index.ts'
import { contextMap } from './context-map.ts'
import { JavaContext, JavaWriter } from './java-writer.ts'

interface Options {
  readonly resourceUri: string
  readonly contentCache: boolean
  readonly encoding: string | undefined
  readonly startDelimiter: string
  readonly endDelimiter: string
  readonly allowTemplateFromHeader: boolean
  readonly allowContextMapAll: boolean
}

interface Template {
  readonly text: string
  readonly location: string
}

/** Renders a template for each message; headers stay. */
export function openMustacheSink(options: Options, context: ConnectorContext): Sink {
  const writer = new JavaWriter()
  const tags: [string, string] = [options.startDelimiter, options.endDelimiter]
  const load = loader(options, context.services.directory)
  const partial = (from: string) => (name: string) => load(beside(from, name), name)
  return {
    send(exchange) {
      const { text, location } = templateFor(exchange, options, load)
      const view = new JavaContext(contextMap(exchange, options.allowContextMapAll))
      exchange.body = rendered(() => writer.render(text, view, partial(location), { tags }))
      if (options.allowTemplateFromHeader) exchange.removeHeader('MustacheTemplate')
    },
    close() {},
  }
}

/** A template that is not well-formed fails by the name that it has in Camel. */
function rendered(render: () => string): string {
  try {
    return render()
  } catch (cause) {
    if (isKafilaError(cause) || !(cause instanceof Error)) throw cause
    throw errors.KF_CONN_TEMPLATE({ reason: cause.message }, { cause })
  }
}

function templateFor(exchange: Exchange, options: Options, load: (location: string) => string): Template {
  if (options.allowTemplateFromHeader) {
    const text = toText(exchange.header('MustacheTemplate') ?? null, exchange)
    if (text !== null) return { text, location: '' }
    const location = toText(exchange.header('MustacheResourceUri') ?? null, exchange)
    if (location !== null) {
      exchange.removeHeader('MustacheResourceUri')
      return { text: load(location), location }
    }
  }
  return { text: load(options.resourceUri), location: options.resourceUri }
}

/** Reads templates; a missing partial fails as in Camel. */
function loader({ contentCache, encoding }: Options, directory: string): (location: string, partial?: string) => string {
  const cache = new Map<string, string>()
  const charset = charsetNamed(encoding ?? 'UTF-8')
  return (location, partial) => {
    const known = cache.get(location)
    if (known !== undefined) return known
    try {
      const text = charset.decode(readResource(location, directory))
      if (contentCache && cache.size < 1000) cache.set(location, text)
      return text
    } catch (cause) {
      if (partial === undefined) throw cause
      throw errors.KF_FILES_NOT_FOUND({ path: location }, { cause, type: 'com.github.mustachejava.MustacheNotFoundException' })
    }
  }
}

/** A partial stands beside the template, with its ending. */
function beside(location: string, name: string): string {
  const folder = location.slice(0, location.lastIndexOf('/') + 1)
  const ending = /\.[^./]+$/.exec(location)?.[0] ?? ''
  return `${folder}${name}${/\.[^./]+$/.test(name) ? '' : ending}`
}
