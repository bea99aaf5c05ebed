const DEFAULTS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS, CONNECT, PATCH',
  'Access-Control-Allow-Headers':
    'Origin, Accept, X-Requested-With, Content-Type, Access-Control-Request-Method, Access-Control-Request-Headers',
  'Access-Control-Max-Age': '3600',
}

/** The headers of CORS that every answer has, as they are given or usual. */
export function corsHeaders(given: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(DEFAULTS).map(([name, usual]) => [name, given[name] ?? usual])
}
