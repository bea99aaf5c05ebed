import type { CallPlace } from '../model/route-document.ts'

/** What a value says of its types; nothing of it is there at run time. */
declare const TYPES: unique symbol

/** Options as they are given to a function of the DSL. */
export type GivenOptions = Readonly<Record<string, unknown>>

/** An expression as text of a named language; `R` is what it gives. */
export class LanguageExpression<out R = unknown> {
  declare readonly [TYPES]?: R
  /** @internal */
  readonly language: string
  /** @internal */
  readonly text: string
  /** @internal */
  readonly options: GivenOptions
  /** @internal */
  readonly place: CallPlace

  constructor(language: string, text: string, options: GivenOptions, place: CallPlace) {
    this.language = language
    this.text = text
    this.options = options
    this.place = place
  }
}

/** A data format with its options; `T` is what it reads bodies into. */
export class DataFormatValue<out T = unknown> {
  declare readonly [TYPES]?: T
  /** @internal */
  readonly format: string
  /** @internal */
  readonly options: GivenOptions
  /** @internal */
  readonly place: CallPlace

  constructor(format: string, options: GivenOptions, place: CallPlace) {
    this.format = format
    this.options = options
    this.place = place
  }
}

/** An endpoint: its URI, and options that stand beside it. `End` says where it may stand: where messages come from, or where they go. */
export class Endpoint<End extends 'source' | 'sink' = 'source' | 'sink'> {
  declare readonly [TYPES]?: { readonly [E in End]: true }
  /** @internal */
  readonly uri: string
  /** @internal */
  readonly parameters: GivenOptions
  /** @internal */
  readonly place: CallPlace

  constructor(uri: string, parameters: GivenOptions, place: CallPlace) {
    this.uri = uri
    this.parameters = parameters
    this.place = place
  }
}

/** An endpoint that messages come from. */
export type SourceEndpoint = Endpoint<'source'>

/** An endpoint that messages go to. */
export type SinkEndpoint = Endpoint<'sink'>
