import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import { Batcher } from '../../src/kit/index.ts'
import { mailboxError } from './mail-error.ts'
import type { FetchedMail, ListedMail, MailAction, Mailbox } from './mailbox.ts'
import { type Mark, markMails } from './mark-mails.ts'
import { orderOf, sortMails } from './sort-term.ts'

/** How much is fetched at a time. */
const FETCH_MAILS = 50
const FETCH_BYTES = 4_000_000

/** How many mails one command marks at most. */
const MARK_MAILS = 500

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
  private readonly folders = new Set<string>()
  /** Mails that are done while the server marks others are marked together. */
  private readonly marks: Batcher<Mark>

  constructor(client: ImapFlow, what: string, query: ImapQuery, clock: Clock, refusal: () => string) {
    this.client = client
    this.what = what
    this.query = query
    this.refusal = refusal
    this.marks = new Batcher({ count: MARK_MAILS, periodMs: 0 }, clock, marks =>
      markMails(marks, (ids, action) => this.markAll(ids, action)),
    )
  }

  list(): Promise<ListedMail[]> {
    return this.run(async () => {
      const found = this.taken(await this.client.search(this.query.search() as never, { uid: true }), 'search')
      const uids = this.query.sortTerm === undefined ? found : await this.sorted(found, this.query.sortTerm)
      return uids.map(uid => ({ id: String(uid), key: this.keyOf(uid) }))
    })
  }

  async *fetch(mails: readonly ListedMail[]): AsyncIterable<FetchedMail> {
    for (let from = 0; from < mails.length; from += FETCH_MAILS) {
      const some = mails.slice(from, from + FETCH_MAILS)
      const sizes = new Map((await this.fetchAll(some, { size: true })).map(({ uid, size }) => [String(uid), size ?? 0]))
      for (const group of groups(some, sizes)) yield* await this.fetchGroup(group)
    }
  }

  /** Marks, copies, moves or deletes a mail. */
  async finish({ id }: ListedMail, action: MailAction): Promise<'done'> {
    await this.marks.add({ id, action })
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

  private async fetchGroup(mails: readonly ListedMail[]): Promise<FetchedMail[]> {
    const found = new Map((await this.fetchAll(mails, { source: true })).map(each => [String(each.uid), each.source]))
    if (!this.query.peek) await this.run(() => this.client.messageFlagsAdd(uidsOf(mails), ['\\Seen'], { uid: true }))
    return mails.filter(({ id }) => found.has(id)).map(mail => ({ mail, raw: found.get(mail.id) }))
  }

  private fetchAll(mails: readonly ListedMail[], what: { size: true } | { source: true }): Promise<FetchMessageObject[]> {
    return this.run(() => this.client.fetchAll(uidsOf(mails), { uid: true, ...what }, { uid: true }))
  }

  private async sorted(uids: readonly number[], term: string): Promise<number[]> {
    const order = orderOf(term)
    if (order.length === 0 || uids.length === 0) return [...uids]
    const facts = await this.client.fetchAll([...uids], { uid: true, envelope: true, size: true, internalDate: true }, { uid: true })
    return sortMails(facts, order).map(({ uid }) => uid)
  }

  private async copy(range: string, folder: string): Promise<void> {
    await this.ensure(folder)
    this.taken(await this.client.messageCopy(range, folder, { uid: true }), `copy mails to ${folder}`)
  }

  private async move(range: string, folder: string): Promise<void> {
    await this.ensure(folder)
    this.taken(await this.client.messageMove(range, folder, { uid: true }), `move mails to ${folder}`)
  }

  /** Makes a folder where there is none. */
  private async ensure(folder: string): Promise<void> {
    if (this.folders.has(folder)) return
    await this.client.mailboxCreate(folder)
    this.folders.add(folder)
  }

  private keyOf(uid: number): string {
    const { mailbox } = this.client
    return `${mailbox === false ? 0 : mailbox.uidValidity}-${uid}`
  }

  /** The client answers `false` to what the server refused, and `undefined` where there is no folder any more. */
  private taken<T>(answer: T | false | undefined, what: string): T {
    if (answer === undefined) throw errors.KF_CONN_LOST({ what: this.what })
    if (answer === false)
      throw errors.KF_CONN_FAILED(
        { connector: this.what, reason: `the server refused to ${what}: ${this.refusal()}` },
        { type: 'jakarta.mail.MessagingException' },
      )
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

/** Cuts mails into groups that are fetched together: none is much larger than it should be. */
function groups(mails: readonly ListedMail[], sizes: ReadonlyMap<string, number>): ListedMail[][] {
  const result: ListedMail[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const mail of mails) {
    const size = sizes.get(mail.id)
    if (size === undefined) continue
    if (bytes + size > FETCH_BYTES) {
      result.push([])
      bytes = 0
    }
    result.at(-1)!.push(mail)
    bytes += size
  }
  return result
}

function uidsOf(mails: readonly ListedMail[]): number[] {
  return mails.map(({ id }) => Number(id))
}
