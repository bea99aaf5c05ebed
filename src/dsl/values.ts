import type { CallPlace } from '../model/route-document.ts'
import type { Shape } from './shape.ts'
import type { NoHeaders } from './types.ts'

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
  /** @internal */
  readonly shape: Shape | undefined

  /** `shape`: of a language that is not built in. */
  constructor(language: string, text: string, options: GivenOptions, place: CallPlace, shape?: Shape) {
    this.language = language
    this.text = text
    this.options = options
    this.place = place
    this.shape = shape
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
  /** @internal */
  readonly shape: Shape | undefined

  /** `shape`: of a format that is not built in. */
  constructor(format: string, options: GivenOptions, place: CallPlace, shape?: Shape) {
    this.format = format
    this.options = options
    this.place = place
    this.shape = shape
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
  /** @internal */
  readonly shape: Shape | undefined

  /** `shape`: of a connector that is not built in. */
  constructor(uri: string, parameters: GivenOptions, place: CallPlace, shape?: Shape) {
    this.uri = uri
    this.parameters = parameters
    this.place = place
    this.shape = shape
  }
}

/** A step of a plug-in with its options, for `.eip(…)`; `B` and `H` are the body and the headers that it may be given, `Out` is the body behind it. */
export class PlugInStep<in B = unknown, in H = NoHeaders, out Out = unknown> {
  declare readonly [TYPES]?: (body: B, headers: H) => Out
  /** @internal */
  readonly step: string
  /** @internal */
  readonly options: GivenOptions
  /** @internal */
  readonly shape: Shape
  /** @internal */
  readonly first: string | undefined
  /** @internal */
  readonly place: CallPlace

  /** `first`: the option that was the first argument. */
  constructor(step: string, options: GivenOptions, { shape, first, place }: { shape: Shape; first: string | undefined; place: CallPlace }) {
    this.step = step
    this.options = options
    this.shape = shape
    this.first = first
    this.place = place
  }
}

/** An endpoint that messages come from. */
export type SourceEndpoint = Endpoint<'source'>

/** An endpoint that messages go to. */
export type SinkEndpoint = Endpoint<'sink'>
