import type { Run } from './run.ts'

/** Joins two values to one array; what is no array counts as one item, nothing as none. The arrays themselves stay as they are. */
export function append(left: unknown, right: unknown, run: Run): unknown {
  if (left === undefined) return right
  if (right === undefined) return left
  const joined = (Array.isArray(left) ? left : [left]).concat(Array.isArray(right) ? right : [right])
  run.checkLength(joined.length)
  return joined
}
