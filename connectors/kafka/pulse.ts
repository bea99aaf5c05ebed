import { exceptionMessage } from '../../src/core/exceptions.ts'
import { maskSecrets } from '../../src/core/mask-secrets.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'
import type { KafkaInquirer } from './client.ts'

const EVERY_MS = 2000

/**
 * Asks brokers every two seconds whether they are there, and tells health: the client tries by itself again and again, and does not say so.
 */
export class Pulse {
  private readonly context: ConnectorContext
  private readonly inquire: () => Promise<KafkaInquirer>
  private inquirer: KafkaInquirer | undefined
  private readonly stopping = new AbortController()
  private failing = false
  private readonly onBeat: ((inquirer: KafkaInquirer) => Promise<void>) | undefined

  /** `onBeat` runs after each answer. */
  constructor(
    context: ConnectorContext,
    inquirer: KafkaInquirer,
    inquire: () => Promise<KafkaInquirer>,
    onBeat?: (inquirer: KafkaInquirer) => Promise<void>,
  ) {
    this.context = context
    this.inquirer = inquirer
    this.inquire = inquire
    this.onBeat = onBeat
    void this.run()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    const { inquirer } = this
    this.inquirer = undefined
    await inquirer?.close()
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping
    const { clock } = this.context.services
    for (;;) {
      const waited = await clock.sleep(EVERY_MS, signal).then(
        () => true,
        () => false,
      )
      if (!waited) return
      await this.beat()
    }
  }

  private async beat(): Promise<void> {
    try {
      const inquirer = (this.inquirer ??= await this.inquire())
      if (this.stopping.signal.aborted) return await inquirer.close()
      await inquirer.ping()
      await this.onBeat?.(inquirer)
      if (this.failing && !this.stopping.signal.aborted) this.context.connection('connected')
      this.failing = false
    } catch (error) {
      await this.failed(error)
    }
  }

  private async failed(error: unknown): Promise<void> {
    const { inquirer } = this
    this.inquirer = undefined
    await inquirer?.close().catch(() => undefined)
    if (this.stopping.signal.aborted) return
    this.failing = true
    this.context.connection('connecting', maskSecrets(String(exceptionMessage(error))))
  }
}
