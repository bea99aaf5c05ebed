import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  type ListObjectsCommandOutput,
  RestoreObjectCommand,
  type Tier,
} from '@aws-sdk/client-s3'
import { convert } from '../../../src/converters/index.ts'
import { copySource } from '../copy-object.ts'
import { encryptionOf } from '../encryption.ts'
import { setHeaders } from '../headers.ts'
import { customerKeyOf } from '../read-object.ts'
import { answered } from '../s3-error.ts'
import { headerText, missing, requiredHeader } from '../target.ts'
import { bucketOf, type Call, objectOf, operation, type Run } from './call.ts'
import { conditionsOf } from './conditions.ts'
import { plainAnswer } from './plain-answer.ts'

/** Copies an object; the headers tell its source and its destination. The body stays, as in Camel. */
export const copyObject: Run = async call => {
  if (call.options.pojoRequest) return copyByRequest(call)
  const source = await objectOf(call)
  const request = copyRequest(call, source)
  const { VersionId } = await answered(call.client.send(new CopyObjectCommand(request)), `object ${source.Key}`)
  setHeaders(call.exchange, {
    CamelAwsS3VersionId: VersionId,
    CamelAwsS3ProducedKey: source.Key,
    CamelAwsS3ProducedBucketName: source.Bucket,
  })
}

const copyByRequest = operation<CopyObjectCommandInput, unknown>({
  request: async call => copyRequest(call, await objectOf(call)),
  send: (client, request) => client.send(new CopyObjectCommand(request)),
})

function copyRequest(call: Call, source: { Bucket: string; Key: string }): CopyObjectCommandInput {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditionsOf(call.exchange)
  return {
    ...encryptionOf(call.options),
    Bucket: requiredHeader(
      call.exchange,
      'CamelAwsS3BucketDestinationName',
      'Bucket Name Destination must be specified for copyObject Operation',
    ),
    Key: requiredHeader(call.exchange, 'CamelAwsS3DestinationKey', 'Destination Key must be specified for copyObject Operation'),
    CopySource: copySource(source.Bucket, source.Key),
    CopySourceIfMatch: match,
    CopySourceIfNoneMatch: noneMatch,
    CopySourceIfModifiedSince: modifiedSince,
    CopySourceIfUnmodifiedSince: unmodifiedSince,
  }
}

export const deleteObject = operation({
  request: objectOf,
  send: (client, request) => client.send(new DeleteObjectCommand(request)),
  body: () => true,
})

export const deleteObjects = operation({
  request: async call => ({ ...(await bucketOf(call)), Delete: { Objects: keysToDelete(call).map(Key => ({ Key })) } }),
  send: (client, request) => client.send(new DeleteObjectsCommand(request)),
})

function keysToDelete({ exchange }: Call): string[] {
  const header = exchange.header('CamelAwsS3KeysToDelete')
  const keys = header === undefined || header === null ? [] : [...(convert(header, 'java.util.List', exchange) as unknown[])]
  if (keys.length === 0) throw missing('Keys to delete must be specified for deleteObjects Operation')
  return keys.map(String)
}

/** One page, of a thousand objects at most. */
export const listObjects = operation({
  request: async call => ({
    ...(await bucketOf(call)),
    Prefix: headerText(call.exchange, 'CamelAwsS3Prefix') ?? call.options.prefix,
    Delimiter: headerText(call.exchange, 'CamelAwsS3Delimiter') ?? call.options.delimiter,
  }),
  send: (client, request) => client.send(new ListObjectsCommand(request)),
  body: ({ Contents = [] }: ListObjectsCommandOutput) => plainAnswer(Contents),
})

export const headObject = operation({
  request: async call => ({
    ...(await bucketOf(call)),
    ...customerKeyOf(call.options),
    Key: requiredHeader(call.exchange, 'CamelAwsS3Key', 'Head Object operation requires to specify a bucket name via Header'),
  }),
  send: (client, request) => client.send(new HeadObjectCommand(request)),
})

export const restoreObject = operation({
  request: async call => ({
    ...(await objectOf(call)),
    RestoreRequest: {
      Days: Number(headerText(call.exchange, 'CamelAwsS3RestoreDays') ?? 1),
      GlacierJobParameters: { Tier: (headerText(call.exchange, 'CamelAwsS3RestoreTier') ?? 'Standard') as Tier },
    },
  }),
  send: (client, request) => client.send(new RestoreObjectCommand(request)),
})
