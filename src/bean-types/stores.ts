import { isAbsolute, join } from 'node:path'
import { errors } from '../core/errors.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { bean, boolean, duration, integer, text } from '../kit/field.ts'
import { isStore, type Store } from '../kit/store.ts'
import { LmdbStore } from '../stores/lmdb-store.ts'
import { MemoryStore } from '../stores/memory-store.ts'
import { PostgresStore } from '../stores/postgres-store.ts'
import { RECOVERY, StoreAggregationRepository } from '../stores/store-aggregation-repository.ts'
import { StoreIdempotentRepository } from '../stores/store-idempotent-repository.ts'

const memory = defineBeanType({
  names: ['kafila.MemoryStore'],
  summary: 'A store in memory: what it keeps is lost with the process.',
  fields: {},
  create: (_, { services }) => new MemoryStore(services.clock),
})

const lmdb = defineBeanType({
  names: ['kafila.LmdbStore'],
  summary: 'An embedded store in a folder of this machine: what is written survives the death of the process.',
  fields: { path: text({ describe: 'The folder; made where it is missing. Not on a network drive.', required: true }) },
  create: ({ path }, { services }) => new LmdbStore(folder(path, services.directory), services.clock),
})

const postgres = defineBeanType({
  names: ['kafila.PostgresStore'],
  summary: 'A store in a table of PostgreSQL, which several processes share.',
  fields: {
    url: text({ describe: 'The database: postgres://user:password@host:port/database.', required: true, secret: true }),
    table: text({ describe: 'The table; made where it is missing.', default: 'kafila_store' }),
    connections: integer({ describe: 'How many connections at most.', default: 4 }),
  },
  create: (options, { services }) => new PostgresStore(options, services.clock),
})

const idempotent = defineBeanType({
  names: ['kafila.StoreIdempotentRepository'],
  summary: 'Remembers keys in a store. A store may also be given as `idempotentRepository` itself.',
  fields: {
    store: bean({ describe: 'The store.', required: true }),
    repositoryName: text({ describe: 'Tells its keys apart from those of others in the store.', required: true }),
    timeToLive: duration({ describe: 'How long a key is known. Default: for ever.' }),
  },
  create: ({ store, repositoryName, timeToLive }, { name, services }) =>
    new StoreIdempotentRepository(storeOf(store, name), repositoryName, services, timeToLive),
})

const recoveryFields = {
  useRecovery: boolean({ describe: 'Whether complete groups that have not ended well are sent on again.', default: RECOVERY.useRecovery }),
  recoveryInterval: duration({ describe: 'How often it is looked for such groups.', default: RECOVERY.recoveryInterval }),
  maximumRedeliveries: integer({
    describe: 'How often a group is sent on again before it goes to `deadLetterUri`; 0: for ever.',
    default: RECOVERY.maximumRedeliveries,
  }),
  deadLetterUri: text({ describe: 'Where a group goes that was sent on again in vain; needs `maximumRedeliveries`.' }),
}

const aggregation = defineBeanType({
  names: ['kafila.StoreAggregationRepository'],
  summary: 'Keeps the groups of one aggregate in a store. A store may also be given as `aggregationRepository` itself.',
  fields: {
    store: bean({ describe: 'The store.', required: true }),
    repositoryName: text({ describe: 'Tells its groups apart from those of others in the store.', required: true }),
    ...recoveryFields,
  },
  create({ store, repositoryName, ...recovery }, { name, services }) {
    checkRecovery(recovery, name)
    const { deadLetterUri, ...rest } = recovery
    return new StoreAggregationRepository(storeOf(store, name), repositoryName, services, { ...rest, deadLetterUri })
  },
})

const levelDb = defineBeanType({
  names: ['org.apache.camel.component.leveldb.LevelDBAggregationRepository'],
  summary: 'Keeps the groups of one aggregate in a folder (LMDB; a folder that LevelDB has written is not read).',
  fields: {
    persistentFileName: text({ describe: 'The folder; made where it is missing.', required: true }),
    repositoryName: text({ describe: 'Tells its groups apart from those of others in the folder.', required: true }),
    sync: boolean({ describe: 'Has no effect: every write is on the disk before its message is acknowledged.', default: false }),
    ...recoveryFields,
  },
  create({ persistentFileName, repositoryName, sync: _, ...recovery }, { name, services }) {
    checkRecovery(recovery, name)
    const { deadLetterUri, ...rest } = recovery
    const store = new LmdbStore(folder(persistentFileName, services.directory), services.clock)
    const repository = new StoreAggregationRepository(store, repositoryName, services, { ...rest, deadLetterUri })
    repository.ownStore = store
    return repository
  },
})

/** Stores, and what stands on them. */
export const storeBeans: readonly BeanTypeDefinition[] = [aggregation, idempotent, levelDb, lmdb, memory, postgres].map(
  each => each as BeanTypeDefinition,
)

function folder(path: string, directory: string): string {
  return isAbsolute(path) ? path : join(directory, path)
}

function storeOf(given: unknown, name: string): Store {
  if (isStore(given)) return given
  throw errors.KF_ROUTE_BEAN({
    name,
    reason: 'store is no store: a bean of the type kafila.LmdbStore, kafila.PostgresStore or kafila.MemoryStore',
  })
}

function checkRecovery(
  { deadLetterUri, maximumRedeliveries }: { deadLetterUri?: string | undefined; maximumRedeliveries: number },
  name: string,
): void {
  if (deadLetterUri !== undefined && maximumRedeliveries <= 0)
    throw errors.KF_ROUTE_BEAN({ name, reason: `Option maximumRedeliveries must be a positive number, was: ${maximumRedeliveries}` })
}
