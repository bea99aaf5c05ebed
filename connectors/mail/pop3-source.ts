import type { EndpointAddress, Source, SourceContext } from '../../src/kit/index.ts'
import { mailboxError } from './mail-error.ts'
import { Pop3Client } from './pop3-client.ts'
import { Pop3Mailbox, type Pop3Memory, rememberPop3 } from './pop3-mailbox.ts'
import { readServer } from './server.ts'
import { sessionProperties } from './session-properties.ts'
import { MailSource } from './source.ts'
import type { Pop3SourceOptions } from './source-fields.ts'

/** Makes messages of the mails in the inbox of a POP3 server. */
export function openPop3Source(options: Pop3SourceOptions, context: SourceContext, address: EndpointAddress): Source {
  const server = readServer(address, options)
  const session = sessionProperties(address.extra, options)
  const memory: Pop3Memory = { seen: new Set(), deleted: new Map() }
  return new MailSource<Pop3Mailbox>(options, context, {
    what: server.what,
    async open(lost, signal) {
      try {
        const client = await Pop3Client.open(server, session, cause => lost(cause && mailboxError(cause, server.what)), signal)
        return new Pop3Mailbox(client, server.what, memory)
      } catch (error) {
        throw mailboxError(error, server.what)
      }
    },
    close: async ({ client }) => client.close(),
    finish: async (mail, action) => rememberPop3(memory, mail, action),
    action: { delete: options.delete, copyTo: undefined, moveTo: undefined },
    marks: options.delete,
    perPoll: true,
    listens: false,
  })
}
