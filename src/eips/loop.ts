import { convert, toText } from '../converters/index.ts'
import { copyResults } from '../core/copy-results.ts'
import { errors } from '../core/errors.ts'
import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { Expression, Predicate } from '../core/expression.ts'
import { andThen, type MaybePromise, type Step } from '../core/step.ts'
import { type BuildScope, type Built, boolean, type ExpressionModel, type Field, steps } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { hasToCome, sameExchange } from './support/exchanges.ts'
import { onPrepareField, type Prepare, preparation } from './support/prepare.ts'
import { untilReady } from './support/until-ready.ts'

/** An expression that is compiled as a condition or as a value, as another option says. */
interface Either {
  asValue(): Expression
  asCondition(): Predicate
}

const turns: Field<Either> = {
  kind: 'expression',
  describe: 'How many turns; with doWhile whether there is another turn.',
  required: true,
  build: (raw, scope: BuildScope) => ({
    asValue: () => scope.expression(raw as ExpressionModel),
    asCondition: () => scope.predicate(raw as ExpressionModel),
  }),
}

const fields = {
  expression: turns,
  copy: boolean({ describe: 'Whether each turn starts from the message as it came; the last turn goes on.', default: false }),
  doWhile: boolean({ describe: 'Whether the expression is asked before each turn.', default: false }),
  breakOnShutdown: boolean({ describe: 'Whether a stopping runtime ends the loop before its end.', default: false }),
  onPrepare: onPrepareField,
  steps: steps({ describe: 'Run in each turn.', required: true }),
}

export const loop = defineStep({
  name: 'loop',
  summary: 'Runs its steps so many times, or as long as a condition holds.',
  category: 'flow control',
  notes: [
    'Turns work on one message, each on what the one before made, unless `copy` is set. A failure, a stop or a handled failure ends the loop and the route.',
    '`CamelLoopIndex` counts from 0 and is null before the first turn; a loop inside a loop overwrites it, and `CamelLoopSize`.',
    'Delivery: the turns are part of the exchange; when it fails it is given back as a whole and starts with the first turn again.',
  ],
  fields,
  examples: [
    {
      title: 'Three turns',
      yaml: `- from:
    uri: direct:start
    steps:
      - loop:
          constant: "3"
          steps:
            - to: mock:turn
`,
    },
    {
      title: 'Page after page',
      yaml: `- from:
    uri: direct:start
    steps:
      - setBody: { constant: "" }
      - loop:
          doWhile: true
          simple: "\${body.length()} < 3"
          steps:
            - setBody: { simple: "\${body}x" }
      - to: mock:end
`,
    },
  ],
  compile(options, context) {
    const loop = new Loop(options, context)
    return exchange => loop.run(exchange)
  },
})

/** A loop, compiled. */
class Loop {
  private readonly expression: Expression
  private readonly copies: boolean
  private readonly doWhile: boolean
  private readonly prepare: Prepare | undefined
  private readonly steps: Step
  private readonly context: StepContext
  private stopping = false
  private readonly isPlain: boolean

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.expression = options.doWhile ? options.expression.asCondition() : options.expression.asValue()
    this.copies = options.copy
    this.doWhile = options.doWhile
    this.prepare = preparation(options.onPrepare)
    this.steps = options.steps
    this.isPlain = !options.copy && this.prepare === undefined
    this.context = context
    if (options.breakOnShutdown) {
      context.onStart(() => {
        this.stopping = false
      })
      context.onStop(() => {
        this.stopping = true
      })
    }
  }

  run(exchange: Exchange): void | Promise<void> {
    if (this.doWhile) return this.turns(exchange, exchange, 0, Number.POSITIVE_INFINITY)
    return andThen(this.expression(exchange), value => {
      const count = countOf(value)
      exchange.setProperty('CamelLoopSize', count)
      return this.isPlain ? this.counted(exchange, 0, count) : this.turns(exchange, exchange, 0, count)
    }) as void | Promise<void>
  }

  /** The same for turns that are only counted, all of them on the message itself. */
  private counted(exchange: Exchange, index: number, count: number): void | Promise<void> {
    const { steps, context } = this
    for (let i = index; exchange.status === RUNNING && i < count && !this.stopping; i++) {
      beginTurn(exchange, i)
      const waiting = steps(exchange) ?? context.turn()
      if (waiting !== undefined) return waiting.then(() => this.counted(exchange, i + 1, count))
    }
  }

  /** Turns from `index` on; asynchronous from the first one that has to wait. */
  private turns(exchange: Exchange, last: Exchange, index: number, count: number): void | Promise<void> {
    let current = last
    for (let i = index; current.status === RUNNING && i < count && !this.stopping; i++) {
      const turn = this.turn(exchange, current, i)
      if (hasToCome(turn)) return turn.then(next => this.goOn(exchange, current, next, i, count))
      if (turn === undefined) break
      current = turn
      const waiting = this.context.turn()
      if (waiting !== undefined) return waiting.then(() => this.turns(exchange, current, i + 1, count))
    }
    copyResults(exchange, current)
  }

  private goOn(exchange: Exchange, current: Exchange, next: Exchange | undefined, index: number, count: number): void | Promise<void> {
    if (next === undefined) return copyResults(exchange, current)
    return this.turns(exchange, next, index + 1, count)
  }

  /** One turn; the exchange it ran on, or nothing where the condition does not hold. */
  private turn(exchange: Exchange, current: Exchange, index: number): MaybePromise<Exchange | undefined> {
    if (!this.doWhile) return this.enter(exchange, index)
    return andThen(
      untilReady(() => this.expression(current)),
      value => (value === true ? this.enter(exchange, index) : undefined),
    )
  }

  private enter(exchange: Exchange, index: number): MaybePromise<Exchange> {
    const copy = this.copies ? sameExchange(exchange) : exchange
    if (this.prepare === undefined) return this.ran(exchange, copy, index)
    return andThen(this.prepare(copy), ready => this.ran(exchange, ready, index))
  }

  /** What a turn that fails has made of its copy is seen by who handles the failure, as in Camel. */
  private ran(exchange: Exchange, turn: Exchange, index: number): MaybePromise<Exchange> {
    beginTurn(turn, index)
    const failed = (error: unknown): never => {
      if (turn !== exchange) copyResults(exchange, turn)
      throw error
    }
    let waiting: void | Promise<void>
    try {
      waiting = this.steps(turn)
    } catch (error) {
      return failed(error)
    }
    return waiting === undefined ? turn : waiting.then(() => turn, failed)
  }
}

function beginTurn(exchange: Exchange, index: number): void {
  // by its name as it stands here: one that is handed over V8 looks up, in each turn
  exchange.ownProperties()['CamelLoopIndex'] = index
}

function countOf(value: unknown): number {
  const text = toText(value)
  if (text === null) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: 'java.lang.Integer' })
  return Number(convert(text, 'java.lang.Integer'))
}
