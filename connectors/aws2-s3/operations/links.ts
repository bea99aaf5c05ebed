import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Exchange } from '../../../src/core/exchange.ts'
import { setHeaders } from '../headers.ts'
import { answered } from '../s3-error.ts'
import { headerText, missing } from '../target.ts'
import { type Call, objectOf, type Run } from './call.ts'

const HOUR = 3_600_000

/** Makes a link by which anybody can read an object for a time. */
export const createDownloadLink: Run = async call => {
  const { exchange } = call
  const object = await objectOf(call)
  exchange.body = await signed(call, new GetObjectCommand(object), expiry(exchange, 'CamelAwsS3DowloadLinkExpirationTime'))
  setHeaders(exchange, {
    CamelAwsS3DownloadLinkBrowserCompatible: true,
    CamelAwsS3ProducedKey: object.Key,
    CamelAwsS3ProducedBucketName: object.Bucket,
  })
}

/** Makes a link by which anybody can write an object for a time: with PUT, which no browser does by itself. */
export const createUploadLink: Run = async call => {
  const { exchange } = call
  const object = await objectOf(call)
  const url = await signed(call, new PutObjectCommand(object), expiry(exchange, 'CamelAwsS3UploadLinkExpirationTime'))
  exchange.body = url
  setHeaders(exchange, {
    CamelAwsS3UploadLinkBrowserCompatible: false,
    CamelAwsS3UploadLinkHttpRequestHeaders: { host: [new URL(url).host] },
    CamelAwsS3ProducedKey: object.Key,
    CamelAwsS3ProducedBucketName: object.Bucket,
  })
}

async function signed({ signer }: Call, command: GetObjectCommand | PutObjectCommand, expiresIn: number): Promise<string> {
  return answered(getSignedUrl(await signer(), command, { expiresIn }))
}

/** How long a link holds, in seconds. */
function expiry(exchange: Exchange, header: string): number {
  const text = headerText(exchange, header)
  const ms = text === undefined ? HOUR : Number(text)
  if (!(ms > 0)) throw missing(`${header} is no number of milliseconds: ${text}`)
  return Math.max(1, Math.floor(ms / 1000))
}
