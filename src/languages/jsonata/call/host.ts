import type { HostFunction } from './callable.ts'

/** The host's function in a bound value, or `undefined` where it is none. */
export function functionOf(value: unknown): HostFunction | undefined {
  if (typeof value === 'function') return value as HostFunction
  const implementation = (value as { implementation?: unknown } | null | undefined)?.implementation
  return typeof implementation === 'function' ? (implementation as HostFunction) : undefined
}

/** Whether a bound value is a function declared as `async`. */
export function isAsync(value: unknown): boolean {
  const kind = Object.prototype.toString.call(functionOf(value))
  return kind === '[object AsyncFunction]' || kind === '[object AsyncGeneratorFunction]'
}
