import { benchCases } from './eips/bench-cases.ts'
import { LANGUAGES } from './eips/languages.ts'
import type { Result } from './measure.ts'

/** Languages and data formats as routes use them, each against the same by hand. */
export function bench(): Promise<Result> {
  return benchCases(LANGUAGES)
}
