import { type Built, boolean, choice, duration, integer, sinkFields, template, text } from '../../src/kit/index.ts'
import { commonFields } from './common-fields.ts'

/** The operations of Camel's producer; without one a message is put. */
export const OPERATIONS = [
  'copyObject',
  'listObjects',
  'deleteObject',
  'deleteObjects',
  'deleteBucket',
  'listBuckets',
  'getObject',
  'getObjectRange',
  'createDownloadLink',
  'createUploadLink',
  'headBucket',
  'headObject',
  'restoreObject',
  'getObjectTagging',
  'putObjectTagging',
  'deleteObjectTagging',
  'getObjectAcl',
  'putObjectAcl',
  'createBucket',
  'getBucketTagging',
  'putBucketTagging',
  'deleteBucketTagging',
  'getBucketVersioning',
  'putBucketVersioning',
  'getBucketPolicy',
  'putBucketPolicy',
  'deleteBucketPolicy',
] as const

export type Operation = (typeof OPERATIONS)[number]

/** How an object is written. */
const putFields = {
  keyName: template('simple', { describe: 'The key, where no header CamelAwsS3Key gives one: `${date:now:yyyyMMdd}/${exchangeId}.json`.' }),
  keyFromHeader: boolean({
    describe:
      'Own: whether a header CamelAwsS3Key wins over `keyName`. Set it to false where messages come from a bucket and get new keys: the source sets that header.',
    default: true,
  }),
  storageClass: text({ describe: 'The storage class, such as STANDARD_IA or GLACIER.' }),
  multiPartUpload: boolean({
    describe: 'Whether bodies of `partSize` or more are uploaded in parts. A stream of unknown length always is when it is that long.',
    default: false,
  }),
  partSize: integer({ describe: 'Bytes of a part, at least 5 MB; so much of a stream is held in memory.', default: 26_214_400 }),
  deleteAfterWrite: boolean({ describe: 'Whether a body that is a file is deleted afterwards.', default: false }),
  conditionalWritesEnabled: boolean({
    describe: 'Whether an object that is there already is left as it is, and the message fails.',
    default: false,
    advanced: true,
  }),
  ifMatch: template('simple', {
    describe: 'Own: the ETag that the object must have now; otherwise it is left as it is, and the message fails.',
    advanced: true,
  }),
  checksum: choice(['supported', 'required', 'CRC32', 'CRC32C', 'SHA1', 'SHA256'], {
    describe:
      'Own: the checksum that is sent along. `supported`: CRC32; `required`: only where S3 demands one, for services that know no checksums.',
    default: 'supported',
    advanced: true,
  }),
  useAwsKMS: boolean({ describe: 'Whether objects are encrypted with a key of KMS.', default: false, advanced: true }),
  awsKMSKeyId: text({ describe: 'The id of that key.', advanced: true }),
  useSSES3: boolean({ describe: 'Whether objects are encrypted with a key of S3.', default: false, advanced: true }),
}

/** Many messages in one object. */
const streamingFields = {
  streamingUploadMode: boolean({
    describe:
      'Whether the bodies of many messages are written one behind the other into one object. A message ends when its object is there.',
    default: false,
  }),
  batchMessageNumber: integer({ describe: 'How many messages make an object.', default: 10 }),
  batchSize: integer({ describe: 'How many bytes make an object.', default: 1_000_000 }),
  bufferSize: integer({ describe: 'Has no effect: a body is not cut.', default: 1_000_000 }),
  streamingUploadTimeout: duration({
    describe: 'How long after its first message an object is written at the latest, in milliseconds.',
    default: 1000,
  }),
  namingStrategy: choice(['progressive', 'random', 'timestamp'], {
    describe: 'What is added to the name in `keyName` from the second object on: a number, a UUID, or the time in milliseconds.',
    default: 'progressive',
  }),
  restartingPolicy: choice(['override', 'lastPart'], {
    describe:
      'With `progressive`: whether numbers go on behind those that are there (`lastPart`) or begin anew and overwrite them (`override`).',
    default: 'lastPart',
  }),
  timestampGroupingEnabled: boolean({
    describe: 'Whether an object holds only messages of one window of time, whose beginning is added to its name.',
    default: false,
  }),
  timestampHeaderName: text({ describe: 'The header with the time of a message, in milliseconds.', default: 'CamelMessageTimestamp' }),
  timestampWindowSizeMillis: integer({ describe: 'How long a window is.', default: 300_000 }),
}

/** Options of the sink. */
export const s3SinkFields = {
  ...sinkFields,
  ...commonFields,
  operation: choice(OPERATIONS, { describe: 'What to do, where no header CamelAwsS3Operation says so; without either the body is put.' }),
  ...putFields,
  ...streamingFields,
  connectionWait: duration({
    describe: 'Own: how long a message waits for a connection before it fails.',
    default: 5000,
    advanced: true,
  }),
}

export type S3SinkOptions = Built<typeof s3SinkFields> & { readonly bucketNameOrArn: string }
