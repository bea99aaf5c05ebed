import type { S3Client } from '@aws-sdk/client-s3'
import type { EndpointState } from './endpoint-state.ts'
import { type ListedObject, listObjects } from './list-objects.ts'
import { headObject } from './read-object.ts'
import type { S3SourceOptions } from './source-fields.ts'

export interface Search {
  readonly client: S3Client
  readonly options: S3SourceOptions
  readonly state: EndpointState
  /** How many at most. */
  readonly limit: number
  readonly signal: AbortSignal
  /** Whether an object may be taken now. */
  takes(object: ListedObject): Promise<boolean>
}

/** The objects that the next poll takes. */
export function findObjects(search: Search): Promise<ListedObject[]> {
  const { fileName, sortBy } = search.options
  if (fileName !== undefined) return namedObject(fileName, search)
  return sortBy === 'key' ? nextByKey(search) : oldest(search)
}

async function namedObject(key: string, { client, options, signal, takes }: Search): Promise<ListedObject[]> {
  const facts = await headObject(client, key, options, signal)
  if (facts === undefined) return []
  const object = { key, etag: facts.ETag, size: facts.ContentLength ?? 0, lastModified: facts.LastModified?.getTime() ?? 0 }
  return (await takes(object)) ? [object] : []
}

/** Goes on where the last poll has ended, and from the beginning again once the end was reached, as Camel does. */
async function nextByKey(search: Search): Promise<ListedObject[]> {
  const { state } = search
  const began = state.cursor
  const found = await fromCursor(search)
  return found.length === 0 && began !== undefined ? fromCursor(search) : found
}

async function fromCursor(search: Search): Promise<ListedObject[]> {
  const { client, options, state, limit, signal } = search
  const found: ListedObject[] = []
  const { bucketNameOrArn: bucket, prefix, delimiter } = options
  const listing = { bucket, prefix, delimiter, after: state.cursor, firstPage: limit }
  for await (const { objects, truncated } of listObjects(client, listing, signal)) {
    for (const [index, object] of objects.entries()) {
      if (await search.takes(object)) found.push(object)
      if (found.length < limit) continue
      state.cursor = truncated || index + 1 < objects.length ? object.key : undefined
      return found
    }
  }
  state.cursor = undefined
  return found
}

/** Looks at all objects and keeps the oldest. */
async function oldest(search: Search): Promise<ListedObject[]> {
  const { client, options, limit, signal } = search
  const { bucketNameOrArn: bucket, prefix, delimiter } = options
  const found: ListedObject[] = []
  for await (const { objects } of listObjects(client, { bucket, prefix, delimiter }, signal))
    for (const object of objects)
      if ((found.length < limit || object.lastModified < found.at(-1)!.lastModified) && (await search.takes(object)))
        insert(found, object, limit)
  return found
}

function insert(found: ListedObject[], object: ListedObject, limit: number): void {
  const at = found.findIndex(each => each.lastModified > object.lastModified)
  found.splice(at < 0 ? found.length : at, 0, object)
  if (found.length > limit) found.pop()
}
