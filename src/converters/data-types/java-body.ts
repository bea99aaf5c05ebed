import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { javaType } from '../java-types.ts'
import { mandatoryBody } from '../registry.ts'

/** Turns the body into a Java class where it is none of it already; a null body stays. `KF_RUN_DATA_TYPE` where it cannot, or there is no such class. */
export function bodyToClass(exchange: Exchange, name: string): void {
  if (exchange.body === null) return
  const known = javaType(name)
  try {
    if (known === undefined) throw classNotFound(name)
    exchange.body = mandatoryBody(exchange, name)
  } catch (cause) {
    const type = known?.name === 'byte[]' ? '[B' : name
    const reason = `Failed to convert body to 'java:${type}' content using type conversion for ${known === undefined ? null : type}`
    throw errors.KF_RUN_DATA_TYPE({ reason, exchange: String(exchange) }, { cause })
  }
}

/** A class that has no counterpart here. */
export function classNotFound(name: string): Error {
  return errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: name }, { type: 'java.lang.ClassNotFoundException' })
}
