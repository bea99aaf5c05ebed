import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { isKafilaError } from '../../src/core/errors.ts'
import { mailboxError } from './mail-error.ts'
import type { FetchedMail, ListedMail } from './mailbox.ts'
import type { Suspects } from './suspects.ts'

/** How much is fetched at a time. */
const FETCH_MAILS = 50
const FETCH_BYTES = 4_000_000

/** Fetches mails of the folder that is open, some at a time. One that the server cannot give keeps nobody from the others. */
export class MailFetcher {
  private readonly client: ImapFlow
  private readonly what: string
  private readonly peek: boolean
  private readonly suspects: Suspects

  constructor(client: ImapFlow, what: string, peek: boolean, suspects: Suspects) {
    this.client = client
    this.what = what
    this.peek = peek
    this.suspects = suspects
  }

  async *fetch(mails: readonly ListedMail[]): AsyncIterable<FetchedMail> {
    for (const some of this.pieces(mails)) for (const group of await this.groups(some)) yield* await this.fetchGroup(group)
  }

  /** Some mails at a time, and each suspect alone. */
  private pieces(mails: readonly ListedMail[]): ListedMail[][] {
    const result: ListedMail[][] = []
    let wasSuspect = true
    for (const mail of mails) {
      const isSuspect = this.suspects.has(mail)
      if (isSuspect || wasSuspect || result.at(-1)!.length === FETCH_MAILS) result.push([])
      result.at(-1)!.push(mail)
      wasSuspect = isSuspect
    }
    return result
  }

  private async groups(mails: ListedMail[]): Promise<ListedMail[][]> {
    if (mails.length === 1) return [mails]
    try {
      const told = (await this.fetchAll(mails, { size: true })).filter(({ size }) => size !== undefined)
      return bySize(mails, new Map(told.map(({ uid, size }) => [String(uid), size!])))
    } catch (error) {
      if (!isRefusal(error)) throw error
      return mails.map(mail => [mail])
    }
  }

  private async fetchGroup(mails: readonly ListedMail[]): Promise<FetchedMail[]> {
    const wasUsable = this.client.usable
    try {
      const result = await this.fetchTogether(mails)
      this.suspects.cleared(mails)
      return result
    } catch (error) {
      const [mail] = mails as [ListedMail]
      const isToBlame = isRefusal(error) || (wasUsable && isLost(error) && this.suspects.has(mail))
      if (mails.length === 1 && isToBlame) return [{ mail, raw: undefined, error }]
      if (!isRefusal(error)) throw error
    }
    const result: FetchedMail[] = []
    for (const mail of mails) result.push(...(await this.fetchGroup([mail])))
    return result
  }

  private async fetchTogether(mails: readonly ListedMail[]): Promise<FetchedMail[]> {
    // a server may tell meanwhile of flags that somebody has changed, in the same form
    const fetched = (await this.fetchAll(mails, { source: true })).filter(({ source }) => source !== undefined)
    const found = new Map(fetched.map(({ uid, source }) => [String(uid), source]))
    if (!this.peek) await this.run([], () => this.client.messageFlagsAdd(uidsOf(mails), ['\\Seen'], { uid: true }))
    return mails.filter(({ id }) => found.has(id)).map(mail => ({ mail, raw: found.get(mail.id) }))
  }

  private fetchAll(mails: readonly ListedMail[], what: { size: true } | { source: true }): Promise<FetchMessageObject[]> {
    return this.run(mails, () => this.client.fetchAll(uidsOf(mails), { uid: true, ...what }, { uid: true }))
  }

  private async run<T>(mails: readonly ListedMail[], work: () => Promise<T>): Promise<T> {
    const wasUsable = this.client.usable
    try {
      return await work()
    } catch (cause) {
      const error = mailboxError(cause, this.what)
      if (wasUsable && isLost(error) && !(mails.length === 1 && this.suspects.has(mails[0]!))) this.suspects.lost(mails)
      throw error
    }
  }
}

/** Cuts mails into groups that are fetched together: none is much larger than it should be. */
function bySize(mails: readonly ListedMail[], sizes: ReadonlyMap<string, number>): ListedMail[][] {
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

function isRefusal(error: unknown): boolean {
  return ((error as Error).cause as { responseStatus?: string } | undefined)?.responseStatus === 'NO'
}

function isLost(error: unknown): boolean {
  return isKafilaError(error) && (error.code === 'KF_CONN_UNREACHABLE' || error.code === 'KF_CONN_LOST')
}

function uidsOf(mails: readonly ListedMail[]): number[] {
  return mails.map(({ id }) => Number(id))
}
