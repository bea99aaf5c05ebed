import type { Exchange, Pattern } from '../../src/core/exchange.ts'
import { applyPattern, beforeDeadline, deliverInTurn, Repeat, type Source, type SourceContext } from '../../src/kit/index.ts'
import { dataSetBean } from './data-set.ts'

interface Options {
  readonly name: string
  readonly dataSetIndex: 'strict' | 'lenient' | 'off'
  readonly initialDelay: number
  readonly produceDelay: number
  readonly preloadSize: number
  readonly exchangePattern: Pattern | undefined
}

/** Sends the messages of a data set, one after the other; a restart begins anew. */
export function openDataSetSource(options: Options, context: SourceContext): Source {
  const dataSet = dataSetBean(options.name, context.services)
  const { clock } = context.services
  let repeat: Repeat | undefined
  let suspended = false

  const message = (index: number): Exchange => {
    const exchange = applyPattern(context.exchange(dataSet.body(index)), options.exchangePattern)
    for (const [name, value] of Object.entries(dataSet.headers)) exchange.setHeader(name, value)
    if (options.dataSetIndex !== 'off') exchange.setHeader('CamelDataSetIndex', index)
    return exchange
  }

  return {
    async start() {
      let next = 0
      suspended = false
      while (next < Math.min(options.preloadSize, dataSet.size)) await deliverInTurn(context.deliver, message(next++))
      repeat = new Repeat(clock, { initialDelay: options.initialDelay, delay: options.produceDelay, from: 'end' }, async () => {
        if (!suspended && next < dataSet.size) await deliverInTurn(context.deliver, message(next++))
        return next < dataSet.size
      })
      if (next < dataSet.size) repeat.start()
    },
    stop: deadline => beforeDeadline(repeat?.stop(), deadline),
    suspend() {
      suspended = true
    },
    resume() {
      suspended = false
    },
  }
}
