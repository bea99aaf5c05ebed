import { expect, test } from 'vitest'
import { openPostgres } from '../../connectors/sql/postgres.ts'
import { service } from '../support/services.ts'

test('a connection that is lost in a transaction fails the transaction, not the process; the next one has another', async () => {
  const { env } = await service('postgres')
  const database = await openPostgres({ address: env['PG_URL']!, maxConnections: 2 } as never)
  const failures: unknown[] = []
  const failed = (error: unknown) => failures.push(error)
  process.on('uncaughtException', failed)
  try {
    const pid = { sql: 'select pg_backend_pid() as pid', values: [] }
    const transaction = database.transaction(async query => {
      const [row] = (await query(pid)).rows!
      // by another connection, while this one waits for nothing
      await database.query({ sql: 'select pg_terminate_backend($1)', values: [row!['pid']] })
      await new Promise(resolve => setTimeout(resolve, 200))
      await query(pid)
    })
    await expect(transaction).rejects.toMatchObject({ code: 'KF_CONN_UNREACHABLE' })
    expect(await database.transaction(async query => (await query({ sql: 'select 1 as one', values: [] })).rows)).toEqual([{ one: 1 }])
    expect(failures).toEqual([])
  } finally {
    process.off('uncaughtException', failed)
    await database.close()
  }
})
