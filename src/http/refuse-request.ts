import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'

const NOT_FOUND = '<html><body><h1>Resource not found</h1></body></html>'

/**
 * Answers a request that no route takes, or that failed outside its route. Statuses of routing (404, 405, 406, 415) have the bodies of
 * Camel's server; any other has its name as body. `headers` are added (`Retry-After`). Does nothing where an answer has begun.
 */
export function refuseRequest(request: IncomingMessage, response: ServerResponse, status: number, headers: readonly string[] = []): void {
  if (response.headersSent || response.destroyed) return
  const body = bodyFor(status)
  const type = status === 404 ? ['Content-Type', 'text/html; charset=utf-8'] : []
  const allow = status === 405 && request.method !== 'HEAD' ? ['Allow', ''] : []
  const shown = request.method === 'HEAD' ? [] : type
  response.writeHead(status, [...headers, ...shown, ...allow, 'Content-Length', String(Buffer.byteLength(body))])
  response.end(body)
}

function bodyFor(status: number): string {
  if (status === 404) return NOT_FOUND
  return status === 405 || status === 406 || status === 415 ? '' : (STATUS_TEXTS[status] ?? STATUS_CODES[status] ?? '')
}

/** Names that differ from Node's. */
const STATUS_TEXTS: Readonly<Record<number, string>> = { 413: 'Request Entity Too Large' }
