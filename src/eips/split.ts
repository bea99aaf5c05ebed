import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import type { Joining, PartLoop } from '../core/part-loop.ts'
import { andThen, type MaybePromise } from '../core/step.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import { type Built, bean, expression, integer, number, steps, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { useOriginal } from './strategies/use-original.ts'
import { GatheredParts } from './support/gathered-parts.ts'
import { allItems, grouped, type Items, itemsIn, iteratorOf } from './support/items.ts'
import { LoopedRun, WORTH_A_LOOP } from './support/looped-run.ts'
import { multicastFields, multicastPlan, multicastStrategy } from './support/multicast-fields.ts'
import type { MulticastPlan, Parts } from './support/multicast-run.ts'
import { preparation } from './support/prepare.ts'
import { runParts } from './support/run-parts.ts'
import { KnownParts, type PartObserver, type SplitPlan, StreamedParts } from './support/split-parts.ts'
import { FailureCount } from './support/split-result.ts'
import { Watermark } from './support/watermark.ts'

const fields = {
  expression: expression({ describe: 'What is split: a list, map, text, iterator or stream of items.', required: true }),
  delimiter: text({
    describe: 'Where a text is cut. `false` leaves texts whole, `single` makes whatever it is one part.',
    default: ',',
  }),
  ...multicastFields,
  group: integer({ describe: 'Parts are lists of so many items each.' }),
  errorThreshold: number({ describe: 'Share of failed parts (0 to 1) at which the rest is left; below it failures are tolerated.' }),
  maxFailedRecords: integer({ describe: 'Number of failed parts at which the rest is left; below it failures are tolerated.' }),
  resumeStrategy: bean({ describe: 'Where the watermark is kept: a bean with get and set.' }),
  watermarkKey: text({ describe: 'Name of the watermark; with it parts that an earlier message has done are passed over.' }),
  watermarkExpression: text({
    describe: 'A simple text: its value for the last part is the watermark, instead of the index. Nothing is passed over then.',
  }),
  steps: steps({ describe: 'Run on every part.', required: true }),
}

export const split = defineStep({
  name: 'split',
  summary:
    'Takes a message apart and runs its steps on every part; the route goes on with the message as it was, or with what the strategy made.',
  category: 'routing',
  notes: [
    'A text is cut at commas, also JSON, unless the expression says otherwise (`tokenize`, `jsonpath`, `xpath`). Items that are null are left out.',
    'Without `streaming` all items are there before the first part runs; with it they are taken one by one, so that a part is all that is in memory. `CamelSplitSize` is then only known with the last part.',
    'A failing part does not keep the others from running, unless `stopOnException` is set; the exchange fails afterwards, with the failure of the last part that failed. A failure that a part handled does not end the route.',
    '`maxFailedRecords` and `errorThreshold` tolerate failures up to a limit and report them in `CamelSplitResult`.',
    'Parts that only compute and end with an append to a file are appended together, up to 64 KB or a millisecond at a time; what fails is still the failure of its part. Any other step among theirs makes each append a write of its own.',
    'Parts that only compute, and whose results are joined by one of the strategies that come with Kafila, run in one loop that makes no exchange for each; nothing shows of it.',
    'Delivery: the message is acknowledged when all parts have ended, and given back as a whole when the exchange fails; parts that went well run again then.',
  ],
  fields,
  examples: [
    {
      title: 'One message for each line of a file, without reading all of it',
      yaml: `- from:
    uri: direct:start
    steps:
      - split:
          tokenize: "\\n"
          streaming: true
          steps:
            - to: mock:line
      - to: mock:end
`,
    },
    {
      title: 'The results of all parts as a list',
      yaml: `- from:
    uri: direct:start
    steps:
      - split:
          tokenize: ","
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          steps:
            - setBody: { simple: "<\${body}>" }
      - to: mock:end
`,
    },
  ],
  compile(options, context) {
    const splitter = new Splitter(options, context)
    return exchange => splitter.run(exchange)
  },
})

/** A split, compiled. */
class Splitter {
  private readonly expression: Expression
  private readonly delimiter: string
  private readonly group: number
  private readonly plan: MulticastPlan
  private readonly parts: SplitPlan
  private readonly strategy: AggregationStrategy
  private readonly tolerance: { readonly maxFailedRecords: number; readonly errorThreshold: number } | undefined
  private readonly watermark: Watermark | undefined
  private readonly mayGather: boolean
  private gathers: boolean | undefined
  private readonly mayLoop: boolean
  private looped: { readonly loop: PartLoop | undefined } | undefined

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.expression = options.expression
    if (options.delimiter.trim() === '') throw errors.KF_ROUTE_INVALID({ what: 'split', reason: 'its delimiter is empty' })
    this.delimiter = options.delimiter
    this.group = options.group ?? 0
    this.plan = multicastPlan(options, context)
    const { shareUnitOfWork, stopOnException } = this.plan
    this.parts = { step: options.steps, prepare: preparation(options.onPrepare), shareUnitOfWork, stopOnException }
    this.strategy = multicastStrategy(options, useOriginal())
    this.tolerance = toleranceOf(options)
    this.watermark = Watermark.of(options, context)
    // whoever looks at parts one by one, or keeps the next from running, must know at once how each ended
    this.mayGather =
      !(this.plan.parallel || stopOnException || shareUnitOfWork || this.tolerance || this.watermark) &&
      options.onPrepare === undefined &&
      options.aggregationStrategy === undefined
    this.mayLoop = this.strategy.keepsNothing === true && !this.plan.parallel && !shareUnitOfWork && options.onPrepare === undefined
  }

  run(exchange: Exchange): void | Promise<void> {
    if (this.watermark !== undefined) return this.resumed(exchange, this.watermark)
    const value = this.expression(exchange)
    return value instanceof Promise
      ? value.then(arrived => this.split(exchange, this.items(arrived), undefined))
      : this.split(exchange, this.items(value), undefined)
  }

  private items(value: unknown): Items {
    const folded = this.delimiter.toLowerCase()
    if (folded === 'single') return [whole(value)]
    return itemsIn(value, folded === 'false' ? null : this.delimiter)
  }

  private async resumed(exchange: Exchange, watermark: Watermark): Promise<void> {
    const mark = await watermark.start(exchange)
    const items = await mark.passOver(this.items(await this.expression(exchange)))
    await this.split(exchange, items, mark.observer)
    if (exchange.exception === undefined) await mark.keep()
  }

  private split(exchange: Exchange, all: Items, observer: PartObserver | undefined): void | Promise<void> {
    const items = this.group > 0 ? grouped(all, this.group) : all
    if (this.plan.streaming || this.tolerance !== undefined || observer !== undefined) return this.observed(exchange, items, observer)
    return andThen(allItems(items), list => this.runKnown(exchange, list, undefined)) as void | Promise<void>
  }

  private observed(exchange: Exchange, items: Items, observer: PartObserver | undefined): void | Promise<void> {
    const streaming = this.plan.streaming
    const counted = (list: readonly unknown[] | undefined): void | Promise<void> => {
      const count = this.tolerance && new FailureCount(this.tolerance, list && withoutNulls(list).length)
      const watch = both(count, observer)
      const running = list === undefined ? this.runStreamed(exchange, items, watch) : this.runKnown(exchange, list, watch)
      if (count === undefined) return running
      const report = () => exchange.setProperty('CamelSplitResult', count.result(exchange.exception !== undefined))
      return andThen(running as MaybePromise<void>, report)
    }
    return streaming ? counted(undefined) : (andThen(allItems(items), counted) as void | Promise<void>)
  }

  private runKnown(exchange: Exchange, list: readonly unknown[], observer: PartObserver | undefined): void | Promise<void> {
    const parts = new KnownParts(this.parts, exchange, observer, withoutNulls(list))
    // whoever follows the message is told of the steps of each part
    const mayLoop = this.mayLoop && observer === undefined && exchange.follower === undefined
    const loop = mayLoop && parts.left >= WORTH_A_LOOP ? this.loop() : undefined
    return loop === undefined ? this.runParts(exchange, parts) : new LoopedRun(this.plan, exchange, parts, this.strategy, loop).run()
  }

  private loop(): PartLoop | undefined {
    this.looped ??= { loop: this.parts.step.loop?.(this.strategy as Joining) }
    return this.looped.loop
  }

  private runStreamed(exchange: Exchange, items: Items, observer: PartObserver | undefined): void | Promise<void> {
    return this.runParts(exchange, new StreamedParts(this.parts, exchange, observer, iteratorOf(items)))
  }

  private runParts(exchange: Exchange, parts: Parts): void | Promise<void> {
    this.gathers ??= this.mayGather && this.parts.step.onlyGathers?.() === true
    if (!this.gathers) return runParts(this.plan, exchange, parts, this.strategy)
    const gathered = new GatheredParts(parts, exchange, this.strategy)
    return runParts(gathered.paused(this.plan), exchange, gathered, this.strategy)
  }
}

/** The value as the only part; nothing is none that could be one. */
function whole(value: unknown): unknown {
  if (value === null || value === undefined)
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'there is nothing to be a single part' }, { type: 'java.lang.NullPointerException' })
  return value
}

function toleranceOf(options: Built<typeof fields>) {
  const { maxFailedRecords = 0, errorThreshold = 0, stopOnException } = options
  if (maxFailedRecords <= 0 && errorThreshold <= 0) return undefined
  if (stopOnException)
    throw errors.KF_ROUTE_INVALID({ what: 'stopOnException', reason: 'it cannot be used with errorThreshold or maxFailedRecords' })
  return { maxFailedRecords, errorThreshold }
}

function withoutNulls(list: readonly unknown[]): readonly unknown[] {
  return list.includes(null) || list.includes(undefined) ? list.filter(each => each !== null && each !== undefined) : list
}

/** Two observers as one. */
function both(first: FailureCount | undefined, second: PartObserver | undefined): PartObserver | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return {
    made: () => first.made(),
    ended: (part, index) => {
      first.ended()
      return second.ended?.(part, index)
    },
    continues: (part, index) => first.continues(part, index),
  }
}
