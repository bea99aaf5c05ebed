import { isAbsolute, join } from 'node:path'
import { errors } from '../../src/core/errors.ts'
import { type ConnectorContext, isStore, type Store } from '../../src/kit/index.ts'
import { DEAD_LETTER_FOLDER, DeadLetters } from '../../src/stores/dead-letters.ts'
import { LmdbStore } from '../../src/stores/lmdb-store.ts'

export interface LetterOptions {
  readonly queue: string
  readonly directory?: string | undefined
  readonly store?: unknown
}

/** The letters that an endpoint means: in its store, or in a folder that all endpoints of the runtime share. */
export function lettersOf({ directory, store }: LetterOptions, context: ConnectorContext): DeadLetters {
  if (store !== undefined) return new DeadLetters(givenStore(store))
  const { services } = context
  const path = directory ?? DEAD_LETTER_FOLDER
  const folder = isAbsolute(path) ? path : join(services.directory, path)
  return context.shared(`dlq:${folder}`, () => sharedLetters(folder, context)).letters()
}

function givenStore(bean: unknown): Store {
  if (isStore(bean)) return bean
  throw errors.KF_ROUTE_INVALID({ what: 'store', reason: 'the bean is no store' })
}

/** Opened by the first use, closed with the runtime, and opened anew where that starts again. */
function sharedLetters(folder: string, { services }: ConnectorContext) {
  let store: LmdbStore | undefined
  const open = () => (store ??= new LmdbStore(folder, services.clock))
  const letters = new Proxy({} as Store, {
    get(_, name) {
      const value = open()[name as keyof LmdbStore] as unknown
      return typeof value === 'function' ? value.bind(open()) : value
    },
  })
  return {
    letters: () => new DeadLetters(letters),
    async close() {
      await store?.close()
      store = undefined
    },
  }
}
