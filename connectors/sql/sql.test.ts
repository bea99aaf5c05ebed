import { expect, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'
import { parseStatement } from './statement.ts'

const beans = `- beans:
    - { name: shop, type: org.sqlite.SQLiteDataSource, properties: { url: "jdbc:sqlite:{{folder}}/shop.sqlite" } }
`
const table = 'create table orders (id integer primary key, customer text, done integer default 0)'

/** Routes over a database with a table of orders. */
async function shop(routes = '', more: Parameters<typeof runRoutes>[1] = {}) {
  const running = await runRoutes(`${beans}${routes}- route: { id: idle, from: { uri: "direct:idle", steps: [ { stop: {} } ] } }\n`, {
    ...more,
    start: false,
  })
  await running.kafila.send(`sql:${table}`)
  await running.kafila.start()
  const run = (uri: string, body?: unknown, headers: Record<string, unknown> = {}) => running.kafila.send(uri, { body, headers })
  const rows = async (query = 'select id, customer, done from orders order by id') => (await run(`sql:${query}`)).body
  return { ...running, run, rows }
}

test('parameters by name come from a map, else from headers, and never become text of the statement', async () => {
  const { run, rows } = await shop()
  const evil = `x'); drop table orders; --`
  await run('sql:insert into orders (id, customer) values (:#id, :#customer)', { id: 1 }, { customer: evil })
  expect(await rows()).toEqual([{ id: 1, customer: evil, done: 0 }])
})

test('parameters by position come from a list, or from a text that is cut at commas', async () => {
  const { run, rows } = await shop()
  await run('sql:insert into orders (id, customer) values (#, #)', [1, 'Ann'])
  await run('sql:insert into orders (id, customer) values (#, #)', '2, Bob')
  expect(await rows('select id, customer from orders order by id')).toEqual([
    { id: 1, customer: 'Ann' },
    { id: 2, customer: 'Bob' },
  ])
})

test('the only parameter of a statement may be bytes or null', async () => {
  const { run, rows } = await shop()
  const bytes = Buffer.from([0, 255, 7])
  await run('sql:insert into orders (customer) values (:#photo)', { photo: bytes })
  await run('sql:insert into orders (customer) values (:#photo)', { photo: null })
  expect(await rows('select customer from orders order by id')).toEqual([{ customer: bytes }, { customer: null }])
  expect((await run('sql:select id from orders where customer = :#photo', { photo: bytes })).body).toEqual([{ id: 1 }])
})

test('a list of values fills as many parameters as it has items', async () => {
  const { run } = await shop()
  for (const id of [1, 2, 3]) await run('sql:insert into orders (id) values (:#id)', { id })
  const exchange = await run('sql:select id from orders where id in (:#in:ids) order by id', null, { ids: [1, 3, 9] })
  expect(exchange.body).toEqual([{ id: 1 }, { id: 3 }])
  expect(exchange.header('CamelSqlRowCount')).toBe(2)
})

test('a simple expression may stand as a parameter', async () => {
  const { run } = await shop()
  await run('sql:insert into orders (id, customer) values (1, :#${body.toUpperCase()})', 'ann')
  expect((await run('sql:select customer from orders?outputType=SelectOne')).body).toBe('ANN')
})

test('a value that is nowhere, and too few values, are errors that name the statement', async () => {
  const { run } = await shop()
  expect((await run('sql:select * from orders where id = :#nobody')).exception).toMatchObject({
    code: 'KF_SQL_NO_VALUE',
    message:
      'Cannot find key [nobody] in message body or headers to use when setting named parameter in query [select * from orders where id = :#nobody]',
  })
  expect((await run('sql:select # + #', [1])).exception).toMatchObject({ code: 'KF_SQL_PARAMETERS', details: { expected: 2, actual: 1 } })
})

test('an update tells how many rows it changed and leaves the body', async () => {
  const { run } = await shop()
  for (const id of [1, 2]) await run('sql:insert into orders (id) values (:#id)', { id })
  const exchange = await run('sql:update orders set done = 1', 'body')
  expect([exchange.body, exchange.header('CamelSqlUpdateCount')]).toEqual(['body', 2])
})

test('a batch is written as a whole or not at all', async () => {
  const { run, rows } = await shop()
  const insert = 'sql:insert into orders (id, customer) values (#, #)?batch=true'
  expect(
    (
      await run(insert, [
        [1, 'a'],
        [2, 'b'],
      ])
    ).header('CamelSqlUpdateCount'),
  ).toBe(2)
  const failed = await run(insert, [
    [3, 'c'],
    [1, 'again'],
  ])
  expect(failed.exception).toMatchObject({ code: 'KF_SQL_REFUSED', type: 'org.springframework.dao.DuplicateKeyException' })
  expect(await rows('select id from orders order by id')).toEqual([{ id: 1 }, { id: 2 }])
})

test('SelectOne gives the value or the row, nothing where there is none, and fails where there are several', async () => {
  const { run } = await shop()
  for (const id of [1, 2]) await run('sql:insert into orders (id, customer) values (:#id, :#id)', { id })
  const one = (query: string) => run(`sql:${query}?outputType=SelectOne`)
  expect((await one('select count(*) from orders')).body).toBe(2)
  expect((await one('select id, done from orders where id = 1')).body).toEqual({ id: 1, done: 0 })
  expect((await one('select id from orders where id = 9')).body).toBeNull()
  expect((await one('select id from orders')).exception).toMatchObject({ code: 'KF_SQL_NOT_ONE' })
})

test('StreamList gives row after row to a streaming split', async () => {
  const { run, kafila, bodies, until } = await shop(
    '- from: { uri: "direct:all", steps: [ { to: "sql:select id from orders order by id?outputType=StreamList" }, { split: { simple: "${body}", streaming: true, steps: [ { to: "mock:row" } ] } } ] }\n',
  )
  for (const id of [1, 2, 3]) await run('sql:insert into orders (id) values (:#id)', { id })
  expect((await kafila.send('direct:all')).exception).toBeUndefined()
  await until(() => bodies('row').length === 3)
  expect(bodies('row')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
})

test('generated keys come as rows in a header', async () => {
  const { run } = await shop()
  const exchange = await run('sql:insert into orders (customer) values (#)', ['Ann'], { CamelSqlRetrieveGeneratedKeys: true })
  expect(exchange.header('CamelSqlGeneratedKeyRows')).toEqual([{ id: 1, customer: 'Ann', done: 0 }])
})

test('a result may go into a header, or nowhere', async () => {
  const { run } = await shop()
  await run('sql:insert into orders (id) values (7)')
  const exchange = await run('sql:select id from orders?outputType=SelectOne&outputHeader=found', 'body')
  expect([exchange.body, exchange.header('found')]).toEqual(['body', 7])
  expect((await run('sql:select id from orders?noop=true', 'body')).body).toBe('body')
})

test('the statement may come with the message', async () => {
  const { run } = await shop()
  await run('sql:insert into orders (id) values (7)')
  expect((await run('sql:select 1', null, { CamelSqlQuery: 'select id from orders where id = :#n', n: 7 })).body).toEqual([{ id: 7 }])
  expect((await run('sql:body?useMessageBodyForSql=true', 'select id from orders where id = ?', { CamelSqlParameters: [7] })).body).toEqual(
    [{ id: 7 }],
  )
})

test('a wrong statement names what is wrong with it', async () => {
  const { run } = await shop()
  expect((await run('sql:selec 1')).exception).toMatchObject({
    code: 'KF_SQL_STATEMENT',
    type: 'org.springframework.jdbc.BadSqlGrammarException',
    retryable: false,
  })
})

const polling = (more: string, steps: string) =>
  `- from: { uri: "sql:select id, customer from orders where done = 0 order by id", parameters: { initialDelay: 0, delay: 10, ${more} }, steps: [ ${steps} ] }\n`

test('each row is a message, and is marked when that has ended well', async () => {
  const { run, bodies, until, rows } = await shop(polling('onConsume: "update orders set done = 1 where id = :#id"', '{ to: "mock:row" }'))
  for (const id of [1, 2]) await run('sql:insert into orders (id, customer) values (:#id, :#id)', { id })
  await until(() => bodies('row').length === 2)
  expect(bodies('row')).toEqual([
    { id: 1, customer: '1' },
    { id: 2, customer: '2' },
  ])
  await expect
    .poll(() => rows('select id, done from orders order by id'))
    .toEqual([
      { id: 1, done: 1 },
      { id: 2, done: 1 },
    ])
})

test('rows of one key keep their order while others are worked on beside them', async () => {
  const begun: string[] = []
  let letGo = () => {}
  const first = new Promise<void>(resolve => (letGo = resolve))
  const work = async ({ body }: { body: unknown }) => {
    const { id, customer } = body as { id: number; customer: string }
    begun.push(`${customer} ${id}`)
    if (id === 1) await first
  }
  const { run, until } = await shop(
    polling(
      'concurrency: 3, concurrencyKey: customer, onConsume: "update orders set done = 1 where id = :#id"',
      '{ process: { ref: work } }',
    ),
    { beans: { work } },
  )
  await run('sql:insert into orders (id, customer) values (1, #), (2, #), (3, #)', ['Ann', 'Ann', 'Bob'])
  await until(() => begun.length === 2)
  expect(begun).toEqual(['Ann 1', 'Bob 3'])
  letGo()
  await until(() => begun.length === 3)
  expect(begun).toEqual(['Ann 1', 'Bob 3', 'Ann 2'])
})

test('a column for the order that the query does not give is an error', async () => {
  const { run, records, until } = await shop(polling('concurrency: 3, concurrencyKey: nobody', '{ stop: {} }'))
  await run('sql:insert into orders (id, customer) values (1, #)', ['Ann'])
  await until(() => records.some(({ error }) => String(error).includes('the query gives no column nobody')))
})

test('a row whose message fails is not marked, and comes again later instead of with each poll', async () => {
  let calls = 0
  const work = () => {
    calls += 1
    throw new RangeError('no')
  }
  const { run, rows, until } = await shop(polling('onConsume: "update orders set done = 1 where id = :#id"', '{ to: "bean:work" }'), {
    beans: { work },
  })
  await run('sql:insert into orders (id) values (1)')
  await until(() => calls === 1)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(calls).toBe(1)
  expect(await rows('select done from orders')).toEqual([{ done: 0 }])
})

test('a row that cannot be marked comes again later instead of with each poll', async () => {
  const { run, bodies, until } = await shop(polling('onConsume: "update nothing set done = 1 where id = :#id"', '{ to: "mock:row" }'))
  await run('sql:insert into orders (id) values (1)')
  await until(() => bodies('row').length === 1)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(bodies('row')).toHaveLength(1)
})

test('a failed row may be marked by a statement of its own', async () => {
  const work = () => {
    throw new RangeError('no')
  }
  const { run, rows } = await shop(polling('onConsumeFailed: "update orders set done = -1 where id = :#id"', '{ to: "bean:work" }'), {
    beans: { work },
  })
  await run('sql:insert into orders (id) values (1)')
  await expect.poll(() => rows('select done from orders')).toEqual([{ done: -1 }])
})

test('a row that a group holds is neither marked nor delivered again until the group has ended', async () => {
  const gathered = `{ aggregate: { correlationExpression: { constant: all }, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy", completionSize: 2, steps: [ { to: "mock:group" } ] } }, { to: "mock:seen" }`
  const { run, bodies, received, until, rows } = await shop(polling('onConsume: "update orders set done = 1 where id = :#id"', gathered))
  await run('sql:insert into orders (id) values (1)')
  await until(() => received('seen').length === 1)
  await new Promise(resolve => setTimeout(resolve, 60))
  expect([received('seen').length, await rows('select done from orders')]).toEqual([1, [{ done: 0 }]])
  await run('sql:insert into orders (id) values (2)')
  await until(() => bodies('group').length === 1)
  await expect.poll(() => rows('select done from orders order by id')).toEqual([{ done: 1 }, { done: 1 }])
})

test('all rows of a poll may be one message', async () => {
  const { run, bodies, until } = await shop(
    polling('useIterator: false, repeatCount: 1, initialDelay: 50', '{ to: "mock:rows" }').replace('initialDelay: 0, ', ''),
  )
  for (const id of [1, 2]) await run('sql:insert into orders (id) values (:#id)', { id })
  await until(() => bodies('rows').length === 1)
  expect(bodies('rows')[0]).toHaveLength(2)
})

test('parameters by position and by name cannot be mixed', () => {
  const rules = { placeholder: '#', usePlaceholder: true, named: true, compile: () => () => null }
  expect(() => parseStatement('select # where a = :#b', rules)).toThrow('cannot be mixed')
  expect(parseStatement("select '?' where a = ?", rules).parameters).toHaveLength(1)
})

test('another database than those that are supported is refused by name, without its login', async () => {
  const yaml = `- beans:
    - { name: shop, type: org.apache.commons.dbcp2.BasicDataSource, properties: { url: "jdbc:oracle:thin:scott/hunter2@host:1521:x" } }
- from: { uri: "direct:a", steps: [ { to: "sql:select 1" } ] }
`
  const failure = await runRoutes(yaml).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(failure).toContain('databases of jdbc:oracle: are not supported')
  expect(failure).not.toContain('hunter2')
})
