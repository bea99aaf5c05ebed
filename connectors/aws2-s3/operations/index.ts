import type { Operation } from '../sink-fields.ts'
import * as bucketSettings from './bucket-settings.ts'
import * as buckets from './buckets.ts'
import type { Run } from './call.ts'
import { getObject, getObjectRange } from './get-object.ts'
import { createDownloadLink, createUploadLink } from './links.ts'
import * as objectSettings from './object-settings.ts'
import * as objects from './objects.ts'

const { tagsOf: _, ...ofObjects } = objectSettings

/** All operations of Camel's producer. */
export const operations: Readonly<Record<Operation, Run>> = {
  ...objects,
  ...ofObjects,
  ...buckets,
  ...bucketSettings,
  getObject,
  getObjectRange,
  createDownloadLink,
  createUploadLink,
}
