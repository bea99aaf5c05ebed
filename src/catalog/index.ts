import type { AnyBeanType, AnyConnector, AnyFormat, AnyLanguage, AnyStep, Catalog, Refusal } from '../kit/catalog.ts'
import { beanTypes } from './bean-types.ts'
import { camelNames } from './camel-names.gen.ts'
import { connectors } from './connectors.ts'
import { formats } from './formats.ts'
import { languages } from './languages.ts'
import { refusals } from './refusals.ts'
import { steps } from './steps.ts'

/** The declarations of a catalog, as lists. */
export interface Declarations {
  readonly steps: readonly AnyStep[]
  readonly connectors: readonly AnyConnector[]
  readonly languages: readonly AnyLanguage[]
  readonly formats: readonly AnyFormat[]
  readonly beanTypes: readonly AnyBeanType[]
}

/** Everything that is built in. */
export const builtIn: Declarations = { steps, connectors, languages, formats, beanTypes }

/** Orders declarations by every name that routes may use. */
export function makeCatalog(declarations: Declarations): Catalog {
  return {
    steps: new Map(declarations.steps.map(each => [each.name, each])),
    connectors: byNames(declarations.connectors, each => [each.name, ...(each.aliases ?? [])]),
    languages: byNames(declarations.languages, each => [each.name, ...(each.aliases ?? [])]),
    formats: new Map(declarations.formats.map(each => [each.name, each])),
    beanTypes: byNames(declarations.beanTypes, each => each.names),
    refusals: {
      steps: refused(camelNames.steps, refusals.steps),
      connectors: refused(camelNames.connectors, refusals.connectors),
      languages: refused(camelNames.languages, refusals.languages),
      formats: refused(camelNames.formats, refusals.formats),
    },
  }
}

let shared: Catalog | undefined

/** The catalog of what is built in; made on first use. */
export function builtInCatalog(): Catalog {
  shared ??= makeCatalog(builtIn)
  return shared
}

function byNames<T>(declarations: readonly T[], names: (declaration: T) => readonly string[]): Map<string, T> {
  return new Map(declarations.flatMap(declaration => names(declaration).map(name => [name, declaration] as const)))
}

/** Camel's names, and those refused for a reason: looked at only after what is there. */
function refused(names: readonly string[], list: readonly Refusal[]): Map<string, Refusal> {
  return new Map(
    [...names.map(name => ({ name, reason: 'Camel has it, it is still missing here' })), ...list].map(each => [each.name, each]),
  )
}
