import type { S3Client } from '@aws-sdk/client-s3'
import { type Built, bean, boolean, choice, duration, type Field, integer, text } from '../../src/kit/index.ts'
import { bucketNameOrArn } from './bucket-name.ts'

/** Where the service is, and who asks. Each may also be given for the component (`camel.component.aws2-s3.region`). */
export const clientFields = {
  region: text({ describe: 'The region, in small letters (`eu-west-1`); `AWS_REGION` or the profile without it.' }),
  overrideEndpoint: boolean({ describe: 'Whether `uriEndpointOverride` is the address.', default: false }),
  uriEndpointOverride: text({ describe: 'Address of the service (`http://localhost:9000`), with `overrideEndpoint`.' }),
  forcePathStyle: boolean({
    describe: 'Whether the bucket stands in the path instead of the host name: most services but AWS want that.',
    default: false,
  }),
  accessKey: text({ describe: 'The access key, as AWS calls the name of who asks.', secret: true }),
  secretKey: text({ describe: 'The secret that belongs to the access key.', secret: true }),
  sessionToken: text({ describe: 'The token of a session, with `useSessionCredentials`.', secret: true }),
  useDefaultCredentialsProvider: boolean({
    describe: 'Whether the credentials come from the environment: variables, web identity, profile, container, instance.',
    default: false,
  }),
  useProfileCredentialsProvider: boolean({ describe: 'Whether the credentials come from a profile.', default: false }),
  profileCredentialsName: text({ describe: 'The name of the profile; `default` without it.' }),
  useSessionCredentials: boolean({ describe: 'Whether the credentials are those of a session, with `sessionToken`.', default: false }),
  trustAllCertificates: boolean({ describe: 'Whether any certificate is taken, also one that nobody has signed.', default: false }),
  proxyHost: text({ describe: 'Host of a proxy that requests go through.' }),
  proxyPort: integer({ describe: 'Port of the proxy; 443 or 80 without it.' }),
  proxyProtocol: choice(['HTTP', 'HTTPS'], { describe: 'How the proxy itself is reached.', default: 'HTTPS' }),
  autoCreateBucket: boolean({ describe: 'Whether missing buckets are created, also the destination of `moveAfterRead`.', default: false }),
  policy: text({ describe: 'The policy that a bucket gets when it is created.' }),
  amazonS3Client: bean<S3Client>({ describe: 'A bean that is a client of `@aws-sdk/client-s3`; it is not closed.', advanced: true }),
  connectionTimeout: duration({ describe: 'Own: how long a connection may take to stand.', default: 5000, advanced: true }),
  socketTimeout: duration({ describe: 'Own: how long the service may be silent.', default: 60_000, advanced: true }),
  maxAttempts: integer({
    describe: 'Own: how often a request is sent at most; between the attempts it waits as long as the service asks for (Retry-After).',
    default: 3,
    advanced: true,
  }),
} satisfies Record<string, Field>

/** Options of both sides. */
export const commonFields = {
  ...clientFields,
  prefix: text({ describe: 'Only objects whose keys begin so.' }),
  delimiter: text({ describe: 'Only objects whose keys have no such text behind the prefix: `/` leaves out what is in sub folders.' }),
  ignoreBody: boolean({ describe: 'Whether the content is left out, whatever `includeBody` says.', default: false }),
  pojoRequest: boolean({
    describe: 'Whether the body is the request of the operation: a map with the names of the S3 API (`Bucket`, `Key`, also in small).',
    default: false,
  }),
  useCustomerKey: boolean({ describe: 'Whether objects are encrypted with a key of your own.', default: false, advanced: true }),
  customerKeyId: text({ describe: 'That key, in base64.', secret: true, advanced: true }),
  customerKeyMD5: text({ describe: 'The MD5 of that key, in base64; computed unless given.', advanced: true }),
  customerAlgorithm: text({ describe: 'The algorithm for that key: AES256.', advanced: true }),
  amazonS3Presigner: text({ describe: 'Signs links.', advanced: true, unsupported: 'links are signed by the client' }),
}

export type ClientOptions = Built<typeof clientFields>
export type CommonOptions = Built<typeof commonFields> & { readonly bucketNameOrArn: string }

export const path = { bucketNameOrArn }
