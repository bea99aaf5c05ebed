import {
  type Built,
  bean,
  boolean,
  choice,
  type IdempotentRepository,
  integer,
  pollFields,
  sourceFields,
  template,
  text,
} from '../../src/kit/index.ts'
import { commonFields } from './common-fields.ts'

/** What is taken. */
const filterFields = {
  fileName: text({ describe: 'Takes only the object of this key; nothing is listed then.' }),
  includeFolders: boolean({
    describe:
      'Whether objects that stand for folders are taken: those of type `application/x-directory`, and empty ones whose key ends in `/`.',
    default: true,
  }),
  doneFileName: text({ describe: 'Takes objects only while there is an object of this key.' }),
  maxMessagesPerPoll: integer({ describe: 'How many objects a poll takes; 0 or less: 1000.', default: 10 }),
  sortBy: choice(['key', 'lastModified'], {
    describe:
      'Own: the order. `key` is that of the service; for `lastModified` (oldest first) each poll lists all objects, and objects must be deleted or remembered.',
    default: 'key',
  }),
  concurrency: integer({ describe: 'Own: how many objects are worked on at a time.', default: 1 }),
}

/** What the message holds. */
const bodyFields = {
  includeBody: boolean({
    describe:
      'Whether the body is the content; otherwise it is a stream over it. Content of more than 256 KB is read only when somebody asks for it, either way.',
    default: true,
  }),
  autocloseBody: boolean({
    describe: 'Whether streams that were opened and not read to their end are closed when the message has ended.',
    default: true,
    advanced: true,
  }),
}

/** What becomes of an object. */
const settleFields = {
  deleteAfterRead: boolean({ describe: 'Whether an object is deleted when its message has succeeded.', default: true }),
  moveAfterRead: boolean({ describe: 'Whether it is copied to `destinationBucket` before that.', default: false }),
  destinationBucket: text({ describe: 'The bucket that objects are moved to.' }),
  destinationBucketPrefix: text({ describe: 'Stands before the key there.' }),
  destinationBucketSuffix: text({ describe: 'Stands behind the key there.' }),
  removePrefixOnMove: boolean({ describe: 'Whether `prefix` is taken off the key there.', default: false }),
  idempotent: boolean({
    describe:
      'Own: whether each object is taken once; for objects that stay where they are. A new content under the same key counts as another object.',
    default: false,
  }),
  idempotentKey: template('simple', {
    describe: 'Own: what tells an object that was taken; its key and ETag unless given: `${header.CamelAwsS3Key}`.',
  }),
  idempotentRepository: bean<IdempotentRepository>({
    describe: 'Own: remembers the objects that have succeeded; 10,000 in memory unless given.',
  }),
  inProgressRepository: bean<IdempotentRepository>({
    describe: 'Remembers the objects that are worked on; in memory unless given.',
    advanced: true,
  }),
}

/** Options of the source. */
export const s3SourceFields = {
  ...sourceFields,
  ...pollFields,
  ...commonFields,
  ...filterFields,
  ...bodyFields,
  ...settleFields,
  maxConnections: integer({
    describe: 'Has no effect, as in Camel.',
    default: 60,
    deprecated: 'it has no effect in Camel either',
  }),
}

export type S3SourceOptions = Built<typeof s3SourceFields> & { readonly bucketNameOrArn: string }
