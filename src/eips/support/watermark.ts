import { toText } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen, type MaybePromise } from '../../core/step.ts'
import type { StepContext } from '../../kit/step.ts'
import { type Items, iteratorOf } from './items.ts'
import type { PartObserver } from './split-parts.ts'

/** Where watermarks are kept: a bean with `get` and `set`. Camel's resume strategies are such beans here. */
export interface ResumeStore {
  get(key: string): MaybePromise<string | undefined>
  set(key: string, value: string): MaybePromise<void>
}

interface WatermarkOptions {
  readonly resumeStrategy: unknown
  readonly watermarkKey: string | undefined
  readonly watermarkExpression: string | undefined
}

/** The watermark of one message. */
export interface Mark {
  /** Leaves out the items that an earlier message has done. */
  passOver(items: Items): Items | Promise<Items>
  readonly observer: PartObserver
  /** Keeps the new watermark: the message went well. */
  keep(): MaybePromise<void>
}

/** How far a split has come, kept from message to message: the index of the last item, or a value of the last part. */
export class Watermark {
  private readonly store: ResumeStore
  private readonly key: string
  private readonly expression: Expression | undefined

  private constructor(store: ResumeStore, key: string, expression: Expression | undefined) {
    this.store = store
    this.key = key
    this.expression = expression
  }

  /** What the options ask for; `undefined` without a store and a key. */
  static of(options: WatermarkOptions, context: StepContext): Watermark | undefined {
    const { resumeStrategy, watermarkKey, watermarkExpression } = options
    if (resumeStrategy === undefined && watermarkKey === undefined && watermarkExpression === undefined) return undefined
    if (resumeStrategy === undefined || watermarkKey === undefined)
      throw errors.KF_ROUTE_INVALID({ what: 'split', reason: 'a watermark needs both resumeStrategy and watermarkKey' })
    const expression =
      watermarkExpression === undefined ? undefined : context.expression({ language: 'simple', expression: watermarkExpression })
    return new Watermark(resumeStore(resumeStrategy), watermarkKey, expression)
  }

  /** Reads the watermark so far into `CamelSplitWatermark`. */
  async start(exchange: Exchange): Promise<Mark> {
    const current = await this.store.get(this.key)
    if (current !== undefined) exchange.setProperty('CamelSplitWatermark', current)
    const save = (value: string) => this.store.set(this.key, value)
    return this.expression === undefined
      ? new IndexMark(current === undefined ? 0 : itemsBefore(current, this.key), save)
      : new ValueMark(this.expression, save)
  }
}

function resumeStore(bean: unknown): ResumeStore {
  const store = bean as Partial<ResumeStore> | null
  if (typeof store?.get === 'function' && typeof store.set === 'function') return store as ResumeStore
  throw errors.KF_ROUTE_INVALID({ what: 'resumeStrategy', reason: 'the bean has no methods get and set' })
}

function itemsBefore(watermark: string, key: string): number {
  if (!/^-?\d+$/.test(watermark))
    throw errors.KF_RUN_EXCHANGE(
      { reason: `Watermark value '${watermark}' under key '${key}' is not a valid integer` },
      { type: 'org.apache.camel.RuntimeCamelException' },
    )
  return Number(watermark) + 1
}

type Save = (value: string) => MaybePromise<void>

/** The index of the last item: items up to it are passed over. */
class IndexMark implements Mark {
  readonly observer: PartObserver = {}
  private readonly before: number
  private readonly save: Save
  private seen = 0

  constructor(before: number, save: Save) {
    this.before = before
    this.save = save
  }

  async passOver(items: Items): Promise<Items> {
    if (Array.isArray(items)) {
      this.seen = items.length
      return items.slice(this.before)
    }
    const source = iteratorOf(items)
    while (this.seen < this.before && !(await source.next()).done) this.seen += 1
    return this.counting(source)
  }

  keep(): MaybePromise<void> {
    if (this.seen > this.before) return this.save(String(this.seen - 1))
  }

  private async *counting(source: Iterator<unknown> | AsyncIterator<unknown>): AsyncGenerator<unknown> {
    for (let step = await source.next(); !step.done; step = await source.next()) {
      this.seen += 1
      yield step.value
    }
  }
}

/** A value of the last part that went well. */
class ValueMark implements Mark {
  readonly observer: PartObserver
  private readonly save: Save
  private last = -1
  private value: string | undefined

  constructor(expression: Expression, save: Save) {
    this.save = save
    this.observer = {
      ended: (part, index) => {
        if (part.exception === undefined) return andThen(expression(part), value => this.take(toText(value), index)) as void | Promise<void>
      },
    }
  }

  passOver(items: Items): Items {
    return items
  }

  keep(): MaybePromise<void> {
    if (this.value !== undefined) return this.save(this.value)
  }

  private take(value: string | null, index: number): void {
    if (value === null || index < this.last) return
    this.last = index
    this.value = value
  }
}
