import { defineConnector } from '../../src/kit/index.ts'
import { mailSource, path } from '../mail/common-fields.ts'
import { imapSourceFields } from '../mail/source-fields.ts'

export default defineConnector({
  name: 'imap',
  aliases: ['imaps'],
  summary: 'Reads mails from a folder of an IMAP server.',
  notes: [
    'A mail is marked as seen, copied, moved or deleted when its message has ended well, wherever that is: an aggregated message with its group. Until then no poll delivers it again. One whose message failed stays unseen and comes again after a delay that grows from one second to a minute.',
    'Where a mail cannot be marked after its message has ended well, only that is tried again; after a crash in between the message comes once more. An idempotentRepository that outlives the process remembers it. With moveTo a mail is marked as seen first: a crash between the two leaves it seen where it was.',
    'A mail that the server cannot give, be it that it refuses or that it ends the connection, counts as failed; others do not wait for it.',
    'The body is text for text/plain, text/html and text/xml, the first text of a multipart mail, and bytes for all else.',
    'Parts with a name become attachments: `${attachmentContent(NAME)}`, `${attachments}`.',
    'Mails are deleted at once, by UID EXPUNGE where the server has it; one without it removes all that are marked as deleted.',
    'idle=true has the server tell of new mails: the next poll follows at once. The connection listens anyway, so that it stays open.',
    'searchTerm.* limits what comes, as with Camel; days are the finest that IMAP knows.',
  ],
  syntax: 'imap:host:port',
  path,
  prefixes: ['mail.', 'searchTerm.'],
  delivery: {
    source: mailSource,
    headers: 'strings',
    notes: ['Mails come in the order of the folder, one after the other; with `concurrency` several at a time, in no order.'],
  },
  source: {
    fields: imapSourceFields,
    open: async (options, context, address) => (await import('../mail/imap-source.ts')).openImapSource(options, context, address),
  },
  examples: [
    {
      title: 'Orders that come by mail, as soon as they arrive',
      yaml: `- from:
    uri: imaps:mail.example.org
    parameters: { username: orders, password: "{{?mail.password}}", idle: true, moveTo: Done, searchTerm.subject: order }
    steps:
      - log: "\${header.Subject}"
      - to: mock:order
`,
    },
  ],
})
