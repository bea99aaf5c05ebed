import { Client } from 'pg'
import { PostgresStore } from '../../src/stores/postgres-store.ts'
import type { StoreHarness } from '../../src/testing/store-conformance.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { crashingWriter } from './store-harness.ts'

/** The store in a table of a database; the table is emptied first. */
export async function postgresHarness(url: string): Promise<StoreHarness> {
  const client = new Client(url)
  await client.connect()
  await client.query('DROP TABLE IF EXISTS kafila_store')
  await client.end()
  return {
    clock: () => new ManualClock(),
    open: clock => new PostgresStore({ url }, clock),
    writer: () => crashingWriter('postgres', url),
  }
}
