import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import { customerKeyOf } from './read-object.ts'
import type { S3SinkOptions } from './sink-fields.ts'

type Encryption = Pick<
  PutObjectCommandInput,
  'ServerSideEncryption' | 'SSEKMSKeyId' | 'SSECustomerKey' | 'SSECustomerKeyMD5' | 'SSECustomerAlgorithm'
>

/** How an object is encrypted where it is stored. */
export function encryptionOf(options: S3SinkOptions): Encryption {
  return { ...managedEncryption(options), ...customerKeyOf(options) }
}

/** A key of S3 is stronger than one of KMS, as in Camel. */
function managedEncryption({ useSSES3, useAwsKMS, awsKMSKeyId }: S3SinkOptions): Encryption {
  if (useSSES3) return { ServerSideEncryption: 'AES256' }
  if (!useAwsKMS) return {}
  return { ServerSideEncryption: 'aws:kms', ...(awsKMSKeyId !== undefined && { SSEKMSKeyId: awsKMSKeyId }) }
}
