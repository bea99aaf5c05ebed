import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3'
import { answered, s3Error, s3Status } from '../s3-error.ts'
import { requiredHeader } from '../target.ts'
import { bucketOf, operation, type Run } from './call.ts'
import { plainAnswer } from './plain-answer.ts'

export const listBuckets: Run = async ({ exchange, client }) => {
  const { Buckets = [] } = await answered(client.send(new ListBucketsCommand({})), 'aws2-s3')
  exchange.body = plainAnswer(Buckets)
}

export const deleteBucket = operation({
  request: bucketOf,
  send: (client, request) => client.send(new DeleteBucketCommand(request)),
})

export const createBucket = operation({
  request: async call => {
    const { region } = call.options
    const elsewhere = region !== undefined && region !== 'us-east-1'
    return {
      ...(await bucketOf(call)),
      ...(elsewhere && { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
    }
  },
  send: (client, request) => client.send(new CreateBucketCommand(request)),
})

/** Tells whether there is a bucket; only another failure is one. */
export const headBucket: Run = async ({ exchange, client, options }) => {
  const Bucket = requiredHeader(
    exchange,
    'CamelAwsS3OverrideBucketName',
    'Head Bucket operation requires to specify a bucket name via Header',
  )
  try {
    const answer = await client.send(new HeadBucketCommand({ Bucket }))
    if (!options.ignoreBody) exchange.body = plainAnswer(answer)
    exchange.setHeader('CamelAwsS3BucketExists', true)
  } catch (error) {
    if (s3Status(error) !== 404) throw s3Error(error, `bucket ${Bucket}`)
    exchange.setHeader('CamelAwsS3BucketExists', false)
  }
}
