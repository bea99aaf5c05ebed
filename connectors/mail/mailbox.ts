/** A mail that lies in a mailbox. */
export interface ListedMail {
  /** Unique for ever: the id of the mailbox and that of the mail. */
  readonly key: string
  /** By what the server knows it. */
  readonly id: string
}

/** A mail as it was sent, or why it cannot be had. */
export interface FetchedMail {
  readonly mail: ListedMail
  readonly raw: Buffer | undefined
  readonly error?: unknown
}

/** What becomes of a mail whose message has ended well. */
export interface MailAction {
  readonly delete: boolean
  readonly copyTo: string | undefined
  readonly moveTo: string | undefined
}

/** An open mailbox. All of it rejects with errors of the table. */
export interface Mailbox {
  /** The mails that may be taken, in their order. */
  list(): Promise<readonly ListedMail[]>
  /** Fetches mails, a few at a time; one that is gone is left out. */
  fetch(mails: readonly ListedMail[]): AsyncIterable<FetchedMail>
  /** The poll is over. Resolves with the mails that are done now. */
  endPoll(): Promise<readonly ListedMail[]>
}
