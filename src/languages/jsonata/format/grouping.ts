/** The distance at which separators come again and again, or 0 where their places are not regular. */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) return 0
  const factor = positions.reduce(greatestCommonDivisor)
  return positions.every((_, index) => positions.includes((index + 1) * factor)) ? factor : 0
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
