import { mailboxError } from './mail-error.ts'
import type { FetchedMail, ListedMail, MailAction, Mailbox } from './mailbox.ts'
import type { Pop3Client, Pop3Refusal } from './pop3-client.ts'

/** What sessions with one mailbox remember for each other. */
export interface Pop3Memory {
  /** Mails that are done and stay on the server, by their keys. */
  readonly seen: Set<string>
  /** Mails that are to be deleted. */
  readonly deleted: Map<string, ListedMail>
}

/** What becomes of a mail that is done: it is deleted at the end of a poll, or remembered. */
export function rememberPop3(memory: Pop3Memory, mail: ListedMail, { delete: isDeleted }: MailAction): 'done' | 'later' {
  if (isDeleted) memory.deleted.set(mail.key, mail)
  else memory.seen.add(mail.key)
  return isDeleted ? 'later' : 'done'
}

/** The inbox of a POP3 server in one session; mails are deleted when the session has ended well. */
export class Pop3Mailbox implements Mailbox {
  readonly client: Pop3Client
  private readonly what: string
  private readonly memory: Pop3Memory
  private numbers = new Map<string, string>()

  constructor(client: Pop3Client, what: string, memory: Pop3Memory) {
    this.client = client
    this.what = what
    this.memory = memory
  }

  list(): Promise<ListedMail[]> {
    return this.run(async () => {
      await this.look()
      const mails = [...this.numbers].map(([key, id]) => ({ key, id }))
      return mails.filter(({ key }) => !this.memory.seen.has(key) && !this.memory.deleted.has(key))
    })
  }

  async *fetch(mails: readonly ListedMail[]): AsyncIterable<FetchedMail> {
    for (const mail of mails) yield await this.run(() => this.retrieve(mail))
  }

  /** A mail that the server refuses to give keeps nobody from those behind it. */
  private async retrieve(mail: ListedMail): Promise<FetchedMail> {
    try {
      return { mail, raw: await this.client.lines(`RETR ${mail.id}`) }
    } catch (error) {
      if ((error as Partial<Pop3Refusal>).responseText === undefined) throw error
      return { mail, raw: undefined, error: mailboxError(error, this.what) }
    }
  }

  endPoll(): Promise<readonly ListedMail[]> {
    return this.run(async () => {
      const mails = [...this.memory.deleted.values()]
      for (const { key } of mails) {
        const number = this.numbers.get(key)
        if (number !== undefined) await this.client.command(`DELE ${number}`)
      }
      await this.client.quit()
      for (const { key } of mails) this.memory.deleted.delete(key)
      return mails
    })
  }

  /** Which number each mail has in this session; what is gone is forgotten. */
  private async look(): Promise<void> {
    const lines = (await this.client.lines('UIDL')).toString('latin1').split('\r\n')
    const pairs = lines.map(line => line.trim().split(/\s+/)).filter(parts => parts.length === 2)
    this.numbers = new Map(pairs.map(([number, uid]) => [uid!, number!]))
    for (const key of this.memory.seen) if (!this.numbers.has(key)) this.memory.seen.delete(key)
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw mailboxError(error, this.what)
    }
  }
}
