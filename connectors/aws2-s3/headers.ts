import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import type { Exchange } from '../../src/core/exchange.ts'

/** What a service tells about an object. */
export type ObjectFacts = Omit<GetObjectCommandOutput | HeadObjectCommandOutput, '$metadata' | 'Body'>

/** Sets the headers that describe an object; what the service does not tell has none. */
export function setObjectHeaders(exchange: Exchange, facts: ObjectFacts): void {
  setHeaders(exchange, {
    CamelAwsS3ETag: facts.ETag,
    CamelAwsS3VersionId: facts.VersionId,
    CamelAwsS3ContentType: facts.ContentType,
    CamelAwsS3ContentLength: facts.ContentLength,
    CamelAwsS3ContentEncoding: facts.ContentEncoding,
    CamelAwsS3ContentDisposition: facts.ContentDisposition,
    CamelAwsS3ContentControl: facts.CacheControl,
    CamelAwsS3ServerSideEncryption: facts.ServerSideEncryption,
    CamelAwsS3ExpirationTime: facts.Expiration,
    CamelAwsS3ReplicationStatus: facts.ReplicationStatus,
    CamelAwsS3StorageClass: facts.StorageClass,
    CamelAwsS3Metadata: facts.Metadata,
  })
}

/** Sets the headers that have a value. */
export function setHeaders(exchange: Exchange, headers: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) exchange.setHeader(name, value)
}
