import type { Readable } from 'node:stream'
import { GetObjectCommand, type GetObjectCommandInput, type GetObjectCommandOutput } from '@aws-sdk/client-s3'
import { StreamBody } from '../../../src/core/stream-body.ts'
import { setHeaders, setObjectHeaders } from '../headers.ts'
import { AT_ONCE, closeWith, ObjectBody, readAll } from '../object-body.ts'
import { customerKeyOf } from '../read-object.ts'
import { answered } from '../s3-error.ts'
import { requiredHeader } from '../target.ts'
import { type Call, objectOf, type Run } from './call.ts'
import { conditionsOf } from './conditions.ts'
import { requestOf } from './pojo-request.ts'

const NO_RANGE = 'A Range start and range end header must be configured to perform a range get operation.'

/** Reads an object: the body is a stream over its content, the headers describe it. */
export const getObject: Run = async call => {
  const request = call.options.pojoRequest ? (requestOf(call.exchange) as unknown as GetObjectCommandInput) : await wholeObject(call)
  const answer = await read(call, request)
  setObjectHeaders(call.exchange, answer)
}

/** Reads some bytes of an object. */
export const getObjectRange: Run = async call => {
  const request = call.options.pojoRequest ? (requestOf(call.exchange) as unknown as GetObjectCommandInput) : await someBytes(call)
  await read(call, request)
}

async function wholeObject(call: Call): Promise<GetObjectCommandInput> {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditionsOf(call.exchange)
  return {
    ...(await objectOf(call)),
    ...customerKeyOf(call.options),
    IfMatch: match,
    IfNoneMatch: noneMatch,
    IfModifiedSince: modifiedSince,
    IfUnmodifiedSince: unmodifiedSince,
  }
}

async function someBytes(call: Call): Promise<GetObjectCommandInput> {
  const start = requiredHeader(call.exchange, 'CamelAwsS3RangeStart', NO_RANGE)
  const end = requiredHeader(call.exchange, 'CamelAwsS3RangeEnd', NO_RANGE)
  return { ...(await objectOf(call)), ...customerKeyOf(call.options), Range: `bytes=${start}-${end}` }
}

async function read({ exchange, client, options }: Call, request: GetObjectCommandInput): Promise<GetObjectCommandOutput> {
  const answer = await answered(client.send(new GetObjectCommand(request)), `object ${request.Key}`)
  const stream = answer.Body as Readable
  if (options.ignoreBody) stream.destroy()
  else exchange.body = await bodyOf(answer, request)
  if (exchange.body instanceof ObjectBody) closeWith(exchange, exchange.body)
  setHeaders(exchange, { CamelAwsS3ProducedKey: request.Key, CamelAwsS3ProducedBucketName: request.Bucket })
  return answer

  async function bodyOf(
    { ETag: etag, VersionId: versionId, ContentLength: size = 0 }: GetObjectCommandOutput,
    { Bucket, Key, Range }: GetObjectCommandInput,
  ) {
    const what = `object ${Key}`
    if (size <= AT_ONCE) return new StreamBody(await answered(readAll(stream), what), 'software.amazon.awssdk.core.ResponseInputStream')
    const range = Range === undefined ? {} : { range: Range }
    const object = { bucket: Bucket!, key: Key!, etag, versionId, size, ...range, customerKey: customerKeyOf(options) }
    return new ObjectBody(client, object, stream)
  }
}
