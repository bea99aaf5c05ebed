import { defineConnector, text } from '../../src/kit/index.ts'
import { sqlSinkFields, sqlSourceFields } from './fields.ts'
import { openSqlSink } from './sink.ts'
import { openSqlSource } from './source.ts'

export default defineConnector({
  name: 'sql',
  summary: 'Reads from and writes to databases by SQL: PostgreSQL, and SQLite as the embedded one.',
  notes: [
    'Parameters stand as `#` (by position, from a body that is a list or a text with separators), `:#name` (from a body that is a map, else from a header), `:#in:name` (a list of values) or `:#${simple}`. They never become part of the text of the statement.',
    'The database is a data source among the beans, by the names that Camel users know (BasicDataSource, HikariDataSource, PGSimpleDataSource, SQLiteDataSource). Without any there is an embedded SQLite file, `.kafila/data.sqlite`.',
    'Delivery: a message has been sent when its statement is committed. A source marks a row by `onConsume` when its message has ended well, after a group that took it in has ended; a process that dies before gets the row again. Without `onConsume` each poll gives all rows again, as in Camel.',
    'A row whose message failed comes again with growing delay, not with each poll, unless `onConsumeFailed` marks it.',
  ],
  syntax: 'sql:query',
  componentOptions: { dataSource: true },
  path: { query: text({ describe: 'The statement, or `file:` or `classpath:` with the file that holds it.', required: true }) },
  delivery: {
    source: { acks: 'native', order: 'total', orderOfFailed: false, redelivery: 'requeue', persistent: true, resume: 'none' },
    sink: { durable: 'remote', idempotentWrite: false, batchWrite: true, transactional: false },
    headers: 'none',
    notes: [
      'Rows come in the order of the query, one after the other; with `concurrency` several at a time, in no order but that of each value of the column `concurrencyKey`.',
    ],
  },
  source: { fields: sqlSourceFields, open: (options, context) => openSqlSource(options, context) },
  sink: { fields: sqlSinkFields, open: (options, context) => openSqlSink(options, context) },
  examples: [
    {
      title: 'Orders that were not worked on yet, each marked when it is done',
      yaml: `- beans:
    - name: shop
      type: org.sqlite.SQLiteDataSource
      properties: { url: "jdbc:sqlite:shop.sqlite" }
- from:
    uri: "sql:select id, customer from orders where done = 0 order by id"
    parameters: { dataSource: "#shop", onConsume: "update orders set done = 1 where id = :#id" }
    steps:
      - to: mock:order
`,
    },
    {
      title: 'A row for each message',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: "sql:insert into orders (id, customer) values (:#id, :#customer)"
`,
    },
  ],
})
