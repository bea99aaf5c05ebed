/** Rounds half to even. With a precision (decimal places) the point is shifted in the text, since multiplying would add errors of its own. */
export function round(value: number, precision?: number): number {
  if (!precision) return roundToEven(value)
  return shift(roundToEven(shift(value, precision)), -precision) + 0
}

function shift(value: number, places: number): number {
  const [mantissa, exponent] = String(value).split('e')
  return Number(`${mantissa}e${exponent === undefined ? places : Number(exponent) + places}`)
}

function roundToEven(value: number): number {
  const rounded = Math.round(value)
  const wrongWay = Math.abs(rounded - value) === 0.5 && Math.abs(rounded % 2) === 1
  return (wrongWay ? rounded - 1 : rounded) + 0
}
