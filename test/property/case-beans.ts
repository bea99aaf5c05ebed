import { type Clock, type Exchange, errors } from '../../src/index.ts'

const failure = () => errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'given' })

function mark(exchange: Exchange, name: string): void {
  exchange.setHeader('mark', `${exchange.header('mark') ?? ''}${name}`)
}

function joined(previous: Exchange | undefined, next: Exchange | undefined): Exchange | undefined {
  if (previous === undefined || next === undefined) return next ?? previous
  previous.body = `${String(previous.body).slice(0, 100)}+${String(next.body).slice(0, 100)}`
  return previous
}

function repository() {
  const keys = new Set<string>()
  return {
    contains: (key: string) => keys.has(key),
    add: (key: string) => !keys.has(key) && keys.add(key).size > 0,
    confirm: () => true,
    remove: (key: string) => keys.delete(key),
    clear: () => keys.clear(),
  }
}

/** Beans of random cases. Those called `later` wait for the clock, those called `soon` for a promise that is settled already. */
export function caseBeans(clock: Clock): Readonly<Record<string, unknown>> {
  return {
    marking: (exchange: Exchange) => mark(exchange, 'm'),
    'failing-process': () => {
      throw failure()
    },
    soon: async (exchange: Exchange) => mark(exchange, 's'),
    later: (exchange: Exchange) => clock.sleep(1).then(() => mark(exchange, 'l')),
    'at-times': (exchange: Exchange) => (String(exchange.body).length % 2 === 0 ? Promise.resolve() : undefined),
    'soon-failing': async () => {
      throw failure()
    },
    'later-failing': (exchange: Exchange) =>
      clock.sleep(2).then(() => {
        mark(exchange, 'f')
        throw failure()
      }),
    /** Changes the message and fails, each other time that an exchange comes. */
    'failing-at-first': (exchange: Exchange) => {
      mark(exchange, 't')
      const tried = exchange.property('tried') === true
      exchange.setProperty('tried', !tried)
      if (!tried) throw failure()
    },
    joining: joined,
    failing: () => {
      throw failure()
    },
    'later-joining': (previous: Exchange | undefined, next: Exchange | undefined) => clock.sleep(1).then(() => joined(previous, next)),
    maker: { make: (body: unknown) => `made ${body}` },
    repository: repository(),
  }
}
