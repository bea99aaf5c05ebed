import { type Built, boolean, integer, sinkFields, text } from '../../src/kit/index.ts'
import { connectionFields } from './common-fields.ts'

export const smtpSinkFields = {
  ...sinkFields,
  ...connectionFields,
  to: text({ describe: 'Who gets the mail; several with commas between. Default: the user of the URI (user@host).' }),
  cc: text({ describe: 'Who gets a copy.' }),
  bcc: text({ describe: 'Who gets a copy that the others do not know of.' }),
  from: text({ describe: 'Who sends it.', default: 'camel@localhost' }),
  replyTo: text({ describe: 'Who gets answers.' }),
  subject: text({ describe: 'The subject.' }),
  useHeaderRecipients: boolean({
    describe: 'Whether headers To, Cc and Bcc of the message override to, cc and bcc: only where nobody from outside sets them.',
    default: false,
  }),
  useHeaderFrom: boolean({ describe: 'Whether headers From and Sender of the message override from.', default: false }),
  useHeaderReplyTo: boolean({ describe: 'Whether the header Reply-To of the message overrides replyTo.', default: false }),
  useHeaderSubject: boolean({ describe: 'Whether the header Subject of the message overrides subject.', default: false }),
  contentType: text({
    describe: 'The type of the body, also its charset; the headers contentType and Content-Type of the message override it.',
    default: 'text/plain',
    advanced: true,
  }),
  alternativeBodyHeader: text({
    describe: 'The header that holds the body as plain text, for readers that show no HTML.',
    default: 'CamelMailAlternativeBody',
    advanced: true,
  }),
  useInlineAttachments: boolean({ describe: 'Whether attachments are shown within the mail.', default: false, advanced: true }),
  ignoreUnsupportedCharset: boolean({
    describe: 'Whether a charset that is not known is left out; otherwise the message fails.',
    default: false,
    advanced: true,
  }),
  useJavaMailSessionPropertiesFromHeaders: boolean({
    describe: 'Takes properties of the session from messages.',
    default: false,
    advanced: true,
    unsupported: 'a message must not change how the server is talked to',
  }),
  javaMailSender: text({ describe: 'Sends mails.', advanced: true, unsupported: 'it is a Java object' }),
  maxConnections: integer({ describe: 'How many connections are open at a time; not of Camel.', default: 5 }),
  maxMessagesPerConnection: integer({ describe: 'How many mails go over one connection; not of Camel.', default: 100, advanced: true }),
  dkimDomain: text({ describe: 'The domain that signs mails (DKIM); not of Camel.' }),
  dkimSelector: text({ describe: 'The selector of its key; not of Camel.' }),
  dkimPrivateKey: text({
    describe: 'The private key that signs, as PEM, or file: with the file that holds it; not of Camel.',
    secret: true,
  }),
}

export type SmtpSinkOptions = Built<typeof smtpSinkFields>
