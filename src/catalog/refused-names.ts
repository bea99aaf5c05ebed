import type { Catalog, Refusal } from '../kit/catalog.ts'
import { camelNames } from './camel-names.gen.ts'
import { refusals } from './refusals.ts'

/** What is known by name but refused: Camel's names, and those refused for a reason. Looked at only after what is there. */
export function refusedNames(): Catalog['refusals'] {
  return {
    steps: refused(camelNames.steps, refusals.steps),
    connectors: refused(camelNames.connectors, refusals.connectors),
    languages: refused(camelNames.languages, refusals.languages),
    formats: refused(camelNames.formats, refusals.formats),
  }
}

function refused(names: readonly string[], list: readonly Refusal[]): Map<string, Refusal> {
  return new Map(
    [...names.map(name => ({ name, reason: 'Camel has it, it is still missing here' })), ...list].map(each => [each.name, each]),
  )
}
