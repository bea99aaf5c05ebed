import { CreateBucketCommand, HeadBucketCommand, ListObjectsV2Command, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3'
import { isKafilaError } from '../../src/core/errors.ts'
import { type ConnectorContext, Supervisor } from '../../src/kit/index.ts'
import type { CommonOptions } from './common-fields.ts'
import { answered, s3Error, s3Name } from './s3-error.ts'

/** A client whose service has answered. */
export interface Connection {
  readonly client: S3Client
  /** Tells that the service is away: it is asked again until it is back. */
  lost(cause: unknown): void
}

export interface ConnectionNeeds {
  /** Whether the endpoint can do nothing without listing its bucket. */
  readonly lists: boolean
  /** Further buckets, which are created too where that is wanted. */
  readonly buckets?: readonly string[]
}

/**
 * Keeps the connection of an endpoint. A service that is away, and a bucket that is missing where it is needed, are asked for again and
 * again; credentials that are refused are not.
 */
export function superviseBucket(client: S3Client, options: CommonOptions, needs: ConnectionNeeds, context: ConnectorContext) {
  return new Supervisor<Connection>(context, {
    what: `aws2-s3 ${options.bucketNameOrArn}`,
    async open(lost, abortSignal) {
      await checkBucket({ client, options, abortSignal }, needs)
      for (const bucket of needs.buckets ?? []) await checkFurther({ client, options, abortSignal }, bucket)
      return { client, lost }
    },
    close() {},
  })
}

interface Check {
  readonly client: S3Client
  readonly options: CommonOptions
  readonly abortSignal: AbortSignal
}

/** Lists one key: unlike HeadBucket, that tells what is wrong. Who only writes may lack the right to do so. */
async function checkBucket(check: Check, { lists }: ConnectionNeeds): Promise<void> {
  const { client, options, abortSignal } = check
  const { bucketNameOrArn: Bucket, prefix: Prefix } = options
  try {
    await client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }), { abortSignal })
  } catch (cause) {
    const missing = s3Name(cause) === 'NoSuchBucket'
    if (missing && options.autoCreateBucket) return createBucket(check, Bucket)
    const error = s3Error(cause, `bucket ${Bucket}`)
    if (lists || error.retryable || (error.fatal && s3Name(cause) !== 'AccessDenied')) throw error
  }
}

async function checkFurther(check: Check, bucket: string): Promise<void> {
  if (!check.options.autoCreateBucket) return
  try {
    await check.client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: check.abortSignal })
  } catch (cause) {
    if (s3Name(cause) !== 'NotFound') throw s3Error(cause, `bucket ${bucket}`)
    await createBucket(check, bucket)
  }
}

async function createBucket({ client, options, abortSignal }: Check, bucket: string): Promise<void> {
  try {
    await answered(client.send(new CreateBucketCommand({ Bucket: bucket }), { abortSignal }), `bucket ${bucket}`)
  } catch (error) {
    if (!isKafilaError(error) || s3Name(error.cause) !== 'BucketAlreadyOwnedByYou') throw error
  }
  if (options.policy === undefined || bucket !== options.bucketNameOrArn) return
  await answered(client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: options.policy }), { abortSignal }), `bucket ${bucket}`)
}
