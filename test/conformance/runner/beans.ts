import type { Case } from './case-file.ts'

/** Beans that stand in for the Groovy beans of some cases: a hook that is written in Groovy there is a TypeScript function here. */
export function caseBeans(_file: Case): Record<string, unknown> {
  return {}
}
