import type { Endpoint } from './values.ts'

/** The URI of an endpoint with its options in the query, for places that take a text. */
export function uriText({ uri, parameters }: Endpoint): string {
  const options = Object.entries(parameters).filter(([, value]) => value !== undefined)
  if (options.length === 0) return uri
  const query = options.map(([name, value]) => `${name}=${encoded(String(value))}`).join('&')
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`
}

/** What separates options or would be decoded is encoded; a plus stays one only in a raw value. */
function encoded(value: string): string {
  if (value.includes('+')) return `RAW(${value})`
  return value.replaceAll(/[%&\s]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
