/** Where a RabbitMQ is and who connects: what Spring's CachingConnectionFactory and the Java client's ConnectionFactory say. */
export class RabbitConnectionFactory {
  /** One address after the other is tried: `amqp://host:port/vhost`, without credentials. */
  readonly addresses: readonly RabbitAddress[]
  readonly username: string
  readonly password: string
  readonly virtualHost: string
  /** In seconds; `undefined` for what the broker suggests. */
  readonly heartbeat: number | undefined
  /** How long one attempt to connect may take, in milliseconds. */
  readonly connectionTimeoutMs: number

  constructor(settings: RabbitSettings) {
    this.addresses = settings.addresses
    this.username = settings.username
    this.password = settings.password
    this.virtualHost = settings.virtualHost
    this.heartbeat = settings.heartbeat
    this.connectionTimeoutMs = settings.connectionTimeoutMs
  }
}

/** One node of a broker. */
export interface RabbitAddress {
  readonly isSecure: boolean
  readonly host: string
  readonly port: number
}

interface RabbitSettings {
  readonly addresses: readonly RabbitAddress[]
  readonly username: string
  readonly password: string
  readonly virtualHost: string
  readonly heartbeat: number | undefined
  readonly connectionTimeoutMs: number
}

/** What may be given; the rest is Spring's default. */
export interface RabbitOptions {
  readonly uri?: string | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  /** `host:port` with commas between; before host and port. */
  readonly addresses?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly virtualHost?: string | undefined
  readonly requestedHeartBeat?: number | undefined
  readonly connectionTimeout?: number | undefined
  readonly isSecure?: boolean
}

const CONNECT_MS = 10_000

/** A connection factory by its options: a URI says address, user, password and virtual host, unless they are given apart. */
export function rabbitConnectionFactory(options: RabbitOptions): RabbitConnectionFactory {
  const url = options.uri === undefined || !URL.canParse(options.uri) ? undefined : new URL(options.uri)
  const isSecure = options.isSecure ?? url?.protocol === 'amqps:'
  const port = options.port ?? (url === undefined || url.port === '' ? (isSecure ? 5671 : 5672) : Number(url.port))
  const host = options.host ?? url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? 'localhost'
  return new RabbitConnectionFactory({
    addresses: options.addresses === undefined ? [{ isSecure, host, port }] : parseAddresses(options.addresses, isSecure, port),
    username: options.username ?? part(url?.username) ?? 'guest',
    password: options.password ?? part(url?.password) ?? 'guest',
    virtualHost: options.virtualHost ?? part(url?.pathname.slice(1)) ?? '/',
    heartbeat: options.requestedHeartBeat,
    connectionTimeoutMs: options.connectionTimeout ?? CONNECT_MS,
  })
}

function part(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : decodeURIComponent(text)
}

function parseAddresses(text: string, isSecure: boolean, port: number): RabbitAddress[] {
  return text.split(',').map(each => {
    const match = /^(?:(amqps?):\/\/)?(?:[^@/]*@)?(.*?)(?::(\d+))?(?:\/.*)?$/.exec(each.trim())!
    return { isSecure: match[1] === undefined ? isSecure : match[1] === 'amqps', host: match[2]!, port: Number(match[3] ?? port) }
  })
}
