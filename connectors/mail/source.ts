import { ATTACHMENTS } from '../../src/core/attachment.ts'
import { isKafilaError } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import {
  ATTEMPT_PROPERTY,
  applyPattern,
  beforeDeadline,
  HeldDelivery,
  Lanes,
  PollLoop,
  pollTimes,
  type Source,
  type SourceContext,
  Supervisor,
} from '../../src/kit/index.ts'
import type { FetchedMail, ListedMail, MailAction, Mailbox } from './mailbox.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { type ReadMail, readMail } from './read-mail.ts'
import { MAX_IN_HAND, Settlement } from './settlement.ts'
import type { MailSourceOptions } from './source-fields.ts'

/** How long marking a mail waits for a connection. */
const MARK_WAIT_MS = 1000

/** How long a stop waits until the server has taken what is done, in milliseconds. */
const LEAVE_MS = 500

/** How many mails that are done may wait for their mark, at least, before the next one is delivered: one command marks many. */
const UNMARKED = 16

/** How a protocol opens and closes a mailbox. */
export interface MailboxSteps<M extends Mailbox> {
  readonly what: string
  /** `arrived` may be called when there are new mails. */
  open(lost: (cause?: unknown) => void, signal: AbortSignal, arrived: () => void): Promise<M>
  close(mailbox: M): Promise<void>
  /** Marks, moves or deletes a mail whose message has ended well, or notes that for the end of a poll. */
  finish(mail: ListedMail, action: MailAction, mailbox: () => Promise<M>): Promise<'done' | 'later'>
  /** What becomes of mails whose message says nothing else. */
  readonly action: MailAction
  /** Whether a mail that is done is found again unless it is marked. */
  readonly marks: boolean
  /** Whether the connection is closed after each poll: always where that is how mails are deleted (POP3). */
  readonly perPoll: boolean
  /** Whether new mails are told of while there is a connection. */
  readonly listens: boolean
}

/** Polls a mailbox. A mail is marked, moved or deleted when its message has ended well, and comes again with growing delay where it failed. */
export class MailSource<M extends Mailbox> implements Source {
  private readonly options: MailSourceOptions
  private readonly context: SourceContext
  private readonly steps: MailboxSteps<M>
  private readonly supervisor: Supervisor<M>
  private readonly settlement: Settlement
  private readonly loop: PollLoop
  private readonly polls: OneAtATime<number>
  private held: HeldDelivery
  private readonly unmarked = new Set<Promise<void>>()
  private isStopping = true
  private isStarted = false
  private isSuspended = false
  /** Disconnected after a poll; the next one connects again. */
  private isParked = false

  constructor(options: MailSourceOptions, context: SourceContext, steps: MailboxSteps<M>) {
    this.options = options
    this.context = context
    this.steps = steps
    this.supervisor = new Supervisor<M>(this.quietly(context), {
      what: steps.what,
      open: (lost, signal) => steps.open(lost, signal, () => this.arrived()),
      close: mailbox => steps.close(mailbox),
    })
    this.settlement = new Settlement({ ...options, action: steps.action, marks: steps.marks }, context, (mail, action) =>
      steps.finish(mail, action, () => this.supervisor.acquire(MARK_WAIT_MS)),
    )
    this.held = new HeldDelivery(context, { maximumAttempts: 1 })
    this.polls = new OneAtATime(() => this.poll())
    this.loop = new PollLoop(() => this.polls.run(), pollTimes(options), context.services.clock, {
      failed: error => this.failed(error),
      ...(options.sendEmptyMessageWhenIdle && { idle: async () => void (await context.deliver(this.exchange(null))) }),
    })
  }

  async start(): Promise<void> {
    this.isStopping = false
    this.isParked = false
    this.held = new HeldDelivery(this.context, { maximumAttempts: 1 })
    await this.supervisor.start()
    this.isStarted = true
    this.loop.start()
  }

  async stop(deadline: AbortSignal): Promise<void> {
    this.isStopping = true
    this.isStarted = false
    this.held.stop()
    await beforeDeadline(this.ended(), deadline)
    await beforeDeadline(this.conclude(), AbortSignal.timeout(LEAVE_MS))
    this.isParked = false
    await this.supervisor.stop()
  }

  suspend(): void {
    this.isSuspended = true
    this.loop.suspend()
  }

  resume(): void {
    this.isSuspended = false
    this.loop.resume()
  }

  private async ended(): Promise<void> {
    await this.loop.stop()
    await this.polls.idle()
  }

  /** Mails have arrived: the next poll does not wait for its time. */
  private arrived(): void {
    if (this.isStopping || this.isSuspended) return
    this.polls.run().catch(error => this.failed(error))
  }

  private async poll(): Promise<number> {
    if (this.isStopping || this.options.fetchSize === 0) return 0
    await this.unpark()
    const mailbox = await this.supervisor.acquire(0)
    try {
      return await this.batch(mailbox)
    } finally {
      await this.endPoll(mailbox)
    }
  }

  /** Connects again where the last poll has disconnected; refused credentials are told by every poll, but not tried again. */
  private async unpark(): Promise<void> {
    if (!this.isParked) return
    try {
      await this.supervisor.start()
    } finally {
      this.isParked = false
    }
  }

  private async batch(mailbox: M): Promise<number> {
    const mails = await this.takeMails(mailbox)
    const lanes = new Lanes(this.options.concurrency, this.options.concurrency)
    const state = { index: 0, size: mails.length, failure: undefined as unknown }
    const untouched = new Set(mails)
    try {
      for await (const fetched of mailbox.fetch(mails)) {
        if (this.isStopping) break
        untouched.delete(fetched.mail)
        await lanes.submit(undefined, () => this.deliver(fetched, state))
      }
    } finally {
      for (const mail of untouched) this.settlement.release(mail)
      await lanes.drained()
      await Promise.all(this.unmarked)
    }
    if (state.failure !== undefined) throw state.failure
    return state.index
  }

  private async takeMails(mailbox: M): Promise<ListedMail[]> {
    const { fetchSize, maxMessagesPerPoll = 0 } = this.options
    const most = Math.min(
      fetchSize > 0 ? fetchSize : maxMessagesPerPoll > 0 ? maxMessagesPerPoll : MAX_IN_HAND,
      MAX_IN_HAND - this.settlement.held,
    )
    const mails: ListedMail[] = []
    await this.settlement.again()
    const found = await mailbox.list()
    for (const mail of found) {
      if (mails.length >= most || this.isStopping) break
      if (await this.settlement.take(mail)) mails.push(mail)
    }
    this.context.meter.lag.set(this.steps.what, found.length - mails.length)
    return mails
  }

  private async deliver({ mail, raw, error }: FetchedMail, state: { index: number; size: number; failure: unknown }): Promise<void> {
    if (this.isStopping) return this.settlement.release(mail)
    const read = this.read(raw, error)
    if ('error' in read) {
      this.settlement.failed(mail, read.error)
      if (this.options.handleFailedMessage) await this.context.failed(read.error)
      else if (!this.options.skipFailedMessage) state.failure ??= read.error
      return
    }
    const index = state.index++
    this.context.meter.receivedBytes += raw!.length
    let exchange = undefined as Exchange | undefined
    await this.held.deliver(
      () => {
        exchange = this.exchangeOf(mail, read, index, state.size)
        return exchange
      },
      outcome => this.settle(mail, exchange!, outcome),
    )
  }

  /** A mail is marked while those behind it are worked on, so that one command may mark several. */
  private settle(mail: ListedMail, exchange: Exchange, outcome: Outcome): void | Promise<void> {
    const settled = this.settlement.settle(mail, exchange, outcome).finally(() => this.unmarked.delete(settled))
    this.unmarked.add(settled)
    if (this.unmarked.size > Math.max(UNMARKED, this.options.concurrency)) return Promise.race(this.unmarked)
  }

  private read(raw: Buffer | undefined, error: unknown): ReadMail | { readonly error: unknown } {
    if (raw === undefined) return { error }
    try {
      return readMail(raw, this.options)
    } catch (failure) {
      return { error: failure }
    }
  }

  private exchangeOf(mail: ListedMail, { body, headers, attachments, leftOut }: ReadMail, index: number, size: number): Exchange {
    const exchange = this.exchange(body)
    for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, value)
    if (attachments.size > 0) exchange.setProperty(ATTACHMENTS, new Map(attachments))
    for (const name of leftOut) this.context.log('WARN', `an attachment is left out, another one has its name: ${name}`)
    exchange.setProperty('CamelMailMessageId', mail.key)
    exchange.setProperty('CamelBatchIndex', index)
    exchange.setProperty('CamelBatchSize', size)
    exchange.setProperty('CamelBatchComplete', index === size - 1)
    const failures = this.settlement.failures(mail)
    if (failures > 0) exchange.setProperty(ATTEMPT_PROPERTY, failures + 1)
    if (failures > 0) this.context.meter.redelivered += 1
    return exchange
  }

  private exchange(body: unknown): Exchange {
    return applyPattern(this.context.exchange(body), this.options.exchangePattern)
  }

  private async endPoll(mailbox: M): Promise<void> {
    if (this.supervisor.current === mailbox) await this.conclude()
    if (this.isStopping || !(this.steps.perPoll || (this.options.disconnect && this.settlement.held === 0))) return
    this.isParked = true
    await this.supervisor.stop()
  }

  /** Has the mails deleted that are done, also where a stop does not wait for the others of their poll. */
  private async conclude(): Promise<void> {
    const mailbox = this.supervisor.current
    if (mailbox === undefined) return
    try {
      await this.settlement.done(await mailbox.endPoll())
    } catch (error) {
      this.context.log('WARN', `mails that are done cannot be marked yet: ${exceptionMessage(error)}`, error)
    }
  }

  /** A connection that is closed after each poll is one that stands, as long as it can be opened again: health does not flicker. */
  private quietly(context: SourceContext): SourceContext {
    return {
      ...context,
      connection: (state, cause) => {
        const isRoutine = this.isParked && cause === undefined && state !== 'connected'
        if (!isRoutine) context.connection(state, cause)
        // nobody has told of what came while the connection was away
        if (state === 'connected' && this.steps.listens && this.isStarted && !this.isParked) this.arrived()
      },
    }
  }

  /** That the server is away is told by its connection. */
  private async failed(error: unknown): Promise<void> {
    if (this.isStopping) return
    if (this.supervisor.current === undefined && isKafilaError(error) && error.retryable) return
    this.context.meter.errors += 1
    await this.context.failed(error)
  }
}
