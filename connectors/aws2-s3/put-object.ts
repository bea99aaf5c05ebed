import { rm } from 'node:fs/promises'
import { type CompleteMultipartUploadCommandOutput, PutObjectCommand, type PutObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { Exchange } from '../../src/core/exchange.ts'
import { type Content, contentOf } from './content.ts'
import { setHeaders } from './headers.ts'
import { type PutRequest, putRequest } from './put-request.ts'
import { answered } from './s3-error.ts'
import type { S3SinkOptions } from './sink-fields.ts'
import type { Target } from './target.ts'

/** The most that the service takes in one request. */
const MAX_SINGLE = 5 * 1024 ** 3
const MIN_PART = 5 * 1024 ** 2
const MAX_PARTS = 10_000

type Stored = PutObjectCommandOutput | CompleteMultipartUploadCommandOutput

/** An object that is to be written. */
export interface NewObject {
  readonly bucket: string
  readonly key: string
  readonly request: PutRequest
  readonly content: Content
}

/** Writes a message as an object; it is there when the promise resolves. Answers how many bytes it has, where they are known. */
export async function putObject(exchange: Exchange, client: S3Client, target: Target, options: S3SinkOptions): Promise<number> {
  const [bucket, key, request] = [await target.bucket(exchange), await target.key(exchange), await putRequest(exchange, options)]
  const content = await contentOf(exchange)
  const stored = await storeObject(client, { bucket, key, request, content }, options)
  setHeaders(exchange, {
    CamelAwsS3ETag: stored.ETag,
    CamelAwsS3VersionId: stored.VersionId,
    CamelAwsS3ProducedKey: key,
    CamelAwsS3ProducedBucketName: bucket,
  })
  if (options.deleteAfterWrite && content.file !== undefined) await rm(content.file, { force: true })
  return content.length ?? 0
}

/** Stores an object in one request, or in parts. */
export function storeObject(client: S3Client, object: NewObject, options: S3SinkOptions): Promise<Stored> {
  const { length } = object.content
  const inParts = length === undefined || length > MAX_SINGLE || (options.multiPartUpload && length >= options.partSize)
  return answered(inParts ? uploadParts(client, object, options) : putOnce(client, object), `object ${object.key}`)
}

function putOnce(client: S3Client, { bucket: Bucket, key: Key, request, content }: NewObject): Promise<Stored> {
  return client.send(new PutObjectCommand({ ...request, Bucket, Key, Body: content.body, ContentLength: content.length }))
}

/** Holds one part at a time in memory. What fails is taken back: parts that nobody completes are never an object. */
async function uploadParts(client: S3Client, { bucket: Bucket, key: Key, request, content }: NewObject, { partSize }: S3SinkOptions) {
  const { ContentMD5: _, ...params } = request
  const upload = new Upload({
    client,
    params: { ...params, Bucket, Key, Body: content.body },
    partSize: Math.max(MIN_PART, partSize, Math.ceil((content.length ?? 0) / MAX_PARTS)),
    queueSize: 1,
  })
  return upload.done()
}
