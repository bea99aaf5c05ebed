import { defineConnector } from '../../src/kit/index.ts'
import { path } from './common-fields.ts'
import { s3SinkFields } from './sink-fields.ts'
import { s3SourceFields } from './source-fields.ts'

export default defineConnector({
  name: 'aws2-s3',
  summary: 'Reads and writes objects of Amazon S3 and of services with its interface.',
  notes: [
    'An object is deleted, moved or remembered when its message has ended with success, wherever that is: an aggregated message with its group. Until then the object stays, and no poll delivers it a second time. One whose message failed comes again after a delay that grows from one second to a minute.',
    'An object is deleted or moved only as it was read (If-Match): content that somebody has put there meanwhile stays and comes as a message of its own.',
    'Where the object cannot be deleted after its message has succeeded, only that is tried again; after a crash in between the message comes once more.',
    'Content is streamed: up to 256 KB is read at once, more only when somebody asks for it, as often as wanted, from the object as it was when the message was made. A copy of the message that outlives it (`wireTap`) finds large content gone with the object: set `deleteAfterRead=false`, or `convertBodyTo: byte[]` before.',
    'The sink ends a message when the service has confirmed that the object is stored. Long streams are uploaded in parts (`partSize`); a failure takes the parts back, so that no half an object is ever there. A crash may leave parts behind that nobody sees: let a lifecycle rule abort incomplete uploads.',
    'CamelAwsS3Key, CamelAwsS3OverrideBucketName and CamelAwsS3Operation of the message override the endpoint, and functions of simple in the former two are evaluated, as in Camel; remove them where they come from somebody else. The source sets CamelAwsS3Key: parts of a split that go to another bucket overwrite each other unless they get keys of their own (`keyFromHeader=false`).',
    'CamelAwsS3ContentLength is not read by the sink: the length of the body is.',
    'Answers of operations are maps and lists with the names of Java (`eTag`, `lastModified`): `${body[0][key]}`.',
  ],
  syntax: 'aws2-s3://bucketNameOrArn',
  path,
  delivery: {
    source: { acks: 'native', order: 'none', redelivery: 'requeue', persistent: true, resume: 'none', groups: false },
    sink: { durable: 'remote', idempotentWrite: true, batchWrite: true, reply: true },
    headers: 'none',
    notes: [
      'The order is that of the keys (or of the times, with `sortBy`) as long as `concurrency` is 1 and no message fails: others do not wait for one that failed.',
      'The metadata of an object travels in CamelAwsS3Metadata, as text.',
    ],
  },
  source: {
    fields: s3SourceFields,
    open: async (options, context) => (await import('./source.ts')).openS3Source(options, context),
  },
  sink: {
    fields: s3SinkFields,
    open: async (options, context) => (await import('./sink.ts')).openS3Sink(options, context),
  },
  polled: { open: async (options, context) => (await import('./polled.ts')).openS3Poller(options, context) },
  examples: [
    {
      title: 'Orders from one bucket to another, with the day in their names',
      yaml: `- from:
    uri: aws2-s3://incoming
    parameters: { prefix: orders/, region: eu-west-1, useDefaultCredentialsProvider: true }
    steps:
      - setHeader: { name: CamelAwsS3Key, simple: "\${date:now:yyyyMMdd}/\${header.CamelAwsS3Key}" }
      - to: aws2-s3://archive?region=eu-west-1&useDefaultCredentialsProvider=true
`,
    },
  ],
})
