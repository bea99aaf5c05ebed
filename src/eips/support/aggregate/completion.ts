import { convertOrNull } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression, Predicate } from '../../../core/expression.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { untilReady } from '../until-ready.ts'

/** Why a group is complete: the value of `CamelAggregatedCompletedBy`. */
export type CompletedBy = 'consumer' | 'strategy' | 'predicate' | 'size' | 'timeout' | 'interval' | 'force'

export interface CompletionOptions {
  readonly completionFromBatchConsumer: boolean
  readonly completionPredicate: Predicate | undefined
  readonly completionSizeExpression: Expression | undefined
  readonly completionSize: number | undefined
}

const CURRENT_GROUP = 'CamelAggregationCompleteCurrentGroup'

/** Tells whether a group is complete; the conditions are asked in Camel's order. */
export class CompletionCheck {
  private readonly options: CompletionOptions
  /** The keys of the batch that is in hand, and how many messages of it there were. */
  readonly batchKeys = new Set<string>()
  private batched = 0

  constructor(options: CompletionOptions) {
    this.options = options
  }

  /** Asks about an exchange: the group, or the message that has come (`eagerCheckCompletion`). Its size is in its properties. */
  completedBy(key: string, exchange: Exchange): MaybePromise<CompletedBy | undefined> {
    if (this.options.completionFromBatchConsumer && this.batchEnds(key, exchange)) return 'consumer'
    if (isSet(exchange.property(CURRENT_GROUP))) {
      exchange.removeProperty(CURRENT_GROUP)
      return 'strategy'
    }
    const { completionPredicate } = this.options
    if (completionPredicate === undefined) return this.bySize(exchange)
    return andThen(
      untilReady(() => completionPredicate(exchange)),
      matched => (matched ? 'predicate' : this.bySize(exchange)),
    )
  }

  private batchEnds(key: string, exchange: Exchange): boolean {
    this.batchKeys.add(key)
    this.batched += 1
    const size = Number(exchange.property('CamelBatchSize') ?? 0)
    if (!(size > 0) || this.batched < size) return false
    this.batched = 0
    return true
  }

  private bySize(exchange: Exchange): MaybePromise<CompletedBy | undefined> {
    const { completionSizeExpression, completionSize = 0 } = this.options
    if (completionSizeExpression === undefined) return reaches(exchange, completionSize)
    return andThen(
      untilReady(() => completionSizeExpression(exchange)),
      value => {
        const wanted = Number(convertOrNull(value, 'java.lang.Integer') ?? 0)
        return reaches(exchange, wanted > 0 ? wanted : completionSize)
      },
    )
  }
}

function reaches(exchange: Exchange, size: number): CompletedBy | undefined {
  return size > 0 && Number(exchange.property('CamelAggregatedSize') ?? 1) >= size ? 'size' : undefined
}

/** Whether a flag in a header or property is set; text counts too. */
export function isSet(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
