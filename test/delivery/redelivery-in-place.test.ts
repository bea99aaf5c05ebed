import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, type RunningRoutes, runRoutes } from '../helpers/run-routes.ts'

const KEYS = ['a', 'b', 'c', 'd']
const BODIES = Array.from({ length: 40 }, (_, number) => `${KEYS[number % KEYS.length]}${String(number).padStart(2, '0')}`)

/** Sends away each message of the key `a` four times, as a database would that is away. */
function away() {
  const tries = new Map<string, number>()
  return (exchange: { readonly body: unknown }) => {
    const body = String(exchange.body)
    const tried = (tries.get(body) ?? 0) + 1
    tries.set(body, tried)
    if (body.startsWith('a') && tried < 5) throw new Error('away')
  }
}

const redelivering = (from: string, body = '') => `
- route:
    id: r
    errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: -1, redeliveryDelay: 3 } } }
    from:
      ${from}
      steps: [ ${body} { convertBodyTo: String }, { process: { ref: away } }, { to: "mock:out" } ]
`

/** What has come of a key, in the order in which it came. */
const ofKey = ({ bodies }: RunningRoutes, key: string) => bodies('out').filter(body => String(body).startsWith(key))

test('files behind one that is redelivered in place wait for it', async () => {
  const folder = newFolder()
  for (const body of BODIES) writeFileSync(join(folder, body.slice(1)), body)
  const running = await runRoutes(redelivering(`uri: "file:${folder}?initialDelay=0&delay=20&sortBy=file:name"`), {
    beans: { away: away() },
  })
  await running.until(() => running.bodies('out').length === BODIES.length)
  expect(running.bodies('out')).toEqual(BODIES)
})

test('rows behind one of their key that is redelivered in place wait for it, rows of other keys do not', async () => {
  const folder = newFolder()
  const database = `
- beans:
    - { name: shop, type: org.sqlite.SQLiteDataSource, properties: { url: "jdbc:sqlite:${folder}/shop.sqlite" } }
`
  const from = `uri: "sql:select id, body, substr(body, 1, 1) as lane from orders where done = 0 order by id"
      parameters: { dataSource: "#shop", initialDelay: 0, delay: 20, concurrency: 4, concurrencyKey: lane, onConsume: "update orders set done = 1 where id = :#id" }`
  const filling = await runRoutes(`${database}- from: { uri: "direct:in", steps: [ { toD: "sql:\${body}?dataSource=#shop" } ] }\n`, {
    folder,
  })
  await filling.kafila.send('direct:in', { body: 'create table orders (id integer primary key, body text, done int default 0)' })
  await filling.kafila.send('direct:in', { body: `insert into orders (body) values ${BODIES.map(body => `('${body}')`).join(', ')}` })
  const running = await runRoutes(database + redelivering(from, '{ setBody: { simple: "${body[body]}" } },'), {
    folder,
    beans: { away: away() },
  })
  await running.until(() => running.bodies('out').length === BODIES.length)
  for (const key of KEYS) expect(ofKey(running, key)).toEqual(BODIES.filter(body => body.startsWith(key)))
  const first = (key: string) => running.bodies('out').indexOf(ofKey(running, key).at(-1))
  expect(first('b')).toBeLessThan(first('a'))
})
