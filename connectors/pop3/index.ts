import { defineConnector } from '../../src/kit/index.ts'
import { mailSource, path } from '../mail/common-fields.ts'
import { pop3SourceFields } from '../mail/source-fields.ts'

export default defineConnector({
  name: 'pop3',
  aliases: ['pop3s'],
  summary: 'Reads mails from the inbox of a POP3 server.',
  notes: [
    'With delete=true a mail is deleted when its message has ended well: at the end of the poll, or of the next one where it ended later. POP3 deletes when a session ends, so a crash before that brings the mails of the poll once more: at most maxMessagesPerPoll.',
    'Without it a mail stays and comes once, as long as the process lives: POP3 knows nothing of what was seen. An idempotentRepository with idempotentRepositoryRemoveOnCommit=false remembers mails for longer, by their unique ids (UIDL).',
    'A mail whose message failed comes again after a delay that grows from one second to a minute.',
    'Each poll is a session of its own.',
  ],
  syntax: 'pop3:host:port',
  path,
  prefixes: ['mail.'],
  delivery: {
    source: mailSource,
    headers: 'strings',
    notes: ['That nothing comes twice after a restart holds with delete=true.'],
  },
  source: {
    fields: pop3SourceFields,
    open: async (options, context, address) => (await import('../mail/pop3-source.ts')).openPop3Source(options, context, address),
  },
  examples: [
    {
      title: 'Mails are taken from the server',
      yaml: `- from:
    uri: pop3s:mail.example.org
    parameters: { username: orders, password: "{{?mail.password}}", delete: true }
    steps:
      - to: mock:mail
`,
    },
  ],
})
