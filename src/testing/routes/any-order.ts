import type { Exchange } from '../../core/exchange.ts'
import { differences, type ExpectedMessage, plain, shown, textOf } from './compare.ts'
import { headersOf } from './contents.ts'

/** What is expected and did not come, and what came beyond that. */
export interface Unmatched {
  /** The expected messages that none of those which came can be, by their numbers from 1. */
  readonly missing: readonly string[]
  /** The messages that came and are none of those expected. */
  readonly others: readonly string[]
}

/**
 * Gives each expected message one that came, in whatever order, and tells what is left over on both sides. What is expected may fit several
 * of those that came: one that is taken goes to another where it can (a maximum matching by augmenting paths).
 */
export function unmatchedMessages(came: readonly Exchange[], expected: readonly ExpectedMessage[], folder: string): Unmatched {
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
  const headers = [...new Set(expected.flatMap(each => Object.keys(headersOf(each))))]
  return {
    missing: without.map(number => `number ${number + 1}: ${described(expected[number]!)}`),
    others: came.filter((_, index) => takenBy[index] === undefined).map(exchange => arrived(exchange, headers)),
  }
}

function described({ body, json, file, matches, headers }: ExpectedMessage): string {
  const parts = Object.entries({ body, json, file, matches, headers }).filter(([, part]) => part !== undefined)
  return shown(Object.fromEntries(parts))
}

/** A message with the headers that something is expected of. */
function arrived(exchange: Exchange, names: readonly string[]): string {
  const body = textOf(exchange) ?? 'null'
  if (names.length === 0) return body
  return `${body}, headers ${shown(Object.fromEntries(names.map(name => [name, plain(exchange.header(name)) ?? null])))}`
}
