import type { BeanTypeDefinition } from './bean-type.ts'
import type { ConnectorDefinition } from './connector.ts'
import type { FormatDefinition } from './format.ts'
import type { LanguageDefinition } from './language.ts'
import type { StepDefinition } from './step.ts'

// Declarations of different options stand side by side in a catalog; what they take is checked where they are declared.
// biome-ignore lint/suspicious/noExplicitAny: the options' types differ per declaration
type Loose = any

export type AnyStep = StepDefinition<Loose>
export type AnyConnector = ConnectorDefinition<Loose, Loose, Loose>
export type AnyLanguage = LanguageDefinition<Loose>
export type AnyFormat = FormatDefinition<Loose>
export type AnyBeanType = BeanTypeDefinition<Loose>

/** Something of Camel's that is known by name but refused, with the reason. */
export interface Refusal {
  readonly name: string
  readonly reason: string
}

/** All declarations that a runtime knows, by every name that routes may use. */
export interface Catalog {
  readonly steps: ReadonlyMap<string, AnyStep>
  readonly connectors: ReadonlyMap<string, AnyConnector>
  readonly languages: ReadonlyMap<string, AnyLanguage>
  readonly formats: ReadonlyMap<string, AnyFormat>
  readonly beanTypes: ReadonlyMap<string, AnyBeanType>
  readonly refusals: {
    readonly steps: ReadonlyMap<string, Refusal>
    readonly connectors: ReadonlyMap<string, Refusal>
    readonly languages: ReadonlyMap<string, Refusal>
    readonly formats: ReadonlyMap<string, Refusal>
  }
}
