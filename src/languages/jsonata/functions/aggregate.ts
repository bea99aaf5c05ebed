import type { Frame } from '../frame.ts'
import { define } from './define.ts'

type Numbers = readonly number[] | undefined

function total(numbers: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < numbers.length; index++) sum += Number(numbers[index])
  return sum
}

function sum(_frame: Frame, numbers: Numbers): number | undefined {
  return numbers === undefined ? undefined : total(numbers)
}

function average(_frame: Frame, numbers: Numbers): number | undefined {
  return numbers === undefined || numbers.length === 0 ? undefined : total(numbers) / numbers.length
}

/** Folded, not spread over an argument list, which has room for about 100,000. */
function extreme(pick: (one: number, other: number) => number) {
  return (_frame: Frame, numbers: Numbers): number | undefined => {
    if (numbers === undefined || numbers.length === 0) return undefined
    let result = Number(numbers[0])
    for (let index = 1; index < numbers.length; index++) result = pick(result, Number(numbers[index]))
    return result
  }
}

/** `$sum`, `$count`, `$max`, `$min`, `$average`. */
export const aggregateFunctions = [
  define('sum', '<a<n>:n>', 1, sum),
  define('count', '<a:n>', 1, (_frame, items: readonly unknown[] | undefined) => (items === undefined ? 0 : items.length)),
  define('max', '<a<n>:n>', 1, extreme(Math.max)),
  define('min', '<a<n>:n>', 1, extreme(Math.min)),
  define('average', '<a<n>:n>', 1, average),
]
