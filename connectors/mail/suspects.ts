import type { ListedMail } from './mailbox.ts'

/**
 * Mails during whose fetching a connection was lost. Servers end it over a mail that they cannot read: each of these is fetched alone over the
 * next one, and the one that is to blame is found. As many as are fetched at a time.
 */
export class Suspects {
  private keys = new Set<string>()

  has({ key }: ListedMail): boolean {
    return this.keys.has(key)
  }

  /** The connection was lost while these were fetched. */
  lost(mails: readonly ListedMail[]): void {
    if (!mails.every(mail => this.has(mail))) this.keys = new Set(mails.map(({ key }) => key))
  }

  cleared(mails: readonly ListedMail[]): void {
    for (const { key } of mails) this.keys.delete(key)
  }
}
