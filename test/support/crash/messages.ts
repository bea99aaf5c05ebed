import { createHash } from 'node:crypto'
import type { RawMessage } from '../../../src/testing/index.ts'

/** How many parts a message is split into, and which messages the filter drops. */
const PARTS = 2
export const isDropped = (number: number): boolean => number % 10 === 9

/** A part as it must arrive: `key|number.part|hash`. */
export function partOf(number: number, part: number, keys: number): string {
  const text = `k${number % keys}|${number}.${part}`
  return `${text}|${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

/** The messages of a run: two parts each, with a comma between; every tenth is one that the route drops. */
export function makeMessages(count: number, keys: number): RawMessage[] {
  return Array.from({ length: count }, (_, number) => ({
    body: Buffer.from(isDropped(number) ? `skip|${number}` : partsOf(number, keys).join(',')),
    key: `k${number % keys}`,
  }))
}

/** All parts that must arrive. */
export function expectedParts(count: number, keys: number): Set<string> {
  const numbers = Array.from({ length: count }, (_, number) => number).filter(number => !isDropped(number))
  return new Set(numbers.flatMap(number => partsOf(number, keys)))
}

function partsOf(number: number, keys: number): string[] {
  return Array.from({ length: PARTS }, (_, part) => partOf(number, part, keys))
}
