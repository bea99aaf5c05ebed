import { errors } from '../core/errors.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { DataSource, type DataSourceLogin } from '../kit/data-source.ts'
import { integer, text } from '../kit/field.ts'

const password = text({ describe: 'The password.', secret: true })
const driver = text({ describe: 'Has no effect: the address tells which database it is.' })

const login = {
  user: text({ describe: 'The user.' }),
  username: text({ describe: 'The user, as some data sources call it.' }),
  password,
}

/** A data source from a JDBC address. Others than those of PostgreSQL and SQLite are refused by name. */
function ofUrl(name: string, url: string, { user, password: secret, maxConnections }: DataSourceLogin): DataSource {
  const [, kind = '', rest = ''] = /^jdbc:(\w+):(.*)$/s.exec(url) ?? []
  if (kind === 'sqlite') return new DataSource('sqlite', rest)
  if (kind !== 'postgresql' && !/^postgres(ql)?:\/\//.test(url))
    throw errors.KF_ROUTE_BEAN({
      name,
      // the rest of the address may hold a password
      reason: `${kind === '' ? 'the address is no JDBC address' : `databases of jdbc:${kind}: are not supported`}: jdbc:postgresql://host:port/database and jdbc:sqlite:path are`,
    })
  const address = new URL(kind === '' ? url : `postgres:${rest.startsWith('//') ? rest : `//localhost/${rest}`}`)
  const given = {
    user: user ?? address.searchParams.get('user') ?? (address.username === '' ? undefined : decodeURIComponent(address.username)),
    password:
      secret ?? address.searchParams.get('password') ?? (address.password === '' ? undefined : decodeURIComponent(address.password)),
    maxConnections,
  }
  for (const option of ['user', 'password']) address.searchParams.delete(option)
  address.username = ''
  address.password = ''
  return new DataSource('postgres', address.href, given)
}

const pooled = defineBeanType({
  names: [
    'org.apache.commons.dbcp2.BasicDataSource',
    'org.springframework.jdbc.datasource.DriverManagerDataSource',
    'org.springframework.jdbc.datasource.SingleConnectionDataSource',
    'org.apache.tomcat.jdbc.pool.DataSource',
  ],
  summary: 'A database by its JDBC address: jdbc:postgresql://host:port/database or jdbc:sqlite:path.',
  fields: {
    url: text({ describe: 'The JDBC address.', required: true }),
    driverClassName: driver,
    maxTotal: integer({ describe: 'How many connections at most.', default: 10 }),
    initialSize: integer({ describe: 'Has no effect: connections are opened when they are needed.' }),
    ...login,
  },
  create: ({ url, user, username, password, maxTotal }, { name }) =>
    ofUrl(name, url, { user: username ?? user, password, maxConnections: maxTotal }),
})

const hikari = defineBeanType({
  names: ['com.zaxxer.hikari.HikariDataSource'],
  summary: 'A database by its JDBC address: jdbc:postgresql://host:port/database or jdbc:sqlite:path.',
  fields: {
    jdbcUrl: text({ describe: 'The JDBC address.', required: true }),
    driverClassName: driver,
    maximumPoolSize: integer({ describe: 'How many connections at most.', default: 10 }),
    ...login,
  },
  create: ({ jdbcUrl, user, username, password, maximumPoolSize }, { name }) =>
    ofUrl(name, jdbcUrl, { user: username ?? user, password, maxConnections: maximumPoolSize }),
})

const postgres = defineBeanType({
  names: ['org.postgresql.ds.PGSimpleDataSource', 'org.postgresql.ds.PGPoolingDataSource', 'kafila.PostgresDataSource'],
  summary: 'A PostgreSQL database, by its address or by host, port and name.',
  fields: {
    url: text({ describe: 'The address: jdbc:postgresql://host:port/database, or postgres://host:port/database.' }),
    serverName: text({ describe: 'The host.', default: 'localhost' }),
    portNumber: integer({ describe: 'The port.', default: 5432 }),
    databaseName: text({ describe: 'The database; that of the name of the user where it is not given.' }),
    maxConnections: integer({ describe: 'How many connections at most.', default: 10 }),
    ...login,
  },
  create({ url, serverName, portNumber, databaseName, user, username, password, maxConnections }, { name }) {
    const given = { user: user ?? username, password, maxConnections }
    const address = url ?? `postgres://${serverName}:${portNumber}/${databaseName ?? given.user ?? ''}`
    return ofUrl(name, address, given)
  },
})

const sqlite = defineBeanType({
  names: ['org.sqlite.SQLiteDataSource', 'kafila.SqliteDataSource'],
  summary: 'A SQLite database: a file, or `:memory:`.',
  fields: {
    url: text({ describe: 'The JDBC address: jdbc:sqlite:path.' }),
    path: text({ describe: 'The path of the file.' }),
  },
  create({ url, path }, { name }) {
    if (path !== undefined) return new DataSource('sqlite', path)
    if (url === undefined) throw errors.KF_ROUTE_BEAN({ name, reason: 'neither path nor url is given' })
    return ofUrl(name, url, {})
  },
})

/** Where databases are. */
export const dataSources: readonly BeanTypeDefinition[] = [hikari, pooled, postgres, sqlite] as unknown as readonly BeanTypeDefinition[]
