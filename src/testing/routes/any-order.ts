import type { Exchange } from '../../core/exchange.ts'
import { differences, type ExpectedMessage, shown, textOf } from './compare.ts'

/** A message that is expected, but that none of those which came can be. */
export interface Unmatched {
  /** Of the expected ones, from 1. */
  readonly number: number
  readonly expected: string
  /** The bodies that are left over. */
  readonly received: string
}

/**
 * Gives each expected message one that came, in whatever order, and tells those for which none is left. What is expected may fit several of
 * those that came: one that is taken goes to another where it can (a maximum matching by augmenting paths).
 */
export function unmatchedMessages(came: readonly Exchange[], expected: readonly ExpectedMessage[], folder: string): Unmatched[] {
  const fits = expected.map(each => came.map(exchange => differences(exchange, each, folder).length === 0))
  const takenBy: (number | undefined)[] = came.map(() => undefined)
  const place = (number: number, seen: Set<number>): boolean =>
    came.some((_, index) => {
      if (!fits[number]![index] || seen.has(index)) return false
      seen.add(index)
      const holder = takenBy[index]
      if (holder !== undefined && !place(holder, seen)) return false
      takenBy[index] = number
      return true
    })
  const without = expected.map((_, number) => number).filter(number => !place(number, new Set()))
  const left = came.filter((_, index) => takenBy[index] === undefined).map(exchange => textOf(exchange) ?? 'null')
  const received = left.length === 0 ? 'no other message' : left.join('\n')
  return without.map(number => ({ number: number + 1, expected: described(expected[number]!), received }))
}

function described({ body, json, file, matches, headers }: ExpectedMessage): string {
  const parts = Object.entries({ body, json, file, matches, headers }).filter(([, part]) => part !== undefined)
  return shown(Object.fromEntries(parts))
}
