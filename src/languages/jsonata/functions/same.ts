import type { Frame } from '../frame.ts'
import { Sequence } from '../values.ts'

/** An array given back as it came: still a sequence, if it was one. */
export function same(frame: Frame, items: readonly unknown[]): unknown {
  const array = items as unknown[]
  return frame.run.isSequence(array) ? new Sequence(array, frame.run.keeps(array)) : array
}
