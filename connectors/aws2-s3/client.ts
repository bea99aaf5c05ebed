import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { errors } from '../../src/core/errors.ts'
import { makeAgents } from './agents.ts'
import type { ClientOptions } from './common-fields.ts'
import { credentialsOf } from './credentials.ts'

const VERSION_WARNING = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'

/** What the SDK has to say comes as errors, too. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

export interface ClientExtras {
  /** Sends checksums only where S3 demands one. */
  readonly fewChecksums?: boolean
}

/** Makes a client, or takes the one that is given. It connects when it is used. Rejects where the options do not suffice. */
export async function makeClient(options: ClientOptions, extras: ClientExtras = {}): Promise<S3Client> {
  if (options.amazonS3Client !== undefined) return options.amazonS3Client
  const client = quietly(() => new S3Client(configuration(options, extras)))
  await requireRegion(client)
  return client
}

/** Closes a client, unless it belongs to somebody else. */
export function closeClient(client: S3Client, options: ClientOptions): void {
  if (client !== options.amazonS3Client) client.destroy()
}

function configuration(options: ClientOptions, { fewChecksums = false }: ClientExtras): S3ClientConfig {
  const checks = fewChecksums ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED'
  return {
    ...credentialsOf(options),
    ...(options.region !== undefined && { region: options.region }),
    ...endpointOf(options),
    forcePathStyle: options.forcePathStyle,
    maxAttempts: options.maxAttempts,
    requestHandler: {
      connectionTimeout: options.connectionTimeout,
      socketTimeout: options.socketTimeout,
      ...makeAgents(options),
    },
    // small chunks of a stream are put together: services refuse signed chunks of less than 8 KB
    requestStreamBufferSize: 65_536,
    requestChecksumCalculation: checks,
    responseChecksumValidation: checks,
    logger: SILENT,
  }
}

function endpointOf({ overrideEndpoint, uriEndpointOverride }: ClientOptions): Pick<S3ClientConfig, 'endpoint'> {
  if (!overrideEndpoint) return {}
  if (uriEndpointOverride === undefined)
    throw errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason: 'overrideEndpoint needs uriEndpointOverride' })
  if (!URL.canParse(uriEndpointOverride))
    throw errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason: `uriEndpointOverride is no address: ${uriEndpointOverride}` })
  return { endpoint: uriEndpointOverride }
}

async function requireRegion(client: S3Client): Promise<void> {
  try {
    await client.config.region()
  } catch (cause) {
    throw errors.KF_ROUTE_INVALID({ what: 'aws2-s3', reason: 'region is missing (or AWS_REGION)' }, { cause })
  }
}

/** Leaves out what the SDK writes to the console when the first client is made: which versions of Node its later releases will need. */
function quietly<T>(make: () => T): T {
  const before = process.env[VERSION_WARNING]
  process.env[VERSION_WARNING] = 'true'
  try {
    return make()
  } finally {
    if (before === undefined) delete process.env[VERSION_WARNING]
    else process.env[VERSION_WARNING] = before
  }
}
