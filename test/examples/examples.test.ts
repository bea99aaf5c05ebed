import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { galleryFile, galleryNames } from '../../src/cli/gallery.ts'
import { toText } from '../../src/index.ts'
import { runExample } from '../helpers/example.ts'
import { freePort } from '../helpers/free-port.ts'

test('quickstart/orders prices, sorts and joins orders', async () => {
  const { lines, until } = await runExample('quickstart/orders')
  await until(() => lines.length >= 7)
  expect(lines).toContain('order 4 of Dana: 1900 (a whole camel!)')
  expect(lines).toContain('order 2 of Bela: 240')
  expect(lines).toContain('order 3 of Chen: 24')
  expect(lines).toContain('  NO: 2 orders, 97 in all')
})

test('files/csv-to-json writes one JSON file per row, and moves what was read', async () => {
  const { folder, until } = await runExample('files/csv-to-json', { in: '{{folder}}/in', out: '{{folder}}/out' })
  writeFileSync(join(folder, 'in/orders.csv'), 'id,customer\n1,Ada\n2,Bela\n')
  await until(() => existsSync(join(folder, 'in/done/orders.csv')))
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['order-1.json', 'order-2.json'])
  expect(JSON.parse(readFileSync(join(folder, 'out/order-2.json'), 'utf8'))).toEqual({ id: '2', customer: 'Bela' })
})

test('files/ndjson-filter keeps the lines that match', async () => {
  const { folder, kafila, until } = await runExample('files/ndjson-filter', { in: '{{folder}}/in', out: '{{folder}}/out' })
  const line = (id: number) => JSON.stringify({ id, level: id % 10 === 0 ? 'error' : 'info' })
  let done = false
  kafila.onExchangeDone(() => (done = true))
  writeFileSync(join(folder, 'in/day.ndjson'), Array.from({ length: 100 }, (_, id) => line(id)).join('\n'))
  await until(() => done)
  expect(readFileSync(join(folder, 'out/errors-day.ndjson'), 'utf8')).toBe(
    Array.from({ length: 10 }, (_, id) => `${line(id * 10)}\n`).join(''),
  )
})

test('http/orders-api takes orders, tells prices, and says what is wrong', async () => {
  const port = await freePort()
  await runExample('http/orders-api', { 'camel.server.port': String(port) })
  const url = `http://localhost:${port}`
  const post = (body: string) => fetch(`${url}/orders`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  const created = await post('{"item":"rope","quantity":2}')
  expect([created.status, await created.json()]).toEqual([201, { item: 'rope', quantity: 2, total: 25 }])
  const price = await fetch(`${url}/prices/lamp`)
  expect([price.status, price.headers.get('content-type'), await price.json()]).toEqual([
    200,
    'application/json',
    { item: 'lamp', price: 48 },
  ])
  const missing = await fetch(`${url}/prices/camel`)
  expect([missing.status, await missing.text()]).toEqual([404, 'there is no camel'])
  expect((await post('{"item":"camel","quantity":1}')).status).toBe(404)
  const bad = await post('{"item":"rope","quantity":0}')
  expect(bad.status).toBe(400)
  expect(await bad.text()).toContain('not an order: ')
  expect((await post('{"item":')).status).toBe(400)
})

test('http/contract-first serves the operations of its document, and checks requests by it', async () => {
  const port = await freePort()
  const { lines } = await runExample('http/contract-first', { 'camel.server.port': String(port) })
  const url = `http://localhost:${port}`
  const post = (body: string) => fetch(`${url}/shop/orders`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  const item = await fetch(`${url}/shop/items/rope`)
  expect([item.status, await item.json()]).toEqual([200, { name: 'rope', price: 12.5 }])
  expect((await fetch(`${url}/shop/items/camel`)).status).toBe(404)
  const order = { item: 'rope', quantity: 2 }
  const made = await post(JSON.stringify(order))
  expect([made.status, await made.json()]).toEqual([201, order])
  expect(lines).toEqual([`ordered: ${JSON.stringify(order)}`])
  const bad = await post('{"item":"rope","quantity":0}')
  expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('/quantity must be >= 1')])
  expect(await (await fetch(`${url}/shop/offers`)).json()).toEqual([{ name: 'rope', price: 9.5 }])
  const { paths } = (await (await fetch(`${url}/api-doc`)).json()) as { paths: object }
  expect(Object.keys(paths)).toEqual(['/items/{name}', '/orders', '/offers'])
})

test('routing/content-based-router sends orders to their desks', async () => {
  const { kafila, lines } = await runExample('routing/content-based-router')
  for (const order of ['{"id":1,"country":"NO","total":5}', '{"id":2,"country":"FR","total":5000}', '{"id":3,"country":"FR","total":5}']) {
    await kafila.request('direct:orders', { body: order })
  }
  expect(lines).toEqual(['nordic desk: 1', 'large orders: 2', 'other desk: 3'])
})

test('routing/scatter-gather answers with the cheapest offer', async () => {
  const { kafila } = await runExample('routing/scatter-gather')
  expect(await kafila.request('direct:best-offer', { body: { quantity: 10 } })).toEqual({ supplier: 'c', price: 110 })
  expect(await kafila.request('direct:best-offer', { body: { quantity: 100 } })).toEqual({ supplier: 'b', price: 940 })
})

test('errors/dead-letters keeps what cannot be delivered as it came in', async () => {
  const { kafila, folder, lines, until } = await runExample('errors/dead-letters', { dead: '{{folder}}/dead' })
  await kafila.request('direct:deliver', { body: 'Ada' })
  await kafila.request('direct:deliver', { body: 'nowhere' })
  await until(() => lines.includes('delivered: parcel for Ada'))
  const letters = readdirSync(join(folder, 'dead'))
  expect(letters.map(file => readFileSync(join(folder, 'dead', file), 'utf8'))).toEqual(['nowhere'])
})

test('errors/retry tries again, and is polite when that does not help', async () => {
  const { kafila } = await runExample('errors/retry')
  expect(await kafila.request('direct:quote', { body: 'rope', headers: { failures: 2 } })).toBe('quote for rope')
  expect(await kafila.request('direct:quote', { body: 'rope', headers: { failures: 9 } })).toBe('please try later (the other side is down)')
})

test('mapping/jsonata-mapping makes an invoice of an order', async () => {
  const { kafila } = await runExample('mapping/jsonata-mapping')
  const order = {
    order: {
      id: 3,
      customer: { name: 'Ada', city: 'Oslo' },
      lines: [
        { item: 'rope', quantity: 2, price: 12.5 },
        { item: 'lamp', quantity: 1, price: 48 },
      ],
    },
  }
  const reply = await kafila.send('direct:invoice', { body: JSON.stringify(order) }, 'InOut')
  expect(JSON.parse(toText(reply.body)!)).toEqual({
    invoice: 'INV-3',
    to: 'Ada, Oslo',
    lines: [
      { text: 'rope x 2', amount: 25 },
      { text: 'lamp x 1', amount: 48 },
    ],
    total: 73,
  })
})

test('flow/workers does the work with three at a time', async () => {
  const { kafila, lines, until } = await runExample('flow/workers')
  await kafila.request('direct:intake', { body: 'a,b,c,d,e,f' })
  await until(() => lines.length === 6)
  expect([...lines].sort()).toEqual(['done: a', 'done: b', 'done: c', 'done: d', 'done: e', 'done: f'])
})

test('flow/nightly makes a report', async () => {
  const { kafila } = await runExample('flow/nightly')
  const report = String(await kafila.request('direct:report', { body: 'rope, lamp' }))
  expect(report).toMatch(/^Report of \d{4}-\d\d-\d\d\n- rope\n- lamp$/)
})

test('every example has a test', () => {
  const text = readFileSync(new URL(import.meta.url), 'utf8')
  expect(galleryNames().filter(name => galleryFile(name).endsWith('.yaml') && !text.includes(`'${name} `))).toEqual([])
})
