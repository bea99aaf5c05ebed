import type { AnyBeanType, AnyConnector, AnyFormat, AnyLanguage, AnyStep, Catalog } from '../kit/catalog.ts'
import { beanTypes } from './bean-types.ts'
import { connectors } from './connectors.ts'
import { formats } from './formats.ts'
import { languages } from './languages.ts'
import { refusedNames } from './refused-names.ts'
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
    refusals: refusedNames(),
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
