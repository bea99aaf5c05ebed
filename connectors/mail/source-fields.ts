import { type Built, bean, boolean, choice, integer, pollFields, sourceFields, text } from '../../src/kit/index.ts'
import { connectionFields } from './common-fields.ts'

const JVM = 'it is a Java object'
const NO_FOLDERS = 'POP3 has no folders: use imap'

/** What sources have in common, whichever protocol they speak. */
const common = {
  ...sourceFields,
  ...pollFields,
  delay: { ...pollFields.delay, default: 60_000, build: pollDelay },
  ...connectionFields,
  delete: boolean({
    describe: 'Whether a mail is deleted when its message has ended well; CamelMailDelete of the message overrides it.',
    default: false,
  }),
  maxMessagesPerPoll: integer({ describe: 'How many mails a poll takes at most; 0 or less: all.' }),
  fetchSize: integer({
    describe: 'How many mails a poll takes at most, before maxMessagesPerPoll; 0: none, -1: all.',
    default: -1,
    advanced: true,
  }),
  concurrency: integer({ describe: 'How many mails are worked on at a time; not of Camel.', default: 1 }),
  mapMailMessage: boolean({
    describe: 'Whether a mail becomes body, headers and attachments; otherwise the body is the mail as it was sent, as bytes.',
    default: true,
    advanced: true,
  }),
  mimeDecodeHeaders: boolean({ describe: 'Whether headers with other than ASCII characters are decoded.', default: false }),
  decodeFilename: boolean({ describe: 'Has no effect: names of attachments are always decoded.', default: false }),
  skipFailedMessage: boolean({
    describe: 'Whether a mail that cannot be read is left out in silence; it is tried again later.',
    default: false,
  }),
  handleFailedMessage: boolean({
    describe:
      'Whether a mail that cannot be read is told as a failure of its own (bridgeErrorHandler); otherwise the poll fails when the others are done.',
    default: false,
  }),
  failOnDuplicateFileAttachment: boolean({
    describe: 'Whether a mail with two attachments of one name fails; otherwise the second is left out.',
    default: false,
    advanced: true,
  }),
  generateMissingAttachmentNames: choice(['uuid'], { describe: 'Gives names to attachments without one.', advanced: true }),
  handleDuplicateAttachmentNames: choice(['never', 'uuidPrefix', 'uuidSuffix'], {
    describe: 'Gives another name to the second attachment of one name.',
    default: 'never',
    advanced: true,
  }),
  idempotentRepository: bean({
    describe: 'Remembers mails whose message has ended well by their unique id, until they are marked or deleted.',
  }),
  idempotentRepositoryRemoveOnCommit: boolean({
    describe: 'Whether a mail is forgotten when it is marked or deleted.',
    default: true,
  }),
  disconnect: boolean({ describe: 'Whether the connection is closed after a poll, as soon as no mail is in hand.', default: false }),
  mailUidGenerator: text({ describe: 'Makes unique ids.', advanced: true, unsupported: JVM }),
  postProcessAction: text({ describe: 'Works on the mailbox after a poll.', advanced: true, unsupported: JVM }),
}

export const imapSourceFields = {
  ...common,
  folderName: text({ describe: 'The folder that is polled.', default: 'INBOX', advanced: true }),
  unseen: boolean({ describe: 'Whether only mails come that nobody has seen yet.', default: true }),
  peek: boolean({
    describe: 'Whether a mail stays unseen while it is worked on; otherwise one that fails does not come again.',
    default: true,
  }),
  copyTo: text({ describe: 'A folder that a mail is copied to when its message has ended well; CamelMailCopyTo overrides it.' }),
  moveTo: text({ describe: 'A folder that a mail is moved to when its message has ended well; CamelMailMoveTo overrides it.' }),
  sortTerm: text({
    describe:
      'The order of the mails of a poll: arrival, cc, date, from, size, subject, to, with commas between; reverse before one turns it round.',
  }),
  searchTerm: text({
    describe: 'Limits what comes.',
    advanced: true,
    unsupported:
      'write searchTerm.unseen, .subject, .body, .subjectOrBody, .from, .to, .fromSentDate, .toSentDate, .fromReceivedDate or .toReceivedDate',
  }),
  idle: boolean({
    describe: 'Whether the next poll follows at once when the server tells of a new mail (IDLE); not of Camel.',
    default: false,
  }),
  closeFolder: boolean({
    describe: 'Has no effect: the folder stays open between polls, for mails whose message ends later; disconnect closes it.',
    default: true,
  }),
}

export const pop3SourceFields = {
  ...common,
  folderName: text({ describe: 'Has no effect: POP3 knows the inbox alone.', default: 'INBOX', advanced: true }),
  unseen: boolean({ describe: 'Has no effect: POP3 does not know what was seen.', default: true }),
  peek: boolean({ describe: 'Has no effect: POP3 does not know what was seen.', default: true }),
  copyTo: text({ describe: 'A folder for copies.', unsupported: NO_FOLDERS }),
  moveTo: text({ describe: 'A folder for what is done.', unsupported: NO_FOLDERS }),
  sortTerm: text({ describe: 'The order of mails.', unsupported: 'POP3 gives them in its own order' }),
  searchTerm: text({ describe: 'Limits what comes.', advanced: true, unsupported: 'POP3 cannot search: use a filter' }),
  closeFolder: boolean({ describe: 'Has no effect: POP3 deletes when the session ends, after each poll.', default: true }),
}

export type ImapSourceOptions = Built<typeof imapSourceFields>
export type Pop3SourceOptions = Built<typeof pop3SourceFields>
/** What both have. */
export type MailSourceOptions = Built<typeof common>

function pollDelay(raw: unknown, scope: Parameters<typeof pollFields.delay.build>[1]): number {
  return pollFields.delay.build(raw ?? '60000', scope)
}
