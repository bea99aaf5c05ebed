import { exceptionMessage } from '../../src/core/exceptions.ts'
import { HeldDelivery, type Source, type SourceContext } from '../../src/kit/index.ts'
import { type DeadLetter, type DeadLetters, messageOf } from '../../src/stores/dead-letters.ts'
import { type LetterOptions, lettersOf } from './letters.ts'

/** Gives letters as messages, one after the other; one whose message has ended well is removed. */
export function openDeadLetterSource(options: LetterOptions & { readonly delay: number }, context: SourceContext): Source {
  return new DeadLetterSource(options, context)
}

class DeadLetterSource implements Source {
  private readonly options: LetterOptions & { readonly delay: number }
  private readonly context: SourceContext
  private readonly letters: DeadLetters
  private delivery: HeldDelivery | undefined
  private stopping = new AbortController()
  private running: Promise<void> | undefined
  /** Letters that were delivered, and are not settled yet. */
  private readonly open = new Set<string>()

  constructor(options: LetterOptions & { readonly delay: number }, context: SourceContext) {
    this.options = options
    this.context = context
    this.letters = lettersOf(options, context)
  }

  start(): void {
    this.stopping = new AbortController()
    this.delivery = new HeldDelivery(this.context)
    this.running = this.run(this.delivery, this.stopping.signal)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.delivery?.stop()
    await this.running
  }

  private async run(delivery: HeldDelivery, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const letter of this.letters.list(this.options.queue)) {
          if (signal.aborted) return
          if (!this.open.has(letter.id)) await this.deliver(delivery, letter)
        }
      } catch (error) {
        this.context.log('WARN', `letters cannot be read: ${exceptionMessage(error)}`, error)
      }
      await this.context.services.clock.sleep(this.options.delay, signal).catch(() => undefined)
    }
  }

  private async deliver(delivery: HeldDelivery, letter: DeadLetter): Promise<void> {
    this.open.add(letter.id)
    await delivery.deliver(
      () => this.message(letter),
      async outcome => {
        if (outcome.status === 'completed') await this.settle(letter)
        this.open.delete(letter.id)
      },
    )
  }

  /** A letter that cannot be removed is delivered again. */
  private async settle(letter: DeadLetter): Promise<void> {
    try {
      await this.letters.drop(letter)
    } catch (error) {
      this.context.log('WARN', `the letter ${letter.id} cannot be removed: ${exceptionMessage(error)}`, error)
    }
  }

  private message(letter: DeadLetter) {
    const kept = messageOf(letter, this.context.services)
    const exchange = this.context.exchange(kept.body)
    exchange.shareHeaders(kept)
    for (const [name, value] of Object.entries(kept.variables ?? {})) exchange.setVariable(name, value)
    exchange.setProperty('KafilaDeadLetterId', letter.id)
    return exchange
  }
}
