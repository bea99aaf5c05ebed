import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'

/** The most that the service copies in one request. */
const MAX_SINGLE = 5 * 1024 ** 3

export interface Copy {
  readonly bucket: string
  readonly key: string
  readonly etag: string | undefined
  readonly size: number
  readonly toBucket: string
  readonly toKey: string
}

/** Copies an object as it was read; one that is too long for one request in parts. Rejects with the client's failure. */
export async function copyObject(client: S3Client, copy: Copy, single = MAX_SINGLE): Promise<void> {
  if (copy.size > single) return copyInParts(client, copy, single)
  await client.send(new CopyObjectCommand({ Bucket: copy.toBucket, Key: copy.toKey, ...sourceOf(copy) }))
}

/** Parts are taken back where one fails: half a copy is never an object. */
async function copyInParts(client: S3Client, copy: Copy, partSize: number): Promise<void> {
  const target = { Bucket: copy.toBucket, Key: copy.toKey }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...(await description(client, copy)) }))
  const upload = { ...target, UploadId }
  try {
    const Parts: CompletedPart[] = []
    for (let start = 0; start < copy.size; start += partSize) Parts.push(await copyPart(client, copy, upload, [start, partSize]))
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined)
    throw error
  }
}

/** What a copy in one request takes along by itself. */
async function description(client: S3Client, { bucket, key, etag }: Copy) {
  const { ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata, StorageClass } = await client.send(
    new HeadObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag }),
  )
  return { ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata, StorageClass }
}

interface PartTarget {
  readonly Bucket: string
  readonly Key: string
  readonly UploadId: string | undefined
}

async function copyPart(client: S3Client, copy: Copy, upload: PartTarget, [start, size]: [number, number]): Promise<CompletedPart> {
  const PartNumber = start / size + 1
  const CopySourceRange = `bytes=${start}-${Math.min(start + size, copy.size) - 1}`
  const { CopyPartResult } = await client.send(new UploadPartCopyCommand({ ...upload, PartNumber, CopySourceRange, ...sourceOf(copy) }))
  return { PartNumber, ETag: CopyPartResult?.ETag }
}

function sourceOf({ bucket, key, etag }: Copy): { CopySource: string; CopySourceIfMatch: string | undefined } {
  return { CopySource: copySource(bucket, key), CopySourceIfMatch: etag }
}

/** Which object is copied, encoded as the header wants it. */
export function copySource(bucket: string, key: string): string {
  const path = key.split('/').map(encodeURIComponent).join('/')
  return bucket.startsWith('arn:') ? `${bucket}/object/${path}` : `${bucket}/${path}`
}
