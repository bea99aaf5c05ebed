import { type Built, bean, boolean, choice, type Field, integer, type SourceManifest, text } from '../../src/kit/index.ts'

const JVM = 'it is a Java object'

/** The port of the path; what stands before an @ (`user:password@host:port`) is read with the whole address. */
const port: Field<number | undefined> = {
  ...integer({ describe: 'Port of the server; default: that of the scheme.' }),
  build(raw, scope) {
    const given = raw === undefined || raw === null ? undefined : String(raw)
    return given?.includes('@') ? undefined : integer({ describe: 'Port.' }).build(given, scope)
  },
}

/** Where the server is; both stand in the path. */
export const path = {
  host: text({ describe: 'Name of the server; a user may stand before it: user:password@host.', required: true }),
  port,
}

/** How all mail endpoints reach their server. */
export const connectionFields = {
  username: text({ describe: 'The user who logs in; without one nobody does.' }),
  password: text({ describe: 'The password.', secret: true }),
  accessToken: text({ describe: 'A token of OAuth 2 instead of the password (XOAUTH2); not of Camel.', secret: true }),
  connectionTimeout: integer({
    describe: 'How long to wait for a connection, and for an answer of the server, in milliseconds.',
    default: 30_000,
    advanced: true,
  }),
  startTls: choice(['auto', 'required', 'never'], {
    describe:
      'Whether a plain connection is made a secure one (STARTTLS): where the server offers it, always, or never; not of Camel. mail.smtp.starttls.required=true and the like say the same.',
    default: 'auto',
  }),
  sslContextParameters: bean<Readonly<Record<string, unknown>>>({
    describe: 'A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername.',
  }),
  debugMode: boolean({ describe: 'Logs what client and server say, without passwords, at level DEBUG.', default: false, advanced: true }),
  additionalJavaMailProperties: text({
    describe: 'Further properties of JavaMail.',
    advanced: true,
    unsupported: 'write them as mail.smtp.NAME; those that have a counterpart are taken',
  }),
  javaMailProperties: text({ describe: 'All properties of JavaMail.', advanced: true, unsupported: JVM }),
  authenticator: text({ describe: 'Gives user and password.', advanced: true, unsupported: `${JVM}; accessToken takes a token` }),
  binding: text({ describe: 'Makes mails of messages.', advanced: true, unsupported: JVM }),
  session: text({ describe: 'The session of JavaMail.', advanced: true, unsupported: JVM }),
  headerFilterStrategy: text({ describe: 'Filters headers.', advanced: true, unsupported: `${JVM}; headers of Camel stay inside` }),
  ignoreUriScheme: boolean({
    describe: 'Has no effect: the scheme says the protocol.',
    default: false,
    advanced: true,
  }),
  contentTypeResolver: text({ describe: 'Knows types of attachments.', advanced: true, unsupported: JVM }),
  attachmentsContentTransferEncodingResolver: text({ describe: 'Knows encodings of attachments.', advanced: true, unsupported: JVM }),
}

export type ConnectionOptions = Built<typeof connectionFields>

/** What both kinds of mailbox promise as a source. */
export const mailSource: SourceManifest = {
  acks: 'native',
  order: 'total',
  orderOfFailed: false,
  redelivery: 'requeue',
  persistent: true,
  resume: 'none',
  groups: false,
}
