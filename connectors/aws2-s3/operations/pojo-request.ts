import { mandatoryBody } from '../../../src/converters/index.ts'
import type { Exchange } from '../../../src/core/exchange.ts'

/** The request that stands in the body (`pojoRequest`): a map with the names of the S3 API, whose first letters may be small. */
export function requestOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  return apiNames(mandatoryBody(exchange, 'java.util.Map', true)) as Readonly<Record<string, unknown>>
}

function apiNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(apiNames)
  if (value instanceof Map) return apiNames(Object.fromEntries(value))
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [capital(name), name.toLowerCase() === 'metadata' ? each : apiNames(each)]),
  )
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
