import type { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3'
import type { CommonOptions } from './common-fields.ts'
import type { ObjectFacts } from './headers.ts'
import type { ListedObject } from './list-objects.ts'
import { AT_ONCE, type CustomerKey, ObjectBody, readAll } from './object-body.ts'
import { answered, s3Status } from './s3-error.ts'

type CustomerKeyOptions = Pick<CommonOptions, 'useCustomerKey' | 'customerKeyId' | 'customerKeyMD5' | 'customerAlgorithm'>

export interface ReadOptions extends CustomerKeyOptions, Pick<CommonOptions, 'bucketNameOrArn' | 'ignoreBody'> {
  readonly includeBody: boolean
}

/** An object with its content: bytes, a body that is read later, or none. */
export interface ReadObject {
  readonly key: string
  readonly facts: ObjectFacts
  readonly body: Buffer | ObjectBody | null
}

/**
 * Reads what a message needs of an object: small content at once, large content when somebody asks for it. `undefined` where the object
 * is gone, or is another one than was listed.
 */
export async function readObject(client: S3Client, object: ListedObject, options: ReadOptions, abortSignal: AbortSignal) {
  const atOnce = options.includeBody && !options.ignoreBody && object.size <= AT_ONCE
  try {
    return await (atOnce ? readNow : readLater)(client, object, options, abortSignal)
  } catch (error) {
    if ([404, 412].includes(s3Status(error) ?? 0)) return undefined
    throw error
  }
}

/** What the service tells about an object; `undefined` where there is none. */
export async function headObject(client: S3Client, key: string, options: ReadOptions, abortSignal: AbortSignal) {
  const command = new HeadObjectCommand({ Bucket: options.bucketNameOrArn, Key: key, ...customerKeyOf(options) })
  try {
    return await answered(client.send(command, { abortSignal }), `object ${key}`)
  } catch (error) {
    if (s3Status(error) === 404) return undefined
    throw error
  }
}

async function readNow(client: S3Client, { key, etag }: ListedObject, options: ReadOptions, abortSignal: AbortSignal): Promise<ReadObject> {
  const command = new GetObjectCommand({ Bucket: options.bucketNameOrArn, Key: key, IfMatch: etag, ...customerKeyOf(options) })
  const { Body, ...facts } = await answered(client.send(command, { abortSignal }), `object ${key}`)
  return { key, facts, body: await answered(readAll(Body as Readable), `object ${key}`) }
}

async function readLater(
  client: S3Client,
  { key, etag }: ListedObject,
  options: ReadOptions,
  abortSignal: AbortSignal,
): Promise<ReadObject> {
  const command = new HeadObjectCommand({ Bucket: options.bucketNameOrArn, Key: key, IfMatch: etag, ...customerKeyOf(options) })
  const facts = await answered(client.send(command, { abortSignal }), `object ${key}`)
  return { key, facts, body: options.ignoreBody ? null : bodyOf(client, key, facts, options) }
}

function bodyOf(client: S3Client, key: string, facts: HeadObjectCommandOutput, options: ReadOptions): ObjectBody {
  const { ETag: etag, VersionId: versionId, ContentLength: size = 0 } = facts
  return new ObjectBody(client, { bucket: options.bucketNameOrArn, key, etag, versionId, size, customerKey: customerKeyOf(options) })
}

/** The key of one's own, where objects are encrypted with one. */
export function customerKeyOf(options: CustomerKeyOptions): CustomerKey {
  if (!options.useCustomerKey) return {}
  return {
    ...(options.customerKeyId !== undefined && { SSECustomerKey: options.customerKeyId }),
    ...(options.customerKeyMD5 !== undefined && { SSECustomerKeyMD5: options.customerKeyMD5 }),
    ...(options.customerAlgorithm !== undefined && { SSECustomerAlgorithm: options.customerAlgorithm }),
  }
}
