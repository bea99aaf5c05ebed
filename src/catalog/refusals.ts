import type { Refusal } from '../kit/catalog.ts'

/** What Camel has and we refuse by name, with the reason: it presupposes a JVM, is deprecated, or is still missing. */
export const refusals: Readonly<Record<'steps' | 'connectors' | 'languages' | 'formats', readonly Refusal[]>> = {
  steps: [],
  connectors: [],
  languages: [],
  formats: [],
}
