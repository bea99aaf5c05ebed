import { type _Object, ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3'
import { answered } from './s3-error.ts'

/** An object as a listing shows it. */
export interface ListedObject {
  readonly key: string
  readonly etag: string | undefined
  readonly size: number
  readonly lastModified: number
}

export interface Listing {
  readonly bucket: string
  readonly prefix: string | undefined
  readonly delimiter: string | undefined
  /** Only keys behind this one. */
  readonly after?: string | undefined
  /** How many keys the first page has; the further ones have 1000. */
  readonly firstPage?: number
}

export interface Page {
  readonly objects: readonly ListedObject[]
  /** Whether there are more behind it. */
  readonly truncated: boolean
}

/** The most that the service lists at a time. */
export const PAGE = 1000

/** Lists a bucket page by page, in the order of the keys. */
export async function* listObjects(client: S3Client, listing: Listing, abortSignal: AbortSignal): AsyncGenerator<Page> {
  let token: string | undefined
  let size = Math.min(PAGE, listing.firstPage ?? PAGE)
  do {
    const command = new ListObjectsV2Command({
      Bucket: listing.bucket,
      Prefix: listing.prefix,
      Delimiter: listing.delimiter,
      MaxKeys: size,
      ...(token === undefined ? { StartAfter: listing.after } : { ContinuationToken: token }),
    })
    const page: ListObjectsV2CommandOutput = await answered(client.send(command, { abortSignal }), `bucket ${listing.bucket}`)
    token = page.IsTruncated ? page.NextContinuationToken : undefined
    yield { objects: (page.Contents ?? []).map(listedObject), truncated: token !== undefined }
    size = PAGE
  } while (token !== undefined)
}

function listedObject({ Key, ETag, Size, LastModified }: _Object): ListedObject {
  return { key: Key!, etag: ETag, size: Size ?? 0, lastModified: LastModified?.getTime() ?? 0 }
}
