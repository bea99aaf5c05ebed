import type { Duplex } from 'node:stream'
import type { Channel, ChannelModel } from 'amqplib'
import type { Clock } from '../../src/core/clock.ts'
import { errors, type KafilaError } from '../../src/core/errors.ts'
import type { Services } from '../../src/core/services.ts'
import { type RabbitAddress, RabbitConnectionFactory, rabbitConnectionFactory } from '../../src/kit/rabbit-connection-factory.ts'
import { type TlsBean, tlsOptions } from '../../src/kit/tls-options.ts'
import { amqpFailure, connectionLost } from './failures.ts'

/** How long a broker may take to answer the end of a connection. */
const GOODBYE_MS = 2000

/** How to connect. */
export interface AmqpSettings {
  readonly factory: RabbitConnectionFactory
  readonly tls: Readonly<Record<string, unknown>>
  /** For messages: `rabbitmq localhost:5672/vhost`. */
  readonly what: string
}

interface ConnectionOptions {
  readonly connectionFactory: RabbitConnectionFactory | undefined
  readonly sslContextParameters: TlsBean | undefined
}

/** The settings of an endpoint: of its factory, of the only one among the beans, or of Spring Boot's properties. */
export function amqpSettings({ connectionFactory, sslContextParameters }: ConnectionOptions, services: Services): AmqpSettings {
  const factory = connectionFactory ?? onlyFactory(services) ?? factoryOfProperties(services)
  if (!(factory instanceof RabbitConnectionFactory)) {
    const reason =
      'there must be a bean of type org.springframework.amqp.rabbit.connection.CachingConnectionFactory (with host or uri), or the property spring.rabbitmq.host'
    throw errors.KF_FIELD_INVALID({ option: 'connectionFactory', reason })
  }
  const hosts = factory.addresses.map(({ host, port }) => `${host}:${port}`).join(', ')
  const vhost = factory.virtualHost === '/' ? '' : `/${factory.virtualHost}`
  return { factory, tls: tlsOptions(sslContextParameters, services.directory), what: `rabbitmq ${hosts}${vhost}` }
}

function onlyFactory(services: Services): RabbitConnectionFactory | undefined {
  const found = [...services.beans()].filter(each => each instanceof RabbitConnectionFactory)
  return found.length === 1 ? found[0] : undefined
}

function factoryOfProperties(services: Services): RabbitConnectionFactory | undefined {
  const property = (name: string) => services.property(`spring.rabbitmq.${name}`)
  const [host, addresses, port] = [property('host'), property('addresses'), property('port')]
  if (host === undefined && addresses === undefined) return undefined
  return rabbitConnectionFactory({
    host,
    addresses,
    port: port === undefined ? undefined : Number(port),
    username: property('username'),
    password: property('password'),
    virtualHost: property('virtual-host'),
    isSecure: property('ssl.enabled') === 'true',
  })
}

/** Opens a connection to the first address that answers. `lost` is told once when it ends by itself. */
export async function openAmqp(settings: AmqpSettings, lost: (cause: KafilaError) => void, signal: AbortSignal): Promise<ChannelModel> {
  const { connect } = await import('amqplib')
  let failure: KafilaError | undefined
  for (const address of settings.factory.addresses) {
    try {
      const connection = await unlessAborted(
        connect(connectOptions(settings.factory, address), socketOptions(settings, address)),
        settings,
        signal,
      )
      watch(connection, settings.what, lost)
      return connection
    } catch (error) {
      failure = amqpFailure(error, settings.what)
      if (failure.fatal || signal.aborted) break
    }
  }
  throw failure
}

function connectOptions({ username, password, virtualHost, heartbeat }: RabbitConnectionFactory, { isSecure, host, port }: RabbitAddress) {
  return {
    protocol: isSecure ? 'amqps' : 'amqp',
    hostname: host,
    port,
    username,
    password,
    vhost: encodeURIComponent(virtualHost),
    ...(heartbeat !== undefined && { heartbeat }),
  }
}

function socketOptions({ factory, tls }: AmqpSettings, { isSecure }: RabbitAddress) {
  const common = { noDelay: true, timeout: factory.connectionTimeoutMs, clientProperties: { connection_name: 'kafila' } }
  return isSecure ? { ...tls, ...common } : common
}

/** The library cannot give up: what it opens after the stop is closed. */
function unlessAborted(opening: Promise<ChannelModel>, { what }: AmqpSettings, signal: AbortSignal): Promise<ChannelModel> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(errors.KF_CONN_CLOSED({ what }))
      opening.then(late => late.close()).catch(() => undefined)
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function watch(connection: ChannelModel, what: string, lost: (cause: KafilaError) => void): void {
  let cause: unknown
  connection.on('error', error => {
    cause = error
  })
  connection.on('close', error => lost(connectionLost(what, cause ?? error)))
}

/**
 * Closes a connection, whatever its state, and a channel before it: what is not yet written on that would come behind the end, and be
 * lost. A broker that does not answer is not waited for long.
 */
export async function closeAmqp(connection: ChannelModel, clock: Clock, channel?: Channel): Promise<void> {
  const cancel = clock.after(GOODBYE_MS, () => (connection.connection as unknown as { stream: Duplex }).stream.destroy())
  try {
    await channel?.close()
    await connection.close()
  } catch {
    // it is closed already, which is what is wanted
  } finally {
    cancel()
  }
}
