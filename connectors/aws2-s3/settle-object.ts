import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { isKafilaError } from '../../src/core/errors.ts'
import { copyObject } from './copy-object.ts'
import { answered, s3Name } from './s3-error.ts'
import type { S3SourceOptions } from './source-fields.ts'

/** The object as its message was made from it. */
export interface TakenObject {
  readonly key: string
  readonly etag: string | undefined
  readonly size: number
}

/**
 * Moves or deletes an object whose message has succeeded, but only with the content that it was read with: `changed` where somebody has
 * put another one there, which is left alone. Moving is copying and deleting; both may be done again.
 */
export async function settleObject(client: S3Client, object: TakenObject, options: S3SourceOptions): Promise<'settled' | 'changed'> {
  try {
    if (options.moveAfterRead) await move(client, object, options)
    if (options.deleteAfterRead) await deleteObject(client, object, options)
    return 'settled'
  } catch (error) {
    const name = isKafilaError(error) ? s3Name(error.cause) : undefined
    if (name === 'PreconditionFailed') return 'changed'
    // somebody else has deleted it
    if (name === 'NoSuchKey' || name === 'NotFound') return 'settled'
    throw error
  }
}

function move(client: S3Client, object: TakenObject, options: S3SourceOptions): Promise<void> {
  const { bucketNameOrArn: bucket, destinationBucket: toBucket = bucket } = options
  return answered(copyObject(client, { ...object, bucket, toBucket, toKey: destinationKey(object.key, options) }), `object ${object.key}`)
}

async function deleteObject(client: S3Client, { key, etag }: TakenObject, { bucketNameOrArn: Bucket }: S3SourceOptions): Promise<void> {
  try {
    await answered(client.send(new DeleteObjectCommand({ Bucket, Key: key, IfMatch: etag })), `object ${key}`)
  } catch (error) {
    // a service that knows no conditions here
    if (!isKafilaError(error) || s3Name(error.cause) !== 'NotImplemented') throw error
    await answered(client.send(new DeleteObjectCommand({ Bucket, Key: key })), `object ${key}`)
  }
}

/** The key of a moved object, as Camel puts it together. */
export function destinationKey(key: string, options: S3SourceOptions): string {
  const { prefix, removePrefixOnMove, destinationBucketPrefix = '', destinationBucketSuffix = '' } = options
  const rest = removePrefixOnMove && prefix !== undefined && key.startsWith(prefix) ? key.slice(prefix.length) : key
  return `${destinationBucketPrefix}${rest}${destinationBucketSuffix}`
}
