import { toText } from '../../src/converters/index.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import { type IdempotentRepository, Postponed, repositoryBean, type SourceContext } from '../../src/kit/index.ts'
import type { ListedMail, MailAction } from './mailbox.ts'

/** How many mails may be in hand: more are not taken. */
export const MAX_IN_HAND = 10_000

export interface SettlementRules {
  readonly idempotentRepository: unknown
  readonly idempotentRepositoryRemoveOnCommit: boolean
  /** What becomes of a mail, where its message says nothing else. */
  readonly action: MailAction
  /** Whether a mail that is done is found by the next poll, unless it is marked. */
  readonly marks: boolean
}

/** Marks, moves or deletes a mail: now, or where the protocol says so when a poll ends. */
export type Mark = (mail: ListedMail, action: MailAction) => Promise<'done' | 'later'>

interface Finished {
  readonly mail: ListedMail
  readonly action: MailAction
}

/**
 * Keeps account of mails: which are in hand, which failed and must wait, and which are done but not marked yet. Nothing of it rejects
 * once a mail is taken: failures are logged, and the mail is marked later, or comes again.
 */
export class Settlement {
  private readonly rules: SettlementRules
  private readonly context: SourceContext
  private readonly mark: Mark
  private readonly repository: IdempotentRepository | undefined
  private readonly postponed: Postponed
  private readonly inHand = new Set<string>()
  /** Done, but not marked: that is tried again, without another message. */
  private readonly finished = new Map<string, Finished>()

  constructor(rules: SettlementRules, context: SourceContext, mark: Mark) {
    this.rules = rules
    this.context = context
    this.mark = mark
    this.repository = repositoryBean(rules.idempotentRepository)
    this.postponed = new Postponed(context.services.clock)
  }

  get held(): number {
    return this.inHand.size
  }

  /** Takes a mail in hand, unless it is already, must wait, or is done. */
  async take(mail: ListedMail): Promise<boolean> {
    const { key } = mail
    if (this.inHand.has(key) || !this.postponed.due(key)) return false
    this.inHand.add(key)
    const isNew = await this.isNew(mail)
    if (!isNew) this.inHand.delete(key)
    return isNew
  }

  /** Tries again to mark what is done, whether a search still finds it or not: of a mail that is to be moved the first half may have been done. */
  async again(): Promise<void> {
    const keys = [...this.finished.keys()].filter(key => !this.inHand.has(key) && this.postponed.due(key))
    await Promise.all(keys.map(key => this.finish(key)))
  }

  /** How often its message has failed. */
  failures({ key }: ListedMail): number {
    return this.postponed.attempts(key)
  }

  /** The message of a mail has ended. */
  async settle(mail: ListedMail, exchange: Exchange, outcome: Outcome): Promise<void> {
    if (outcome.status === 'failed') return this.failed(mail, outcome.error)
    try {
      this.finished.set(mail.key, { mail, action: actionOf(exchange, this.rules.action) })
      await this.remember(mail.key)
    } catch (error) {
      this.warn(`cannot remember that the mail ${mail.key} is done`, error)
    }
    await this.finish(mail.key)
    this.inHand.delete(mail.key)
  }

  /** Its message has failed, or it cannot be read. */
  failed({ key }: ListedMail, error: unknown): void {
    this.postponed.failed(key)
    this.inHand.delete(key)
    this.warn(`the mail ${key} failed and comes again later`, error)
  }

  /** It was not worked on: it is gone, or the poll ended before. */
  release({ key }: ListedMail): void {
    this.inHand.delete(key)
  }

  /** The mailbox says that these are marked or deleted now. */
  async done(mails: readonly ListedMail[]): Promise<void> {
    for (const { key } of mails) await this.forget(key)
  }

  private async isNew(mail: ListedMail): Promise<boolean> {
    const { key } = mail
    if (this.finished.has(key)) return false
    if (!(await this.repository?.contains(key))) return true
    if (!this.rules.marks) return false
    this.finished.set(key, { mail, action: this.rules.action })
    await this.finish(key)
    return false
  }

  private async remember(key: string): Promise<void> {
    if (this.repository === undefined) return
    await this.repository.add(key)
    await this.repository.confirm(key)
  }

  private async finish(key: string): Promise<void> {
    const { mail, action } = this.finished.get(key)!
    try {
      if ((await this.mark(mail, action)) === 'done') await this.forget(key)
    } catch (error) {
      this.postponed.failed(key)
      this.warn(`the mail ${key} is done and cannot be marked yet`, error)
    }
  }

  private async forget(key: string): Promise<void> {
    this.finished.delete(key)
    this.postponed.succeeded(key)
    if (this.rules.idempotentRepositoryRemoveOnCommit) await this.repository?.remove(key)
  }

  private warn(what: string, error: unknown): void {
    this.context.log('WARN', `${what}: ${exceptionMessage(error)}`, error)
  }
}

/** What a message says about its mail, before what the endpoint says. */
function actionOf(exchange: Exchange, action: MailAction): MailAction {
  const text = (name: string) => toText(exchange.header(name), exchange) ?? undefined
  const isDeleted = text('CamelMailDelete')
  return {
    delete: isDeleted === undefined ? action.delete : isDeleted.toLowerCase() === 'true',
    copyTo: text('CamelMailCopyTo') ?? action.copyTo,
    moveTo: text('CamelMailMoveTo') ?? action.moveTo,
  }
}
