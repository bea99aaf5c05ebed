import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { MAIL_PASSWORD, type MailServer } from './mail-server.ts'

/** How many mails one command adds. */
const AT_A_TIME = 1000

/** Adds mails to the inbox of a user, many by one command and without waiting for each (MULTIAPPEND, LITERAL+), as Dovecot takes them. */
export async function appendMany({ env }: MailServer, user: string, mails: readonly Buffer[]): Promise<void> {
  const socket = connect(Number(env['MAIL_IMAP_PORT']), env['MAIL_HOST'])
  const answers = createInterface(socket)[Symbol.asyncIterator]()
  const answer = async () => {
    for (;;) {
      const { value, done } = await answers.next()
      if (done) throw new Error('the server has closed the connection')
      if (value.startsWith('a OK')) return
      if (value.startsWith('a ')) throw new Error(value)
    }
  }
  const command = async (...parts: (string | Buffer)[]) => {
    for (const part of parts) socket.write(part)
    socket.write('\r\n')
    await answer()
  }
  try {
    await command(`a LOGIN ${user} ${MAIL_PASSWORD}`)
    for (let from = 0; from < mails.length; from += AT_A_TIME) {
      const some = mails.slice(from, from + AT_A_TIME)
      await command('a APPEND INBOX', ...some.flatMap(each => [` {${each.length}+}\r\n`, each]))
    }
  } finally {
    socket.destroy()
  }
}
