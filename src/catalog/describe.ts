import type { Catalog } from '../kit/catalog.ts'
import type { DeliveryManifest } from '../kit/delivery-manifest.ts'
import type { Field, Fields } from '../kit/field.ts'
import type { Example } from '../kit/step.ts'
import { elements } from '../model/elements/index.ts'

export type DeclarationKind = 'eip' | 'connector' | 'language' | 'format' | 'element' | 'bean'

/** An option, as plain data. */
export interface OptionDescription {
  readonly name: string
  readonly kind: string
  readonly describe: string
  readonly required: boolean
  readonly default?: string | number | boolean
  readonly choices?: readonly string[]
  readonly secret?: boolean
  readonly advanced?: boolean
  readonly deprecated?: string
  readonly unsupported?: string
  /** Options of a group, or of the items of a list. */
  readonly options?: readonly OptionDescription[]
}

/** A named set of options: of a connector's path, source and sink; of anything else, one set. */
export interface OptionSet {
  readonly title: string
  readonly options: readonly OptionDescription[]
}

/** A declaration as plain data: what docs, `kafila describe` and completion are made from. */
export interface Description {
  readonly kind: DeclarationKind
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly notes: readonly string[]
  readonly category?: string
  readonly syntax?: string
  readonly sets: readonly OptionSet[]
  /** What a connector promises about delivery. */
  readonly delivery?: DeliveryManifest
  readonly examples: readonly Example[]
}

/** Everything in a catalog, each declaration once, sorted by kind and name. */
export function describeCatalog(catalog: Catalog): Description[] {
  return [
    ...describeSteps(catalog),
    ...describeConnectors(catalog),
    ...describeLanguages(catalog),
    ...describeFormats(catalog),
    ...describeElements(),
    ...describeBeans(catalog),
  ]
}

function describeSteps(catalog: Catalog): Description[] {
  return unique(catalog.steps).map(step => ({
    kind: 'eip',
    name: step.name,
    aliases: [],
    summary: step.summary,
    notes: step.notes ?? [],
    category: step.category,
    sets: [{ title: 'Options', options: describeFields(step.fields) }],
    examples: step.examples,
  }))
}

function describeConnectors(catalog: Catalog): Description[] {
  return unique(catalog.connectors).map(connector => ({
    kind: 'connector',
    name: connector.name,
    aliases: connector.aliases ?? [],
    summary: connector.summary,
    notes: connector.notes ?? [],
    syntax: connector.syntax,
    sets: [
      { title: 'Path', options: describeFields(connector.path) },
      ...(connector.source ? [{ title: 'As source', options: describeFields(connector.source.fields) }] : []),
      ...(connector.sink ? [{ title: 'As sink', options: describeFields(connector.sink.fields) }] : []),
    ],
    ...(connector.delivery && { delivery: connector.delivery }),
    examples: connector.examples,
  }))
}

function describeLanguages(catalog: Catalog): Description[] {
  return unique(catalog.languages).map(language => ({
    kind: 'language',
    name: language.name,
    aliases: language.aliases ?? [],
    summary: language.summary,
    notes: language.notes ?? [],
    sets: [{ title: 'Options', options: describeFields(language.fields) }],
    examples: language.examples,
  }))
}

function describeFormats(catalog: Catalog): Description[] {
  return unique(catalog.formats).map(format => ({
    kind: 'format',
    name: format.name,
    aliases: [],
    summary: format.summary,
    notes: format.notes ?? [],
    sets: [{ title: 'Options', options: describeFields(format.fields) }],
    examples: format.examples,
  }))
}

function describeElements(): Description[] {
  return unique(elements).map(element => ({
    kind: 'element',
    name: element.name,
    aliases: [],
    summary: element.summary,
    notes: element.notes ?? [],
    sets: [{ title: 'Options', options: describeFields(element.fields) }],
    examples: [],
  }))
}

function describeBeans(catalog: Catalog): Description[] {
  return [...new Set(catalog.beanTypes.values())].map(type => ({
    kind: 'bean',
    name: type.names[0]!,
    aliases: type.names.slice(1),
    summary: type.summary,
    notes: [],
    sets: [{ title: 'Properties', options: describeFields(type.fields) }],
    examples: [],
  }))
}

/** Options of a declaration as plain data, in their order. */
export function describeFields(fields: Fields): OptionDescription[] {
  return Object.entries(fields).map(([name, field]) => describeField(name, field))
}

function describeField(name: string, field: Field): OptionDescription {
  const nested = field.fields ?? field.item?.fields
  return {
    name,
    kind: field.kind === 'list' ? `list of ${field.item!.kind}` : field.kind,
    describe: field.describe,
    required: field.required ?? false,
    ...(field.default !== undefined && { default: field.default }),
    ...(field.choices && { choices: field.choices }),
    ...(field.secret && { secret: true }),
    ...(field.advanced && { advanced: true }),
    ...(field.deprecated && { deprecated: field.deprecated }),
    ...(field.unsupported && { unsupported: field.unsupported }),
    ...(nested && { options: describeFields(nested) }),
  }
}

function unique<T extends { readonly name: string }>(declarations: ReadonlyMap<string, T>): T[] {
  return [...new Set(declarations.values())].sort((a, b) => (a.name < b.name ? -1 : 1))
}
