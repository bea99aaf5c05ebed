/** Headers that belong to one connection or are made by the server or client itself: never taken over from a message. */
const TRANSPORT: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'host',
  'cache-control',
  'connection',
  'date',
  'pragma',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'warning',
])

/** Headers of a request that a response does not return. */
const REQUEST_ONLY: ReadonlySet<string> = new Set(
  `a-im accept accept-charset accept-encoding accept-language accept-datetime access-control-request-method access-control-request-headers
  authorization cookie expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range if-unmodified-since
  max-forwards origin prefer proxy-authorization range referer te user-agent`.split(/\s+/),
)

/** Headers of the protocol that the message sent to a server keeps for itself: they do not come back with the answer. */
const PROTOCOL: ReadonlySet<string> = new Set([
  ...TRANSPORT,
  ...`content-encoding content-language content-location content-md5 content-range dav depth destination etag expect expires from if if-match
  if-modified-since if-none-match if-range if-unmodified-since last-modified location lock-token max-forwards overwrite proxy-authenticate
  proxy-authorization range referer retry-after server status-uri te timeout user-agent vary www-authenticate`.split(/\s+/),
])

/** Whether a header neither comes from outside nor leaves: Camel's and Kafila's own steer routes, so that nobody else may set them. By folded name. */
export function isCamelHeader(folded: string): boolean {
  return folded.startsWith('camel') || folded.startsWith('kafila')
}

/** Whether a message's header becomes a header of a request. By folded name. */
export function goesIntoRequest(folded: string): boolean {
  return !isCamelHeader(folded) && !TRANSPORT.has(folded)
}

/** Whether a message's header becomes a header of a response. By folded name. */
export function goesIntoResponse(folded: string, withRequestHeaders: boolean): boolean {
  return goesIntoRequest(folded) && (withRequestHeaders || !REQUEST_ONLY.has(folded))
}

/** Whether a header of the message that was sent is kept beside those of the answer. By folded name. */
export function staysWithAnswer(folded: string): boolean {
  return !PROTOCOL.has(folded)
}
