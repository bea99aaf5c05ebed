import type { Exchange } from './exchange.ts'

const named = new WeakMap<Exchange, string>()
let sequence = 0

/**
 * From here on the exchange runs on a thread of that purpose, as far as its name goes: there is one thread, but routes that ask for
 * the name (`${threadName}`) read what Camel would tell them: `Camel (app) thread #7 - WireTap`.
 */
export function goOnThread(exchange: Exchange, purpose: string): void {
  named.set(exchange, threadName(exchange, purpose))
}

/** The name of the thread the exchange runs on: the one it went to, the one of its source, or `main` where the sender's goes on. */
export function threadNameOf(exchange: Exchange): string {
  const name = named.get(exchange)
  if (name !== undefined) return name
  const source = exchange.fromEndpoint
  if (source === '' || source.startsWith('direct:')) return 'main'
  const made = threadName(exchange, source.replace(/\?.*$/s, ''))
  named.set(exchange, made)
  return made
}

const threadName = (exchange: Exchange, purpose: string) => `Camel (${exchange.services.name}) thread #${++sequence} - ${purpose}`
