import { errors, isKafilaError, type KafilaError } from '../../core/errors.ts'

/** Characters that make Camel hand a URI to `java.net.URI`; others it takes apart itself, and checks nothing. */
const UNSAFE = /[^!-~]|[%"<>[\\\]^`{|}~]/
const WITH_SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*(?:$|:[^/]|:\/[^/]|:\/\/.)/

/** Throws what is wrong with the form of a URI that a message gave, and for schemes that no component can have. */
export function checkSyntax(uri: string): void {
  if (WITH_SCHEME.test(uri)) return
  if (uri === '') throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'uri must be specified and not empty' })
  const colon = /^[^:?/#]*:/.exec(uri)?.[0].length
  const reason = colon === undefined ? undefined : malformed(uri, colon - 1)
  if (reason !== undefined) throw unresolved(uri, reason)
  if (!/^[a-zA-Z][a-zA-Z0-9+.-]*(?:[:?]|$)/.test(uri)) throw noComponent(uri)
}

/** What `java.net.URI` says of a URI, where Camel asks it. */
function malformed(uri: string, colon: number): string | undefined {
  const rest = uri.slice(colon + 1)
  if (rest === '') return `Expected scheme-specific part at index ${colon + 1}: ${uri}`
  if (rest === '//') return `Expected authority at index ${colon + 3}: ${uri}`
  if (colon > 0 && !UNSAFE.test(uri)) return undefined
  const at = uri.slice(0, colon).search(/[^\w+.-]|_|^[\d+.-]/)
  if (colon > 0 && at < 0) return undefined
  return `${colon === 0 ? 'Expected' : 'Illegal character in'} scheme name at index ${Math.max(at, 0)}: ${encodeURI(uri)}`
}

/** The failure to find the endpoint that a message named, in Camel's words. */
export function resolvingFailure(uri: string, error: unknown): unknown {
  if (!isKafilaError(error)) return error
  switch (error.code) {
    case 'KF_ROUTE_UNKNOWN_COMPONENT':
      return noComponent(uri, error)
    case 'KF_ROUTE_PLACEHOLDER':
      return unresolved(uri, `Property with key [${error.details['key']}] not found in properties from text: ${uri}`, error)
    case 'KF_ROUTE_UNKNOWN_BEAN':
      return unresolved(shownUri(uri), `No bean could be found in the registry for: ${error.details['name']}`, error)
    case 'KF_FIELD_UNKNOWN':
      return unknownOptions(uri, [error], error)
    case 'KF_ROUTE_URI_OPTIONS': {
      const problems = error.details['problems'] as readonly KafilaError[]
      return problems.every(each => each.code === 'KF_FIELD_UNKNOWN') ? unknownOptions(uri, problems, error) : error
    }
    default:
      return error
  }
}

/** A bad option of an endpoint that a message named is a failure to resolve it, options that contradict each other one to create its sink. */
export function invalidOption(uri: string, error: unknown): unknown {
  if (!isKafilaError(error)) return error
  if (error.code === 'KF_ROUTE_INVALID') {
    const reason = `Failed to create Producer for endpoint: ${shownUri(uri)}. Reason: ${error.message}`
    return errors.KF_RUN_EXCHANGE({ reason }, { type: 'org.apache.camel.FailedToCreateProducerException', cause: error })
  }
  return error.code.startsWith('KF_FIELD_') ? unresolved(shownUri(uri), error.message, error) : error
}

function unknownOptions(uri: string, problems: readonly KafilaError[], cause: KafilaError): Error {
  const options = new URLSearchParams(uri.slice(uri.indexOf('?') + 1))
  const names = problems.map(each => String(each.details['option'])).sort()
  const shown = names.map(name => `${name}=${options.get(name) ?? ''}`).join(', ')
  const reason = `There are ${names.length} parameters that couldn't be set on the endpoint. Check the uri if the parameters are spelt correctly and that they are properties of the endpoint. Unknown parameters=[{${shown}}]`
  return unresolved(shownUri(uri), `Failed to resolve endpoint: ${shownUri(uri)} due to: ${reason}`, cause)
}

function noComponent(uri: string, unknown?: KafilaError): Error {
  const fix = unknown?.details['fix']
  return errors.KF_RUN_NO_ENDPOINT({ uri: shownUri(uri), ...(typeof fix === 'string' && { fix }) })
}

function unresolved(uri: string, reason: string, cause?: KafilaError): Error {
  return errors.KF_RUN_ENDPOINT({ uri, reason }, cause && { cause })
}

/** A URI as messages show it: with `//` behind its scheme, and its options sorted. */
export function shownUri(uri: string): string {
  const [head = '', ...query] = uri.split('?')
  const colon = head.indexOf(':')
  const shown =
    colon < 0
      ? head
      : `${head.slice(0, colon)}://${head
          .slice(colon + 1)
          .replace(/^\/\//, '')
          .replaceAll(' ', '%20')}`
  return query.length === 0 ? shown : `${shown}?${query.join('?').split('&').sort().join('&')}`
}
