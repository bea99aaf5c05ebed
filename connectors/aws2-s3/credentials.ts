import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { errors } from '../../src/core/errors.ts'
import type { ClientOptions } from './common-fields.ts'

/** Who asks, in Camel's order: the environment, a profile, a session, keys. Options that do not fit together are refused. */
export function credentialsOf(options: ClientOptions): Pick<S3ClientConfig, 'credentials' | 'profile'> {
  if (options.useDefaultCredentialsProvider) return {}
  if (options.useProfileCredentialsProvider) return { profile: options.profileCredentialsName ?? 'default' }
  const { accessKey, secretKey, sessionToken } = options
  if (options.useSessionCredentials && (accessKey === undefined || secretKey === undefined || sessionToken === undefined))
    throw invalid('useSessionCredentials needs accessKey, secretKey and sessionToken')
  if (accessKey === undefined || secretKey === undefined)
    throw invalid('accessKey and secretKey, useDefaultCredentialsProvider, useProfileCredentialsProvider or amazonS3Client must be given')
  const session = options.useSessionCredentials ? { sessionToken: sessionToken! } : {}
  return { credentials: { accessKeyId: accessKey, secretAccessKey: secretKey, ...session } }
}

function invalid(reason: string) {
  return errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason })
}
