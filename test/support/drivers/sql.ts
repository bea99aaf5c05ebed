import pg from 'pg'
import sql from '../../../connectors/sql/index.ts'
import type { ConnectorDriver } from '../../../src/testing/index.ts'
import { service } from '../services.ts'
import { breakableWay } from '../toxiproxy.ts'

interface Stored {
  readonly id: number
  readonly body: string
}

/** Tables of PostgreSQL: rows with a number that are read and marked, and rows that are put in. */
export async function sqlDriver({ breakable = false } = {}): Promise<ConnectorDriver> {
  const database = await service('postgres@sql')
  const { PG_HOST, PG_PORT, PG_USER, PG_PASSWORD, PG_DATABASE, PG_URL } = database.env
  const way = breakable ? await breakableWay(`${PG_HOST}:${PG_PORT}`) : undefined
  const port = way?.port ?? PG_PORT
  const pool = () => {
    const made = new pg.Pool({ connectionString: PG_URL, max: 2 })
    made.on('error', () => undefined)
    return made
  }
  let client = pool()
  let places = 0
  const properties = `{ serverName: "${PG_HOST}", portNumber: ${port}, databaseName: ${PG_DATABASE}, user: ${PG_USER}, password: ${PG_PASSWORD} }`
  return {
    connector: sql,
    yaml: `- beans:\n    - { name: wrong, type: org.postgresql.ds.PGSimpleDataSource, properties: { serverName: "${PG_HOST}", portNumber: ${port}, databaseName: ${PG_DATABASE}, user: ${PG_USER}, password: hunter2 } }\n    - { name: db, type: org.postgresql.ds.PGSimpleDataSource, properties: ${properties} }\n`,
    wrongCredentials: 'sql:select 1?dataSource=#wrong',
    secrets: ['hunter2', PG_PASSWORD!],
    exempt: {
      'D1 source': 'a row is a map, its bytes are those of a column',
      'D1 sink': 'text columns hold no bytes of any kind',
    },
    ...(way && { network: way }),
    service: {
      down: () => database.kill9(),
      up: async () => {
        await database.start()
        await client.end().catch(() => undefined)
        client = pool()
      },
    },
    async place() {
      const [input, output] = [`in_${process.pid}_${++places}`, `out_${process.pid}_${places}`]
      await client.query(`create table ${input} (id serial primary key, body text, done int default 0)`)
      await client.query(`create table ${output} (id serial primary key, body text)`)
      const seen = new Set<number>()
      let last = 0
      return {
        source: `sql:select id, body, split_part(body, '|', 1) as lane from ${input} where done = 0 order by id limit 500?dataSource=#db&initialDelay=0&delay=20&concurrencyKey=lane&onConsume=update ${input} set done = 1 where id = :#id`,
        unwrap: '{ setBody: { simple: "${body[body]}" } }',
        sink: `sql:insert into ${output} (body) values (:#\${body})?dataSource=#db`,
        async write(messages) {
          const bodies = messages.map(({ body }) => Buffer.from(body).toString('utf8'))
          await client.query(`insert into ${input} (body) select unnest($1::text[])`, [bodies])
        },
        async read() {
          // numbers are given before the commit: a row may appear behind one with a higher number
          const { rows: near } = await client.query<Stored>(`select id, body from ${output} where id > $1 order by id`, [last - 1000])
          const rows = near.filter(({ id }) => !seen.has(id))
          for (const { id } of rows) seen.add(id)
          last = rows.at(-1)?.id ?? last
          return rows.map(({ body }) => ({ body: Buffer.from(body) }))
        },
      }
    },
  }
}
