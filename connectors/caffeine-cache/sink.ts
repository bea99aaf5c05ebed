import { convert, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { Cache } from './cache.ts'

interface Options {
  readonly cacheName: string
  readonly action: string | undefined
  readonly key: string | undefined
  readonly valueType: string | undefined
  readonly evictionType: 'SIZE_BASED' | 'TIME_BASED'
  readonly maximumSize: number
  readonly expireAfterAccessTime: number
  readonly expireAfterWriteTime: number
}

/** Works on the cache of its name. An action that is none does nothing, as in Camel. */
export function openCacheSink(options: Options, context: ConnectorContext): Sink {
  const cache = context.shared(`caffeine-cache:${options.cacheName}`, () => new Cache(limitsOf(options), context.services.clock))
  return {
    send(exchange) {
      const action = toText(exchange.header('CamelCaffeineAction') ?? options.action ?? null, exchange)
      if (action === null) throw noAction(exchange)
      new Call(cache, options, exchange).run(action.toUpperCase())
    },
    close() {},
  }
}

function limitsOf({ evictionType, maximumSize, expireAfterAccessTime, expireAfterWriteTime }: Options) {
  if (evictionType === 'SIZE_BASED') return { size: maximumSize, afterAccess: undefined, afterWrite: undefined }
  return { size: undefined, afterAccess: expireAfterAccessTime * 1000, afterWrite: expireAfterWriteTime * 1000 }
}

function noAction(exchange: Exchange): Error {
  return errors.KF_RUN_EXCHANGE(
    { reason: `No 'CamelCaffeineAction' header available of type: java.lang.String. ${exchange}` },
    { type: 'org.apache.camel.NoSuchHeaderException' },
  )
}

class Call {
  private readonly cache: Cache
  private readonly options: Options
  private readonly exchange: Exchange

  constructor(cache: Cache, options: Options, exchange: Exchange) {
    this.cache = cache
    this.options = options
    this.exchange = exchange
  }

  run(action: string): void {
    switch (action) {
      case 'GET':
        return this.answer(this.cache.get(this.key()))
      case 'GET_ALL':
        return this.answer(this.present(this.keys() ?? []))
      case 'PUT':
        return this.answer(this.cache.put(this.key(), this.value(this.options.valueType)))
      case 'PUT_ALL':
        return this.putAll(this.value('java.util.Map') as Readonly<Record<string, unknown>>)
      case 'INVALIDATE':
        return this.answer(this.cache.remove(this.key()))
      case 'INVALIDATE_ALL':
        return this.invalidate(this.keys())
      case 'CLEANUP':
        return this.answer(this.cache.clean())
      case 'AS_MAP':
        return this.asMap()
    }
  }

  private present(keys: readonly string[]): Record<string, unknown> {
    const found = keys.map(key => [key, this.cache.get(key)] as const).filter(([, value]) => value !== undefined)
    return Object.fromEntries(found)
  }

  private putAll(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) this.cache.put(key, value)
    this.answer(undefined)
  }

  private invalidate(keys: readonly string[] | undefined): void {
    if (keys === undefined) this.cache.clear()
    else for (const key of keys) this.cache.remove(key)
    this.answer(undefined)
  }

  private asMap(): void {
    const all = this.cache.all()
    this.exchange.setHeader('CamelCaffeineKeys', Object.keys(all))
    this.answer(all)
  }

  private answer(result: unknown): void {
    this.exchange.setHeader('CamelCaffeineActionSucceeded', true)
    this.exchange.setHeader('CamelCaffeineActionHasResult', result !== undefined)
    if (result !== undefined) this.exchange.body = result
  }

  private key(): string {
    const key = toText(this.exchange.header('CamelCaffeineKey') ?? this.options.key ?? null, this.exchange)
    if (key === null) throw this.missing('as default value', 'CamelCaffeineKey')
    return key
  }

  private keys(): readonly string[] | undefined {
    const keys = this.exchange.header('CamelCaffeineKeys') ?? undefined
    return keys === undefined ? undefined : (Array.isArray(keys) ? keys : [keys]).map(each => toText(each, this.exchange) ?? '')
  }

  private value(type: string | undefined): unknown {
    const given = this.exchange.header('CamelCaffeineValue') ?? null
    if (given !== null) return given
    const body = type === undefined || this.exchange.body === null ? this.exchange.body : convert(this.exchange.body, type, this.exchange)
    if (body === null || body === undefined) throw this.missing('body', 'CamelCaffeineValue')
    return body
  }

  private missing(place: string, header: string): Error {
    return errors.KF_RUN_EXCHANGE({ reason: `No value provided in header or ${place} (${header}). ${this.exchange}` })
  }
}
