import type { Exchange } from './exchange.ts'

let sequence = 0

/**
 * From here on the exchange runs on a thread of that purpose, as far as its name goes: there is one thread, but routes that ask for
 * the name (`${threadName}`) read what Camel would tell them: `Camel (app) thread #7 - WireTap`.
 */
export function goOnThread(exchange: Exchange, purpose: string): void {
  exchange.thread = { purpose, name: undefined }
}

/** The name of the thread the exchange runs on: the one it went to, the one of its source, or `main` where the sender's goes on. */
export function threadNameOf(exchange: Exchange): string {
  if (exchange.thread === undefined) {
    const source = exchange.fromEndpoint
    if (source === '' || source.startsWith('direct:')) return 'main'
    goOnThread(exchange, source.replace(/\?.*$/s, ''))
  }
  const thread = exchange.thread!
  thread.name ??= `Camel (${exchange.services.name}) thread #${++sequence} - ${thread.purpose}`
  return thread.name
}
