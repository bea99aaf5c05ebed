import type { Exchange } from '../core/exchange.ts'
import type { DataFormatValue, LanguageExpression } from './values.ts'

/** A text whose `{{key}}` is resolved when the route is built. */
export type Placeholder = `${string}{{${string}}}${string}`

/** Milliseconds, or a text like `500ms`, `5s`, `1m30s`, `1h`, `2d`, `PT5S`. */
export type Duration =
  | number
  | `${number}`
  | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`
  | `${number}m${number}s`
  | `${number}h${number}m`
  | `${number}h${number}m${number}s`
  | `${number}d${number}h`
  | `P${string}`
  | Placeholder

/** What every node may say. */
export interface NodeOptions {
  /** The id of the node. */
  readonly id?: string | undefined
  /** What it is for. */
  readonly description?: string | undefined
  /** A note for readers of the file. */
  readonly note?: string | undefined
  /** Whether the node is left out. */
  readonly disabled?: boolean | Placeholder | undefined
}

/** Free options: texts, numbers and booleans by their names, or further options. */
export interface Parameters {
  readonly [name: string]: string | number | boolean | undefined | Parameters
}

/** Headers of which nothing is known. */
export type NoHeaders = {}

/** Any headers: what steps inside of others know of theirs is of no use behind them. */
// biome-ignore lint/suspicious/noExplicitAny: headers go out of the types here
export type AnyHeaders = any

/** No options at all. */
export type NoOptions = { readonly [option: string]: never }

/** Headers with a further one, whose name is only known where it is a literal. */
export type WithHeader<H, N extends string, V> = string extends N ? H : Omit<H, N> & { readonly [K in N]: V }

/** An exchange whose body and headers have types. */
export type TypedExchange<B = unknown, H = NoHeaders> = {
  body: B
  /** A header by its name, without regard to case. */
  header: { <N extends keyof H>(name: N): H[N]; (name: string): unknown }
} & Exchange

/** An exchange in a processor: the body comes as `B` and goes on as `Out`. */
export type ProcessedExchange<B = unknown, Out = B, H = NoHeaders> = {
  get body(): B
  set body(value: B | Out)
  header: { <N extends keyof H>(name: N): H[N]; (name: string): unknown }
} & Omit<Exchange, 'body' | 'header'>

/** A function of the body and its exchange. */
export type BodyFunction<B, H, R> = (body: B, exchange: TypedExchange<B, H>) => R | PromiseLike<R>

/** An expression: text of a named language (`simple('${body}')`), or a function of the body and its exchange. */
export type Expression<B = unknown, H = NoHeaders, R = unknown> = LanguageExpression<R> | BodyFunction<B, H, R>

/** A condition: text of a named language, a function, or `true` and `false`. */
export type Condition<B = unknown, H = NoHeaders> = LanguageExpression | BodyFunction<B, H, boolean> | boolean

/** Works on an exchange; the result is only waited for. */
export type ExchangeFunction<B = unknown, H = NoHeaders> =
  | ((exchange: TypedExchange<B, H>) => unknown)
  | { process(exchange: TypedExchange<B, H>): unknown }

/** Changes the body of an exchange from `B` to `Out`, or only looks at it. */
export type BodyProcessor<B, Out, H> =
  | ((exchange: ProcessedExchange<B, Out, H>) => void | PromiseLike<void>)
  | { process(exchange: ProcessedExchange<B, Out, H>): void | PromiseLike<void> }

/**
 * Joins exchanges: `previous` is the result so far, undefined for the first. It may change one of them in place. The result has the body of
 * type `Out`.
 */
export type Strategy<In = unknown, Out = unknown> =
  | ((
      previous: TypedExchange<Out> | undefined,
      next: TypedExchange<In>,
    ) => TypedExchange<Out> | undefined | PromiseLike<TypedExchange<Out> | undefined>)
  | {
      aggregate(
        previous: TypedExchange<Out> | undefined,
        next: TypedExchange<In>,
      ): TypedExchange<Out> | undefined | PromiseLike<TypedExchange<Out> | undefined>
    }

/** The strategy that joins the parts, where its types matter: the body behind the step is what it gives. */
export interface StrategyOption<In, Out> {
  /** Joins the exchanges: a bean by its name, or a function. */
  readonly aggregationStrategy?: string | Strategy<In, Out> | undefined
}

/** A bean: its name, `#class:…` or `#type:…`, or the object or function itself. */
export type Bean = string | object

/** What the parts of a value are when it is split: the items of a list or iterator; a text's parts are texts. */
export type PartOf<T> = unknown extends T
  ? unknown
  : T extends string
    ? string
    : T extends Iterable<infer I> | AsyncIterable<infer I>
      ? I
      : T

/** What a body is after conversion to a type by its name. */
export type Converted<Name extends string> = Name extends 'String' | 'java.lang.String'
  ? string
  : Name extends 'byte[]'
    ? Uint8Array
    : Name extends 'int' | 'Integer' | 'java.lang.Integer' | 'short' | 'Short' | 'java.lang.Short' | 'Byte' | 'byte'
      ? number
      : Name extends 'boolean' | 'Boolean' | 'java.lang.Boolean'
        ? boolean
        : unknown

/** What a data format reads. */
export type Read<F> = F extends DataFormatValue<infer T> ? T : unknown
