import { exceptionMessage } from '../../../core/exceptions.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { StepContext } from '../../../kit/step.ts'
import type { DurableAggregationRepository } from '../../../stores/aggregation-repository.ts'
import type { Groups } from './groups.ts'

/** As in Camel: the first look comes so long after the start. */
const FIRST_LOOK_MS = 1000

/**
 * Sends complete groups on again that have not ended well: those of a process that died, and those that failed. As in Camel, how often is
 * counted in this process. What an earlier process has left goes on before a new group of the same key does, so that the order of each key is
 * kept.
 */
export class RecoverGroups {
  private readonly repository: DurableAggregationRepository
  private readonly groups: Groups
  private readonly context: StepContext
  private readonly deadLetter: ((exchange: Exchange) => void | Promise<void>) | undefined
  private readonly attempts = new Map<string, number>()
  /** The keys of groups that an earlier process has left, until they were looked at. */
  private left: ReadonlySet<string> = new Set()
  private looking: Promise<void> | undefined
  private cancel: (() => void) | undefined
  private stopped = false

  constructor(repository: DurableAggregationRepository, groups: Groups, context: StepContext) {
    this.repository = repository
    this.groups = groups
    this.context = context
    const { deadLetterUri } = repository.recovery
    this.deadLetter = deadLetterUri === undefined ? undefined : context.sender(context.endpoint(deadLetterUri))
  }

  /** Called before the first message. */
  async start(): Promise<void> {
    this.stopped = false
    if (!this.repository.recovery.useRecovery) return
    this.left = new Set((await this.repository.completed()).map(({ key }) => key))
    this.lookAfter(FIRST_LOOK_MS)
  }

  /** What a new group of a key waits for: until those before it are on their way. */
  earlier(key: string): Promise<void> | undefined {
    return this.left.has(key) ? this.look() : undefined
  }

  stop(): void {
    this.stopped = true
    this.cancel?.()
  }

  private lookAfter(ms: number): void {
    if (this.stopped) return
    this.cancel?.()
    this.cancel = this.context.services.clock.after(ms, () => void this.look(), { background: true })
  }

  private look(): Promise<void> {
    this.looking ??= this.sendOpen().finally(() => {
      this.looking = undefined
    })
    return this.looking
  }

  private async sendOpen(): Promise<void> {
    try {
      const open = await this.repository.completed()
      for (const { exchange } of open) if (!this.stopped && !this.groups.inProgress.has(exchange.id)) await this.again(exchange)
      const ids = new Set(open.map(({ exchange }) => exchange.id))
      for (const id of this.attempts.keys()) if (!ids.has(id)) this.attempts.delete(id)
      this.left = new Set()
    } catch (error) {
      this.log(`groups cannot be recovered: ${exceptionMessage(error)}`, error)
    }
    this.lookAfter(this.repository.recovery.recoveryInterval)
  }

  private async again(group: Exchange): Promise<void> {
    const { maximumRedeliveries: most } = this.repository.recovery
    const attempt = this.attempts.get(group.id) ?? 0
    if (most > 0 && attempt >= most) return this.exhausted(group, attempt)
    this.attempts.set(group.id, attempt + 1)
    group.setHeader('CamelRedelivered', true)
    group.setHeader('CamelRedeliveryCounter', attempt + 1)
    if (most > 0) group.setHeader('CamelRedeliveryMaxCounter', most)
    await this.groups.sendOn(group)
  }

  /** Without a dead letter endpoint a group stays in the repository: it is never lost. */
  private async exhausted(group: Exchange, attempts: number): Promise<void> {
    if (this.deadLetter === undefined) return
    group.setHeader('CamelRedeliveryCounter', attempts)
    group.setHeader('CamelRedeliveryExhausted', true)
    await this.deadLetter(group)
    if (group.exception !== undefined) throw group.exception
    await this.repository.confirm(group.id)
  }

  private log(message: string, error: unknown): void {
    this.context.services.log.write({ level: 'WARN', logger: this.context.routeId, message: `${this.context.id}: ${message}`, error })
  }
}
