import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'
import type { Connection } from './connection.ts'
import type { EndpointState } from './endpoint-state.ts'
import { isAway } from './s3-error.ts'
import { settleObject, type TakenObject } from './settle-object.ts'
import type { S3SourceOptions } from './source-fields.ts'

/** Keeps account of the objects in hand and settles them. Nothing of it rejects once an object is taken: failures are logged. */
export class Settlement {
  private readonly options: S3SourceOptions
  private readonly context: ConnectorContext
  private readonly state: EndpointState

  constructor(options: S3SourceOptions, context: ConnectorContext, state: EndpointState) {
    this.options = options
    this.context = context
    this.state = state
  }

  /** Takes an object in hand; `false` where it is already. */
  async hold(key: string): Promise<boolean> {
    if (!(await this.state.inProgress.add(this.guard(key)))) return false
    this.state.held += 1
    return true
  }

  /** Whether it is in hand, or must wait after a failure. */
  async isHeld(key: string): Promise<boolean> {
    return !this.state.postponed.due(key) || (await this.state.inProgress.contains(this.guard(key)))
  }

  /** How often the message of an object has failed. */
  failures(key: string): number {
    return this.state.postponed.attempts(key)
  }

  async release(key: string): Promise<void> {
    this.state.held -= 1
    await this.state.inProgress.remove(this.guard(key))
  }

  /** The message of an object has ended; `remembered` is what the repository will know it by. */
  async settle(connection: Connection, object: TakenObject, remembered: string | undefined, outcome: Outcome): Promise<void> {
    try {
      if (outcome.status === 'failed') return this.postpone(object.key, outcome.error)
      this.state.finished.add(finishedKey(object))
      if (remembered !== undefined) await this.remember(remembered)
      await this.finish(connection, object)
    } catch (error) {
      this.context.log('WARN', `cannot settle the object ${object.key}: ${exceptionMessage(error)}`, error)
    } finally {
      await this.release(object.key)
    }
  }

  /** Whether its message has succeeded and only moving or deleting is left. */
  isFinished(object: TakenObject): boolean {
    return this.state.finished.contains(finishedKey(object))
  }

  /** Moves or deletes an object whose message has succeeded; where that fails it is tried again, without another message. */
  async finish(connection: Connection, object: TakenObject): Promise<void> {
    const { postponed, finished } = this.state
    try {
      const how = await settleObject(connection.client, object, this.options)
      if (how === 'changed')
        this.context.log('WARN', `the object ${object.key} has changed while it was worked on: it stays and comes again`)
      finished.remove(finishedKey(object))
      postponed.succeeded(object.key)
    } catch (error) {
      if (isAway(error)) connection.lost(error)
      postponed.failed(object.key)
      this.context.log('WARN', `cannot delete or move the object ${object.key} yet: ${exceptionMessage(error)}`, error)
    }
  }

  postpone(key: string, error: unknown): void {
    this.state.postponed.failed(key)
    this.context.log('WARN', `the object ${key} failed and comes again later: ${exceptionMessage(error)}`, error)
  }

  private async remember(key: string): Promise<void> {
    const { repository } = this.state
    await repository!.add(key)
    await repository!.confirm(key)
  }

  private guard(key: string): string {
    return `${this.options.bucketNameOrArn}/${key}`
  }
}

/** What tells one content of an object from another. */
export function finishedKey({ key, etag }: TakenObject): string {
  return `${key}|${etag ?? ''}`
}
