import {
  type BucketVersioningStatus,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  type MFADelete,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { headerText, requiredHeader } from '../target.ts'
import { bucketOf, operation } from './call.ts'
import { tagsOf } from './object-settings.ts'
import { plainAnswer } from './plain-answer.ts'

export const getBucketTagging = operation({
  request: bucketOf,
  send: (client, request) => client.send(new GetBucketTaggingCommand(request)),
  body: ({ TagSet = [] }) => plainAnswer(TagSet),
})

export const putBucketTagging = operation({
  request: async call => ({
    ...(await bucketOf(call)),
    Tagging: { TagSet: tagsOf(call, 'CamelAwsS3BucketTags', 'Bucket tags must be specified for putBucketTagging Operation') },
  }),
  send: (client, request) => client.send(new PutBucketTaggingCommand(request)),
})

export const deleteBucketTagging = operation({
  request: bucketOf,
  send: (client, request) => client.send(new DeleteBucketTaggingCommand(request)),
})

export const getBucketVersioning = operation({
  request: bucketOf,
  send: (client, request) => client.send(new GetBucketVersioningCommand(request)),
})

export const putBucketVersioning = operation({
  request: async call => ({
    ...(await bucketOf(call)),
    VersioningConfiguration: {
      Status: requiredHeader(
        call.exchange,
        'CamelAwsS3VersioningStatus',
        'Versioning status must be specified for putBucketVersioning Operation',
      ) as BucketVersioningStatus,
      MFADelete: headerText(call.exchange, 'CamelAwsS3MfaDelete') as MFADelete | undefined,
    },
  }),
  send: (client, request) => client.send(new PutBucketVersioningCommand(request)),
})

export const getBucketPolicy = operation({
  request: bucketOf,
  send: (client, request) => client.send(new GetBucketPolicyCommand(request)),
  body: ({ Policy }) => Policy ?? null,
})

export const putBucketPolicy = operation({
  request: async call => ({
    ...(await bucketOf(call)),
    Policy: requiredHeader(call.exchange, 'CamelAwsS3BucketPolicy', 'Bucket policy must be specified for putBucketPolicy Operation'),
  }),
  send: (client, request) => client.send(new PutBucketPolicyCommand(request)),
})

export const deleteBucketPolicy = operation({
  request: bucketOf,
  send: (client, request) => client.send(new DeleteBucketPolicyCommand(request)),
})
