import type { Exchange } from '../../core/exchange.ts'
import { copyOften, emptyProperties, type HeaderRecord, NO_ENTRIES } from '../../core/headers.ts'
import { isMessagePart } from '../../core/message-part.ts'
import type { LoopedParts } from '../../core/part-loop.ts'
import { recordCopier } from '../../core/record-copies.ts'
import type { Step } from '../../core/step.ts'
import type { Parts } from './multicast-run.ts'
import type { Prepare } from './prepare.ts'

/** What is done to parts beside running them: counting failures, keeping watermarks. */
export interface PartObserver {
  /** A part was made. */
  made?(): void
  ended?(part: Exchange, index: number): void | Promise<void>
  /** `undefined` leaves it to `stopOnException`. */
  continues?(part: Exchange, index: number): boolean | undefined
}

/** What all parts of one message have in common. */
export interface SplitPlan {
  readonly step: Step
  readonly prepare: Prepare | undefined
  readonly shareUnitOfWork: boolean
  readonly stopOnException: boolean
}

/** From so many parts on it pays to write functions for what all parts have in common. */
const MANY = 32

/** The parts of a split: copies of the message as it was at the beginning, each with an item as body. */
export abstract class SplitParts implements Parts {
  readonly step: Step
  protected index = 0
  protected readonly plan: SplitPlan
  protected readonly observer: PartObserver | undefined
  protected readonly original: Exchange
  protected readonly master: Exchange
  protected readonly correlation: string
  /** The properties that all parts have from the message. */
  private readonly inherited: readonly (readonly [string, unknown])[]
  /** The properties of a part, and what makes copies of them, once there are many. */
  private sample: HeaderRecord
  private copy: ((sample: HeaderRecord) => HeaderRecord) | undefined

  constructor(plan: SplitPlan, original: Exchange, observer: PartObserver | undefined) {
    this.plan = plan
    this.step = plan.step
    this.observer = observer
    this.original = original
    this.master = original.fork()
    this.correlation = original.id
    this.inherited = original.properties === NO_ENTRIES ? [] : original.propertyEntries()
    this.sample = NO_ENTRIES
    this.copy = undefined
  }

  abstract next(): Exchange | undefined | Promise<Exchange | undefined>

  ended(part: Exchange, index: number): void | Promise<void> {
    return this.observer?.ended?.(part, index)
  }

  continues(part: Exchange, index: number): boolean {
    return this.observer?.continues?.(part, index) ?? !this.plan.stopOnException
  }

  /** The part for an item; `size` is only known where all items are, or with the last. */
  protected part(item: unknown, size: number, last: boolean): Exchange | Promise<Exchange> {
    const part = this.master.fork()
    if (isMessagePart(item)) item.fill(part)
    else part.body = item
    part.properties = this.properties(this.index++, size, last)
    part.propertiesShared = false
    if (this.plan.shareUnitOfWork) part.unitOfWork = this.original.unit()
    this.observer?.made?.()
    return this.plan.prepare === undefined ? part : this.plan.prepare(part)
  }

  protected properties(index: number, size: number, last: boolean): HeaderRecord {
    if (index === MANY) this.many(size)
    if (this.copy === undefined) return this.newProperties(index, size, last)
    const properties = this.copy(this.sample)
    properties['CamelSplitIndex'] = index
    properties['CamelSplitComplete'] = last
    if (size >= 0) properties['CamelSplitSize'] = size
    return properties
  }

  private many(size: number): void {
    this.sample = this.newProperties(MANY, size, false)
    this.copy = recordCopier('properties', this.sample)
    const { headers } = this.master
    const copyHeaders = headers === NO_ENTRIES ? undefined : recordCopier('headers', headers)
    if (copyHeaders !== undefined) copyOften(headers, copyHeaders)
  }

  /** Made anew, which is quicker than to copy those of the message and to write into the copy. */
  private newProperties(index: number, size: number, last: boolean): HeaderRecord {
    const properties = emptyProperties()
    for (const [name, value] of this.inherited) properties[name] = value
    properties['CamelCorrelationId'] = this.correlation
    properties['CamelSplitIndex'] = index
    properties['CamelSplitComplete'] = last
    if (size >= 0) properties['CamelSplitSize'] = size
    return properties
  }
}

/** Parts of items that are all there: every part knows how many there are. */
export class KnownParts extends SplitParts {
  private readonly items: readonly unknown[]

  constructor(plan: SplitPlan, original: Exchange, observer: PartObserver | undefined, items: readonly unknown[]) {
    super(plan, original, observer)
    this.items = items
  }

  next(): Exchange | undefined | Promise<Exchange> {
    const { items, index } = this
    if (index >= items.length) return undefined
    return this.part(items[index], items.length, index + 1 === items.length)
  }

  /** How many parts were made, or passed over. */
  get done(): number {
    return this.index
  }

  get left(): number {
    return this.items.length - this.index
  }

  /** The next parts have been dealt with otherwise. */
  pass(count: number): void {
    this.index += count
  }

  /** All parts, for a loop over those that are not made. */
  looped(): LoopedParts {
    const { items, master, original, correlation } = this
    return new OneForAll({ items, start: master, original, correlation }, () => this.properties(0, items.length, false))
  }
}

/** Parts of a loop. Their exchange is made with the first of them that somebody has to see. */
class OneForAll implements LoopedParts {
  readonly items: readonly unknown[]
  readonly start: Exchange
  readonly original: Exchange
  readonly correlation: string
  private readonly properties: () => HeaderRecord
  private exchange: Exchange | undefined
  private index = -1

  constructor({ items, start, original, correlation }: Omit<LoopedParts, 'part'>, properties: () => HeaderRecord) {
    this.items = items
    this.start = start
    this.original = original
    this.correlation = correlation
    this.properties = properties
    this.exchange = undefined
  }

  part(index: number): Exchange {
    const part = (this.exchange ??= this.made())
    if (index === this.index) return part
    this.index = index
    part.renew(this.items[index])
    const { properties } = part
    properties['CamelSplitIndex'] = index
    properties['CamelSplitComplete'] = index === this.items.length - 1
    return part
  }

  private made(): Exchange {
    const part = this.start.fork()
    part.ownHeaders()
    part.properties = this.properties()
    part.propertiesShared = false
    return part
  }
}

/** Parts that are made on demand; only the last one knows how many there were. One item is read ahead, to know which is the last. */
export class StreamedParts extends SplitParts {
  private readonly source: Iterator<unknown> | AsyncIterator<unknown>
  private ahead: IteratorResult<unknown> | undefined
  private closed = false

  constructor(plan: SplitPlan, original: Exchange, observer: PartObserver | undefined, source: Iterator<unknown> | AsyncIterator<unknown>) {
    super(plan, original, observer)
    this.source = source
  }

  next(): Exchange | undefined | Promise<Exchange | undefined> {
    const current = this.ahead ?? this.source.next()
    return current instanceof Promise ? current.then(arrived => this.behind(arrived)) : this.behind(current)
  }

  close(): void {
    if (this.closed || this.ahead?.done) return
    this.closed = true
    this.source.return?.()
  }

  /** The part for an item that has come; null items are passed over. */
  private behind(current: IteratorResult<unknown>): Exchange | undefined | Promise<Exchange | undefined> {
    this.ahead = current
    if (current.done) return undefined
    const following = this.source.next()
    if (following instanceof Promise) return following.then(arrived => this.made(current.value, arrived))
    return this.made(current.value, following)
  }

  private made(item: unknown, following: IteratorResult<unknown>): Exchange | undefined | Promise<Exchange | undefined> {
    this.ahead = following
    if (item === null || item === undefined) return this.next()
    const last = following.done === true
    return this.part(item, last ? this.index + 1 : -1, last)
  }
}
