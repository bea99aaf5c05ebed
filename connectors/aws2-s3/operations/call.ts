import type { S3Client } from '@aws-sdk/client-s3'
import type { Exchange } from '../../../src/core/exchange.ts'
import { setHeaders } from '../headers.ts'
import { answered } from '../s3-error.ts'
import type { S3SinkOptions } from '../sink-fields.ts'
import type { Target } from '../target.ts'
import { plainAnswer } from './plain-answer.ts'
import { requestOf } from './pojo-request.ts'

/** One operation for one message. */
export interface Call {
  readonly exchange: Exchange
  readonly client: S3Client
  readonly target: Target
  readonly options: S3SinkOptions
  /** A client that signs links: it adds no checksum, which whoever uses the link does not know. */
  signer(): Promise<S3Client>
}

export type Run = (call: Call) => Promise<void>

interface Names {
  readonly Bucket?: string | undefined
  readonly Key?: string | undefined
}

/** What makes an operation: its request from the message, the call, and the body that its answer becomes. */
interface Shape<I extends Names, O> {
  request(call: Call): Promise<I>
  send(client: S3Client, request: I): Promise<O>
  /** Default: the whole answer, by the names of Java. */
  body?(answer: O): unknown
}

/** An operation whose request may also be the body (`pojoRequest`). The answer becomes the body; headers tell bucket and key. */
export function operation<I extends Names, O>({ request, send, body = plainAnswer }: Shape<I, O>): Run {
  return async call => {
    const { exchange, client, options } = call
    const asked = options.pojoRequest ? (requestOf(exchange) as I) : await request(call)
    const answer = await answered(send(client, asked), nameOf(asked))
    exchange.body = body(answer)
    setHeaders(exchange, { CamelAwsS3ProducedKey: asked.Key, CamelAwsS3ProducedBucketName: asked.Bucket })
  }
}

/** The bucket that a message is about. */
export async function bucketOf({ exchange, target }: Call): Promise<{ Bucket: string }> {
  return { Bucket: await target.bucket(exchange) }
}

/** The object that a message is about. */
export async function objectOf({ exchange, target }: Call): Promise<{ Bucket: string; Key: string }> {
  return { Bucket: await target.bucket(exchange), Key: await target.key(exchange) }
}

function nameOf({ Bucket, Key }: Names): string {
  return Key === undefined ? `bucket ${Bucket ?? ''}` : `object ${Key}`
}
