import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import s3 from '../../../connectors/aws2-s3/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { service } from '../services.ts'

const AT_A_TIME = 16

/** Buckets: each message is an object; those that are written get a key of their own. */
export async function s3Driver(): Promise<ConnectorDriver> {
  const running = await service('s3@kafila')
  const client = s3Client(running.env)
  let places = 0
  return {
    // objects are listed by their keys
    readsInOrder: false,
    connector: s3,
    secrets: [running.env['S3_SECRET_KEY']!, 'not-the-secret'],
    wrongCredentials: `aws2-s3://any?keyName=x&${query(running.env, { secretKey: 'not-the-secret' })}`,
    service: { down: () => running.kill9(), up: () => running.start() },
    scale: 0.2,
    async place() {
      const Bucket = `kafila-${Date.now().toString(36)}-${process.pid}-${++places}`
      await client.send(new CreateBucketCommand({ Bucket }))
      const seen = new Set<string>()
      let written = 0
      return {
        source: `aws2-s3://${Bucket}?prefix=in/&initialDelay=0&delay=50&maxMessagesPerPoll=500&${query(running.env)}`,
        sink: `aws2-s3://${Bucket}?keyName=in/\${exchangeId}&keyFromHeader=false&${query(running.env)}`,
        async write(messages) {
          const keyed = messages.map(({ body }) => ({ Key: `in/${String(++written).padStart(8, '0')}`, Body: body }))
          await eachOf(keyed, each => client.send(new PutObjectCommand({ Bucket, ...each })))
        },
        read: () => newObjects(client, Bucket, seen),
      }
    },
  }
}

/** A client of Amazon's own. */
export function s3Client(env: Readonly<Record<string, string>>): S3Client {
  return new S3Client({
    endpoint: env['S3_ENDPOINT']!,
    region: env['S3_REGION']!,
    forcePathStyle: true,
    credentials: { accessKeyId: env['S3_ACCESS_KEY']!, secretAccessKey: env['S3_SECRET_KEY']! },
  })
}

/** The options by which an endpoint reaches the service. */
export function s3Options(env: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return {
    overrideEndpoint: true,
    uriEndpointOverride: env['S3_ENDPOINT'],
    region: env['S3_REGION'],
    accessKey: env['S3_ACCESS_KEY'],
    secretKey: env['S3_SECRET_KEY'],
    forcePathStyle: true,
  }
}

function query(env: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string {
  return Object.entries({ ...s3Options(env), ...more })
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** The objects that were not there at the last look. */
async function newObjects(client: S3Client, Bucket: string, seen: Set<string>): Promise<RawMessage[]> {
  const fresh: string[] = []
  let ContinuationToken: string | undefined
  do {
    const page: ListObjectsV2CommandOutput = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'in/', ContinuationToken }))
    fresh.push(...(page.Contents ?? []).map(each => each.Key!).filter(key => !seen.has(key)))
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken !== undefined)
  const found: RawMessage[] = []
  await eachOf(fresh, async Key => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    found.push({ body: await Body!.transformToByteArray() })
    seen.add(Key)
  })
  return found
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
}
