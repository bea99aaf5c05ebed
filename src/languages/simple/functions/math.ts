import type { Exchange } from '../../../core/exchange.ts'
import { Call } from '../code.ts'
import { convertTo, tryConvert } from '../evaluate.ts'
import { iterate } from '../iterate.ts'
import { type Factory, TRIMMED } from './call.ts'
import { optionalArgument } from './strings.ts'

type Whole = number | bigint

/** A whole number in the least type that holds it exactly. */
function whole(value: bigint): Whole {
  const wrapped = BigInt.asIntN(64, value)
  return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped
}

const abs: Factory = call => {
  const { run } = optionalArgument(call)
  return new Call(exchange => {
    const value = convertTo(run(exchange), 'java.lang.Long', exchange) as Whole | null
    if (value === null) return null
    return typeof value === 'bigint' ? whole(value < 0n ? -value : value) : Math.abs(value)
  })
}

/** `floor` and `ceil` give whole numbers. */
function rounding(round: (value: number) => number): Factory {
  return call => {
    const { run } = optionalArgument(call)
    return new Call(exchange => {
      const value = convertTo(run(exchange), 'java.lang.Double', exchange)
      return value === null ? null : toLong(round(Number(value)))
    })
  }
}

/** A double cast to a long: cut at the bounds, 0 for what is no number. */
function toLong(value: number): Whole {
  if (Number.isNaN(value)) return 0
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value
  const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n]
  if (value <= Number(least)) return least
  return value >= Number(most) ? most : whole(BigInt(value))
}

/** A function of all numbers in its arguments and in their items; what is no number does not count. Without any, nothing. */
function folding(fold: (numbers: readonly bigint[]) => bigint): Factory {
  return call => {
    const written = call.arguments
    const parts = written === undefined ? [] : call.split(written, TRIMMED).map(token => call.expression(token).run)
    return new Call(exchange => {
      const numbers = parts.flatMap(part => wholeNumbers(part(exchange), exchange))
      return numbers.length === 0 ? null : whole(fold(numbers))
    })
  }
}

function wholeNumbers(value: unknown, exchange: Exchange): bigint[] {
  const numbers: bigint[] = []
  for (const each of iterate(value)) {
    const number = tryConvert(each, 'java.lang.Long', exchange) as Whole | null
    if (number !== null) numbers.push(BigInt(number))
  }
  return numbers
}

const sum = (numbers: readonly bigint[]) => numbers.reduce((total, each) => BigInt.asIntN(64, total + each), 0n)

function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

function less(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** Functions of numbers; all but `floor` and `ceil` work on whole numbers, as in Camel. */
export const mathFunctions: Readonly<Record<string, Factory>> = {
  abs,
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  sum: folding(sum),
  max: folding(numbers => numbers.reduce(greater)),
  min: folding(numbers => numbers.reduce(less)),
  average: folding(numbers => sum(numbers) / BigInt(numbers.length)),
}
