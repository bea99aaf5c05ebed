import { toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { type Exchange, HANDLED } from '../core/exchange.ts'
import { andThen, type MaybePromise } from '../core/step.ts'
import { type Built, bean, boolean, expression, steps } from '../kit/field.ts'
import type { IdempotentRepository } from '../kit/idempotent-repository.ts'
import { defineStep } from '../kit/step.ts'
import { repositoryOrStore } from '../stores/store-idempotent-repository.ts'
import { setFailure } from './support/exchanges.ts'
import { shownField } from './support/shown-expression.ts'

const fields = {
  expression: shownField(expression({ describe: 'What identifies a message.', required: true })),
  idempotentRepository: bean({ describe: 'The repository, or store, that remembers which messages were seen.', required: true }),
  eager: boolean({ describe: 'Whether a message counts as seen before its steps run; otherwise when it has ended well.', default: true }),
  completionEager: boolean({
    describe: 'Whether it is settled at the end of the steps whether the message counts as seen; otherwise at the end of the exchange.',
    default: false,
  }),
  skipDuplicate: boolean({
    describe: 'Whether duplicates skip the steps; otherwise they run, with CamelDuplicateMessage set.',
    default: true,
  }),
  removeOnFailure: boolean({ describe: 'Whether a message that failed may come again.', default: true }),
  steps: steps({ describe: 'Run for messages that were not seen before.', required: true }),
}

export const idempotentConsumer = defineStep({
  name: 'idempotentConsumer',
  summary: 'Runs its steps only for the first message with an id; the route goes on behind it for all.',
  category: 'routing',
  notes: [
    'A duplicate has the property `CamelDuplicateMessage`. An id that is nothing (null) fails the exchange, an empty text is one.',
    'The id is confirmed, or taken back after a failure, when the whole exchange has ended: a failure behind the steps counts too, also one that an error handler dealt with. With `completionEager` this is decided at their end.',
    'Delivery: with `eager` in a store (`kafila.LmdbStore`, `kafila.PostgresStore`) an id is in progress until it is confirmed. After the death of the process it counts as not seen, so that the message is done when it comes again; while another process works on it the message fails, and is tried again. In a repository without that (a file, a bean of your own) the id stays taken: at most once. `eager: false` takes it at the end (at least once, but the same message may run twice at the same time).',
  ],
  fields,
  examples: [
    {
      title: 'Each order once',
      yaml: `- beans:
    - name: seen
      type: org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository
- from:
    uri: direct:start
    steps:
      - setHeader: { name: id, constant: "1" }
      - idempotentConsumer:
          header: id
          idempotentRepository: seen
          steps:
            - to: mock:order
`,
    },
  ],
  compile(options, context) {
    const repository = repositoryOrStore(options.idempotentRepository, {
      uri: `${context.routeId}/${context.id}`,
      services: context.services,
    })
    const consumer = new Consumer(options, repository!)
    return exchange => consumer.run(exchange)
  },
})

/** An idempotentConsumer, compiled. */
class Consumer {
  private readonly options: Built<typeof fields>
  private readonly repository: IdempotentRepository

  constructor(options: Built<typeof fields>, repository: IdempotentRepository) {
    this.options = options
    this.repository = repository
  }

  run(exchange: Exchange): void | Promise<void> {
    const { expression, eager } = this.options
    return andThen(expression.evaluate(exchange), value => {
      const id = toText(value, exchange)
      if (id === null) throw noId(exchange, expression.shown)
      const isNew = eager ? this.repository.add(id) : andThen(this.repository.contains(id), seen => !seen)
      return andThen(isNew, fresh => this.consume(exchange, id, fresh))
    }) as void | Promise<void>
  }

  private consume(exchange: Exchange, id: string, fresh: boolean): MaybePromise<void> {
    const { skipDuplicate, completionEager, steps } = this.options
    if (!fresh) {
      exchange.setProperty('CamelDuplicateMessage', true)
      if (skipDuplicate) return
    }
    if (!completionEager) {
      exchange.unit().add(ended => this.settle(ended, id))
      return steps(exchange)
    }
    return andThen(this.runSteps(exchange, id), () => this.settle(exchange, id))
  }

  /** Where the steps run without error handler a failure is thrown: the id is settled before it goes on. */
  private runSteps(exchange: Exchange, id: string): MaybePromise<void> {
    const failed = (error: unknown): MaybePromise<never> =>
      andThen(this.failed(id), () => {
        throw error
      })
    try {
      const waiting = this.options.steps(exchange)
      return waiting === undefined ? undefined : waiting.catch(failed)
    } catch (error) {
      return failed(error)
    }
  }

  /** Whether the message counts as seen; a repository that cannot tell fails the exchange, which is not acknowledged then. */
  private settle(exchange: Exchange, id: string): void | Promise<void> {
    try {
      const settled = this.decide(exchange, id)
      return settled instanceof Promise ? settled.catch(error => setFailure(exchange, error)) : settled
    } catch (error) {
      setFailure(exchange, error)
    }
  }

  private decide(exchange: Exchange, id: string): void | Promise<void> {
    const failed = exchange.exception !== undefined || (exchange.status & HANDLED) !== 0
    if (failed) return andThen(this.failed(id), () => undefined) as void | Promise<void>
    const added = this.options.eager ? undefined : this.repository.add(id)
    return andThen(added as MaybePromise<unknown>, () => andThen(this.repository.confirm(id), () => undefined)) as void | Promise<void>
  }

  private failed(id: string): MaybePromise<boolean> {
    return this.options.removeOnFailure ? this.repository.remove(id) : this.repository.confirm(id)
  }
}

function noId(exchange: Exchange, shown: string): Error {
  return errors.KF_RUN_EXCHANGE(
    { reason: `No message ID could be found using expression: ${shown} on message exchange: ${exchange}` },
    { type: 'org.apache.camel.processor.idempotent.NoMessageIdException' },
  )
}
