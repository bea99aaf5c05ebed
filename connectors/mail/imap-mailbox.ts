import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import { Batcher } from '../../src/kit/index.ts'
import { mailboxError } from './mail-error.ts'
import { MailFetcher } from './mail-fetcher.ts'
import type { FetchedMail, ListedMail, MailAction, Mailbox } from './mailbox.ts'
import { type Mark, markMails } from './mark-mails.ts'
import { orderOf, sortMails } from './sort-term.ts'
import type { Suspects } from './suspects.ts'

/** How many mails one command marks at most. */
const MARK_MAILS = 500

/** How many mails are sorted by what one command tells of them: servers take lines of some kilobytes. */
const SORT_MAILS = 500

export interface ImapQuery {
  /** What to search for, made anew for each poll: dates may be relative. */
  search(): object
  readonly sortTerm: string | undefined
  readonly peek: boolean
}

/** A folder of an IMAP server; `refusal` tells why the last command was refused. */
export class ImapMailbox implements Mailbox {
  readonly client: ImapFlow
  private readonly what: string
  private readonly query: ImapQuery
  private readonly refusal: () => string
  private readonly fetcher: MailFetcher
  private readonly folders = new Set<string>()
  /** A command was refused: the folder may be another one by now, and is opened anew before it is looked at. */
  private isDoubtful = false
  /** Mails that are done while the server marks others are marked together. */
  private readonly marks: Batcher<Mark>

  constructor(client: ImapFlow, what: string, query: ImapQuery, suspects: Suspects, clock: Clock, refusal: () => string) {
    this.client = client
    this.what = what
    this.query = query
    this.refusal = refusal
    this.fetcher = new MailFetcher(client, what, query.peek, suspects)
    this.marks = new Batcher({ count: MARK_MAILS, periodMs: 0 }, clock, marks =>
      markMails(marks, (ids, action) => this.markAll(ids, action)),
    )
  }

  list(): Promise<ListedMail[]> {
    return this.run(async () => {
      await this.openAnew()
      const found = this.taken(await this.client.search(this.query.search() as never, { uid: true }), 'search')
      const uids = this.query.sortTerm === undefined ? found : await this.sorted(found, this.query.sortTerm)
      return uids.map(uid => ({ id: String(uid), key: this.keyOf(String(uid)) }))
    })
  }

  fetch(mails: readonly ListedMail[]): AsyncIterable<FetchedMail> {
    return this.fetcher.fetch(mails)
  }

  /** Marks, copies, moves or deletes a mail. Where the folder has been made anew since, its number is that of another mail. */
  async finish({ id, key }: ListedMail, action: MailAction): Promise<'done'> {
    if (key === this.keyOf(id)) await this.marks.add({ id, action })
    return 'done'
  }

  endPoll(): Promise<readonly ListedMail[]> {
    return Promise.resolve([])
  }

  private markAll(ids: readonly string[], action: MailAction): Promise<void> {
    const range = ids.join(',')
    return this.run(async () => {
      if (action.copyTo !== undefined) await this.copy(range, action.copyTo)
      if (!action.delete) this.taken(await this.client.messageFlagsAdd(range, ['\\Seen'], { uid: true }), 'mark mails as seen')
      if (action.moveTo !== undefined) await this.move(range, action.moveTo)
      else if (action.delete) this.taken(await this.client.messageDelete(range, { uid: true }), 'delete mails')
    })
  }

  private async openAnew(): Promise<void> {
    const { mailbox } = this.client
    if (!this.isDoubtful || mailbox === false) return
    await this.client.mailboxOpen(mailbox.path)
    this.isDoubtful = false
  }

  private async sorted(uids: readonly number[], term: string): Promise<number[]> {
    const order = orderOf(term)
    if (order.length === 0 || uids.length === 0) return [...uids]
    const facts: FetchMessageObject[] = []
    for (let from = 0; from < uids.length; from += SORT_MAILS) {
      const some = uids.slice(from, from + SORT_MAILS)
      facts.push(...(await this.client.fetchAll(some, { uid: true, envelope: true, size: true, internalDate: true }, { uid: true })))
    }
    return sortMails(facts, order).map(({ uid }) => uid)
  }

  private copy(range: string, folder: string): Promise<void> {
    return this.into(folder, 'copy mails', () => this.client.messageCopy(range, folder, { uid: true }))
  }

  private move(range: string, folder: string): Promise<void> {
    return this.into(folder, 'move mails', () => this.client.messageMove(range, folder, { uid: true }))
  }

  /** Puts mails into a folder, which is made where there is none; after a refusal it is looked for anew, since somebody may have deleted it. */
  private async into(folder: string, what: string, put: () => Promise<unknown>): Promise<void> {
    await this.ensure(folder)
    const answer = await put()
    if (answer === false) this.folders.delete(folder)
    this.taken(answer, `${what} to ${folder}`)
  }

  private async ensure(folder: string): Promise<void> {
    if (this.folders.has(folder)) return
    if (!(await this.exists(folder))) await this.client.mailboxCreate(folder)
    this.folders.add(folder)
  }

  /** Asked before a folder is made: servers need not say that one could not be made because it is there. */
  private async exists(folder: string): Promise<boolean> {
    return this.client.status(folder, { messages: true }).then(
      answer => answer !== false,
      () => false,
    )
  }

  private keyOf(uid: string): string {
    const { mailbox } = this.client
    if (mailbox === false) throw errors.KF_CONN_LOST({ what: this.what })
    return `${mailbox.uidValidity}-${uid}`
  }

  /** The client answers `false` to what the server refused, and `undefined` where there is no folder any more. */
  private taken<T>(answer: T | false | undefined, what: string): T {
    if (answer === undefined) throw errors.KF_CONN_LOST({ what: this.what })
    if (answer === false) {
      this.isDoubtful = true
      throw errors.KF_CONN_FAILED(
        { connector: this.what, reason: `the server refused to ${what}: ${this.refusal()}` },
        { type: 'jakarta.mail.MessagingException' },
      )
    }
    return answer
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw mailboxError(error, this.what)
    }
  }
}
