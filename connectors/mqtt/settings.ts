import { randomBytes } from 'node:crypto'
import { errors } from '../../src/core/errors.ts'
import type { Services } from '../../src/core/services.ts'
import type { Built } from '../../src/kit/index.ts'
import { tlsOptions } from '../../src/kit/tls-options.ts'
import type { connectionFields } from './connection-fields.ts'

/** What the schemes of MQTT have in common, whichever options say it. */
export interface MqttOptions extends Built<typeof connectionFields> {
  readonly topic: string
  /** 3 is MQTT 3.1, 4 is 3.1.1. */
  readonly version: 3 | 4 | 5
  readonly clean: boolean
  readonly qos: number
  readonly willQos: number
  readonly mapHeaders: boolean
  readonly receiveMaximum?: number
  readonly sessionExpiryInterval?: number
  readonly willMqttProperties?: Readonly<Record<string, unknown>> | undefined
  readonly maxInflight: number
}

/** One broker's address. */
export interface BrokerAddress {
  readonly protocol: 'tcp' | 'ssl' | 'ws' | 'wss'
  readonly host: string
  readonly port: number
  /** Of a WebSocket. */
  readonly path: string
}

/** How to connect. */
export interface MqttSettings {
  readonly options: MqttOptions
  readonly brokers: readonly BrokerAddress[]
  readonly clientId: string
  readonly userName: string | undefined
  readonly password: string | undefined
  /** Options for `node:tls`. */
  readonly tls: Readonly<Record<string, unknown>>
  /** For messages: `mqtt localhost:1883`. */
  readonly what: string
  /** The class of failures, by which routes know them. */
  readonly exception: string
}

const PROTOCOLS: Readonly<Record<string, readonly [BrokerAddress['protocol'], number]>> = {
  'tcp:': ['tcp', 1883],
  'mqtt:': ['tcp', 1883],
  'ssl:': ['ssl', 8883],
  'tls:': ['ssl', 8883],
  'mqtts:': ['ssl', 8883],
  'ws:': ['ws', 80],
  'wss:': ['wss', 443],
}

/** The settings of an endpoint. An address that is none is an error, as is a quality of service that does not exist. */
export function mqttSettings(options: MqttOptions, services: Services): MqttSettings {
  for (const name of ['qos', 'willQos'] as const) checkQos(name, options[name])
  const urls = (options.serverURIs ?? options.brokerUrl).split(',').map(url => parseUrl(url.trim()))
  const [first] = urls
  const brokers = urls.map(addressOf)
  return {
    options,
    brokers,
    clientId: options.clientId ?? `kafila${randomBytes(8).toString('hex')}`,
    userName: options.userName ?? credential(first?.username),
    password: options.password ?? credential(first?.password),
    tls: withHostCheck(tlsOptions(options.sslContextParameters, services.directory), options.httpsHostnameVerificationEnabled),
    what: `mqtt ${brokers.map(({ host, port }) => `${host}:${port}`).join(', ')}`,
    exception: `org.eclipse.paho.${options.version === 5 ? 'mqttv5.common' : 'client.mqttv3'}.MqttException`,
  }
}

function checkQos(option: string, value: number): void {
  if (value < 0 || value > 2) throw errors.KF_FIELD_INVALID({ option, reason: `${value} is no quality of service: 0, 1 or 2` })
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || PROTOCOLS[url.protocol] === undefined || url.hostname === '') {
    throw errors.KF_FIELD_INVALID({
      option: 'brokerUrl',
      reason: 'it is no address of a broker: tcp://localhost:1883, ssl://host:8883, ws://host/mqtt',
    })
  }
  return url
}

function addressOf(url: URL): BrokerAddress {
  const [protocol, port] = PROTOCOLS[url.protocol]!
  return {
    protocol,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? port : Number(url.port),
    path: `${url.pathname === '' ? '/' : url.pathname}${url.search}`,
  }
}

function credential(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : decodeURIComponent(text)
}

function withHostCheck(tls: Record<string, unknown>, verified: boolean): Record<string, unknown> {
  return verified ? tls : { ...tls, checkServerIdentity: () => undefined }
}
