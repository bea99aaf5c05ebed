import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { MaybePromise } from '../core/step.ts'
import type { Built, Fields } from './field.ts'
import type { Example } from './step.ts'

/** A data format ready for use. Both ways get the exchange, since a format may read and set headers. */
export interface DataFormat {
  /** The new body: bytes, text or a stream. */
  marshal(exchange: Exchange, body: unknown): MaybePromise<unknown>
  unmarshal(exchange: Exchange, body: unknown): MaybePromise<unknown>
}

/** The declaration of a data format. */
export interface FormatDefinition<F extends Fields = Fields> {
  readonly name: string
  readonly summary: string
  readonly notes?: readonly string[]
  readonly fields: F
  readonly examples: readonly Example[]
  /** It only computes: it runs no code of the user's and reads nothing but the message. */
  readonly computes?: true
  open(options: Built<F>, services: Services): DataFormat
}

/** Declares a data format. */
export function defineFormat<const F extends Fields>(definition: FormatDefinition<F>): FormatDefinition<F> {
  return definition
}
