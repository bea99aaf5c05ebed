/**
 * A stable merge sort by a function that tells whether two neighbours must be swapped. The order of comparisons is part of the language:
 * it decides which comparison fails first, and a comparator need not be a consistent order.
 */
export function mergeSort<T>(items: readonly T[], swaps: (left: T, right: T) => boolean): T[] {
  if (items.length <= 1) return [...items]
  const middle = Math.floor(items.length / 2)
  return merge(mergeSort(items.slice(0, middle), swaps), mergeSort(items.slice(middle), swaps), swaps)
}

function merge<T>(left: readonly T[], right: readonly T[], swaps: (left: T, right: T) => boolean): T[] {
  const merged: T[] = []
  let one = 0
  let other = 0
  while (one < left.length && other < right.length) {
    if (swaps(left[one]!, right[other]!)) merged.push(right[other++]!)
    else merged.push(left[one++]!)
  }
  while (one < left.length) merged.push(left[one++]!)
  while (other < right.length) merged.push(right[other++]!)
  return merged
}
