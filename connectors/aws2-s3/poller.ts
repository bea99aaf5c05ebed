import { isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import { ATTEMPT_PROPERTY, applyPattern, type ConnectorContext } from '../../src/kit/index.ts'
import type { Connection } from './connection.ts'
import { type EndpointState, endpointState, MAX_IN_PROGRESS } from './endpoint-state.ts'
import { evaluateText } from './evaluate-text.ts'
import { findObjects } from './find-objects.ts'
import { setHeaders, setObjectHeaders } from './headers.ts'
import { type ListedObject, PAGE } from './list-objects.ts'
import { closeWith, ObjectBody } from './object-body.ts'
import { headObject, type ReadObject, readObject } from './read-object.ts'
import { s3Name } from './s3-error.ts'
import { finishedKey, Settlement } from './settlement.ts'
import type { S3SourceOptions } from './source-fields.ts'

/** Where an object stands among those of its poll. */
export interface Place {
  readonly index: number
  readonly size: number
}

/** An object in hand, with what becomes of it. */
export interface Taken {
  /** Makes its exchange. */
  make(): Exchange
  /** Told once how the message has ended. Never rejects. */
  settle(outcome: Outcome): Promise<void>
}

/** Looks into a bucket and makes messages of what it finds; the same for a source and for `pollEnrich`. */
export class ObjectPoller {
  private readonly options: S3SourceOptions
  private readonly context: ConnectorContext
  private readonly state: EndpointState
  private readonly settlement: Settlement

  constructor(options: S3SourceOptions, context: ConnectorContext) {
    this.options = options
    this.context = context
    this.state = endpointState(options, context)
    this.settlement = new Settlement(options, context, this.state)
  }

  /** The objects that may be taken now, at most so many (0 or less: 1000). */
  async find({ client }: Connection, limit: number, signal: AbortSignal): Promise<ListedObject[]> {
    const { doneFileName } = this.options
    if (doneFileName !== undefined && (await headObject(client, doneFileName, this.options, signal)) === undefined) return []
    const most = Math.min(limit > 0 ? limit : PAGE, MAX_IN_PROGRESS - this.state.held)
    if (most <= 0) return []
    return findObjects({ client, options: this.options, state: this.state, limit: most, signal, takes: object => this.takes(object) })
  }

  /** Takes an object: it is in hand until it is settled. `undefined` where there is nothing to deliver. Rejects where the service fails. */
  async take(connection: Connection, object: ListedObject, place: Place, signal: AbortSignal): Promise<Taken | undefined> {
    if (!(await this.settlement.hold(object.key))) return undefined
    let taken: Taken | undefined
    try {
      taken = await this.begin(connection, object, place, signal)
    } catch (error) {
      if (!concernsOneObject(error)) throw error
      this.settlement.postpone(object.key, error)
    } finally {
      if (taken === undefined) await this.settlement.release(object.key)
    }
    return taken
  }

  /** The message of a poll that found nothing. */
  emptyMessage(): Exchange {
    return applyPattern(this.context.exchange(), this.options.exchangePattern)
  }

  /** Whether an object may be taken now. */
  private async takes(object: ListedObject): Promise<boolean> {
    if (await this.settlement.isHeld(object.key)) return false
    const { repository } = this.state
    return repository === undefined || this.settlement.isFinished(object) || !(await repository.contains(await this.idempotentKey(object)))
  }

  private async begin(connection: Connection, object: ListedObject, place: Place, signal: AbortSignal): Promise<Taken | undefined> {
    if (this.settlement.isFinished(object)) {
      await this.settlement.finish(connection, object)
      return undefined
    }
    const read = await readObject(connection.client, object, this.options, signal)
    if (read === undefined || this.isLeftOut(read)) return undefined
    const { meter } = this.context
    meter.receivedBytes += read.facts.ContentLength ?? 0
    if (this.settlement.failures(object.key) > 0) meter.redelivered += 1
    const remembered = this.state.repository === undefined ? undefined : await this.idempotentKey(object)
    return {
      make: () => this.exchangeOf(read, place),
      settle: outcome => this.settlement.settle(connection, object, remembered, outcome),
    }
  }

  private isLeftOut({ key, facts }: ReadObject): boolean {
    if (this.options.includeFolders) return false
    return facts.ContentType?.toLowerCase().startsWith('application/x-directory') || (key.endsWith('/') && facts.ContentLength === 0)
  }

  /** What the repository knows an object by; an expression sees what a listing tells. */
  private async idempotentKey(object: ListedObject): Promise<string> {
    const { idempotentKey } = this.options
    if (idempotentKey === undefined) return finishedKey(object)
    const { key, etag: ETag, size: ContentLength, lastModified } = object
    return evaluateText(idempotentKey, this.headed(key, { ETag, ContentLength, LastModified: new Date(lastModified) }, null))
  }

  private exchangeOf({ key, facts, body }: ReadObject, { index, size }: Place): Exchange {
    const exchange = this.headed(key, facts, body)
    exchange.setProperty('CamelBatchIndex', index)
    exchange.setProperty('CamelBatchSize', size)
    exchange.setProperty('CamelBatchComplete', index === size - 1)
    if (body instanceof ObjectBody && this.options.autocloseBody) closeWith(exchange, body)
    const failures = this.settlement.failures(key)
    if (failures > 0) exchange.setProperty(ATTEMPT_PROPERTY, failures + 1)
    return exchange
  }

  private headed(key: string, facts: ReadObject['facts'], body: unknown): Exchange {
    const exchange = applyPattern(this.context.exchange(body), this.options.exchangePattern)
    setObjectHeaders(exchange, facts)
    setHeaders(exchange, {
      CamelAwsS3Key: key,
      CamelAwsS3BucketName: this.options.bucketNameOrArn,
      CamelAwsS3LastModified: facts.LastModified,
      CamelMessageTimestamp: facts.LastModified?.getTime(),
    })
    return exchange
  }
}

/** Whether an error is about one object, and others can be read all the same: it is not the service, nor its credentials. */
function concernsOneObject(error: unknown): boolean {
  return isKafilaError(error) && !error.retryable && (!error.fatal || s3Name(error.cause) === 'AccessDenied')
}
