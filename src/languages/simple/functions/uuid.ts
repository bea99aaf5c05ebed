import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Exchange } from '../../../core/exchange.ts'
import { failure } from '../failure.ts'
import type { Place } from './call.ts'

/** Made with the first id, as those that make none need no random numbers. */
let prefix: string | undefined
let shortPrefix: string | undefined
const STARTED = Date.now()
let counter = 0

const hex = (width: number) => (++counter).toString(16).toUpperCase().padStart(width, '0')

const GENERATORS: Readonly<Record<string, () => string>> = {
  default() {
    prefix ??= randomBytes(8).toString('hex').toUpperCase().slice(0, 15)
    return `${prefix}-${hex(16)}`
  },
  short() {
    shortPrefix ??= Array.from({ length: 5 }, () => randomInt(36).toString(36).toUpperCase()).join('')
    return `${shortPrefix}-${hex(10)}`
  },
  simple: () => String(++counter),
  random: () => randomUUID(),
  classic: () => `ID-${hostname().replaceAll('.', '-')}-${STARTED}-0-${++counter}`,
}

/** Makes ids of one of Camel's shapes, or those of a bean with `generateUuid()`. */
export function uuidGenerator(name: string, place: Place): (exchange: Exchange) => unknown {
  const known = Object.hasOwn(GENERATORS, name) ? GENERATORS[name] : name.toLowerCase() === 'classic' ? GENERATORS['classic'] : undefined
  if (known !== undefined) return known
  const { context } = place.compiler
  const bean = context?.services.bean(name) as { generateUuid?: () => unknown } | (() => unknown) | undefined
  if (context !== undefined && bean === undefined)
    throw failure('NoSuchBean', `No bean could be found in the registry for: ${name} of type: org.apache.camel.spi.UuidGenerator`)
  return () => (typeof bean === 'function' ? bean() : bean?.generateUuid?.()) ?? null
}
