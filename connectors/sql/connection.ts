import { isKafilaError } from '../../src/core/errors.ts'
import { type ConnectorContext, type DataSource, Supervisor } from '../../src/kit/index.ts'
import { type Database, databaseOf } from './database.ts'

/** How long a source waits for its database within one poll. */
const POLL_WAIT_MS = 1000

/** A database with its state: what cannot be reached is tried again, and the runtime is not ready meanwhile. */
export class SqlConnection {
  private readonly supervisor: Supervisor<Database>
  private lost: ((cause?: unknown) => void) | undefined

  constructor(source: DataSource, context: ConnectorContext) {
    this.supervisor = new Supervisor<Database>(context, {
      what: `sql ${source.address}`,
      open: async lost => {
        const database = await databaseOf(source, context)
        await database.probe()
        this.lost = lost
        return database
      },
      // the pool is the runtime's and opens connections anew by itself
      close: () => undefined,
    })
  }

  start(): Promise<void> {
    return this.supervisor.start()
  }

  stop(): Promise<void> {
    return this.supervisor.stop()
  }

  /** Uses the database; a failure that tells of a lost connection has it looked for again. */
  async use<T>(work: (database: Database) => Promise<T>, waitMs = POLL_WAIT_MS): Promise<T> {
    const database = await this.supervisor.acquire(waitMs)
    try {
      return await work(database)
    } catch (error) {
      if (isKafilaError(error) && error.code === 'KF_CONN_UNREACHABLE') this.lost?.(error)
      throw error
    }
  }
}
