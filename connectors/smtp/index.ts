import { defineConnector } from '../../src/kit/index.ts'
import { path } from '../mail/common-fields.ts'
import { smtpSinkFields } from '../mail/sink-fields.ts'

export default defineConnector({
  name: 'smtp',
  aliases: ['smtps'],
  summary: 'Sends mails by SMTP.',
  notes: [
    'The endpoint says who gets a mail, who sends it and what it is about; headers of the message say so only where useHeaderRecipients, useHeaderFrom, useHeaderReplyTo and useHeaderSubject allow it, as with Camel since 4.21.',
    'A mail has been sent when the server has answered 250. 4xx and lost connections may be tried again; 5xx is for good (KF_CONN_REJECTED); refused credentials are fatal (KF_CONN_AUTH).',
    'Where the server refuses some of the recipients the others get the mail, and the message fails with the names of those that were refused.',
    'The body is text, encoded in the charset of contentType; with another type than text/* it is sent as bytes. Attachments of the message are sent along; one whose name begins with cid: can be shown in the body.',
    'Headers of the message become headers of the mail, without those of Camel.',
    'A plain connection is made a secure one where the server offers STARTTLS (startTls).',
    'Properties of JavaMail that have a counterpart are taken: mail.smtp.auth, starttls.enable, starttls.required, ssl.trust=*, ssl.checkserveridentity, connectiontimeout, timeout, localhost.',
  ],
  syntax: 'smtp:host:port',
  path,
  prefixes: ['mail.'],
  delivery: {
    sink: { durable: 'remote', idempotentWrite: false, batchWrite: false },
    headers: 'strings',
    notes: [
      'Text ends with a line break when it arrives, as mails are made of lines; with contentType=application/octet-stream bytes arrive as they were.',
    ],
  },
  sink: {
    fields: smtpSinkFields,
    open: async (options, context, address) => (await import('../mail/sink.ts')).openSmtpSink(options, context, address),
  },
  examples: [
    {
      title: 'A mail for each order, with the name of the customer in its subject',
      yaml: `- from:
    uri: direct:order
    steps:
      - setHeader: { name: Subject, simple: "Your order, \${header.customer}" }
      - to:
          uri: smtps:mail.example.org:465
          parameters: { username: shop, password: "{{?mail.password}}", from: shop@example.org, to: sales@example.org, useHeaderSubject: true }
`,
    },
  ],
})
