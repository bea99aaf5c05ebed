import type { ChecksumAlgorithm, ObjectCannedACL, PutObjectCommandInput, StorageClass } from '@aws-sdk/client-s3'
import { convert } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { encryptionOf } from './encryption.ts'
import { evaluateText } from './evaluate-text.ts'
import type { S3SinkOptions } from './sink-fields.ts'
import { headerText } from './target.ts'

export type PutRequest = Omit<PutObjectCommandInput, 'Body' | 'Bucket' | 'Key'>

/** Everything but the content: what the headers of a message and the options say about its object. */
export async function putRequest(exchange: Exchange, options: S3SinkOptions): Promise<PutRequest> {
  return {
    ...encryptionOf(options),
    ...checksumOf(options),
    StorageClass: (headerText(exchange, 'CamelAwsS3StorageClass') ?? options.storageClass) as StorageClass | undefined,
    ACL: aclOf(exchange),
    ContentType: headerText(exchange, 'CamelAwsS3ContentType'),
    CacheControl: headerText(exchange, 'CamelAwsS3ContentControl'),
    ContentDisposition: headerText(exchange, 'CamelAwsS3ContentDisposition'),
    ContentEncoding: headerText(exchange, 'CamelAwsS3ContentEncoding'),
    ContentMD5: headerText(exchange, 'CamelAwsS3ContentMD5'),
    Metadata: textMap(exchange, 'CamelAwsS3Metadata'),
    ...(options.conditionalWritesEnabled && { IfNoneMatch: '*' }),
    ...(options.ifMatch !== undefined && { IfMatch: await evaluateText(options.ifMatch, exchange) }),
  }
}

/** A canned ACL; both headers may give one, CamelAwsS3Acl the stronger. Java writes PUBLIC_READ for public-read. */
export function aclOf(exchange: Exchange): ObjectCannedACL | undefined {
  const given = headerText(exchange, 'CamelAwsS3Acl') ?? headerText(exchange, 'CamelAwsS3CannedAcl')
  return given?.toLowerCase().replaceAll('_', '-') as ObjectCannedACL | undefined
}

/** A header that is a map, with its values as text. */
export function textMap(exchange: Exchange, name: string): Record<string, string> | undefined {
  const value = exchange.header(name)
  if (value === undefined || value === null) return undefined
  const map = convert(value, 'java.util.Map', exchange) as Readonly<Record<string, unknown>>
  const entries = map instanceof Map ? [...map] : Object.entries(map)
  return Object.fromEntries(entries.map(([key, each]) => [String(key), String(each)]))
}

function checksumOf({ checksum }: S3SinkOptions): { ChecksumAlgorithm?: ChecksumAlgorithm } {
  return checksum === 'supported' || checksum === 'required' ? {} : { ChecksumAlgorithm: checksum }
}
