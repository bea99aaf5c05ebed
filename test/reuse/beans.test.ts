import { writeFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, type KafilaOptions } from '../../src/index.ts'
import { newFolder } from '../helpers/run-routes.ts'

const silent = { enabled: () => false, write() {} }

async function run(beans: string, step: string, options: KafilaOptions = {}): Promise<Kafila> {
  const text = `${beans}- from: { uri: direct:start, steps: [ ${step} ] }\n`
  const kafila = await createKafila({ logger: silent, routes: [{ file: 'routes.yaml', text }], env: {}, ...options })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return kafila
}

const MODULE = `export const log = []
export class Shop {
  constructor(name) { this.name = name; this.stock = 0 }
  discount = 0
  setStock(stock) { this.stock = Number(stock) }
  open() { log.push('open ' + this.name) }
  async shut() { log.push('shut ' + this.name) }
  price(item) { return item + '@' + this.name + ' ' + this.stock + ' ' + this.discount }
  static of(name) { return new Shop(name.toUpperCase()) }
}
export default body => 'plain ' + body
`

function folderWithModule(): string {
  const folder = newFolder()
  writeFileSync(`${folder}/shop.mjs`, MODULE)
  return folder
}

test('a class of a module is a bean, with constructor arguments, properties and a life cycle', async () => {
  const directory = folderWithModule()
  const { log } = (await import(`${directory}/shop.mjs`)) as { log: string[] }
  const beans =
    '- beans: [ { name: shop, type: "./shop.mjs#Shop", constructors: { "0": "{{who}}" }, properties: { stock: 5, discount: 3 }, initMethod: open, destroyMethod: shut } ]\n'
  const kafila = await run(beans, '{ bean: { ref: shop, method: price } }', { directory, properties: { who: 'Ann' } })
  expect(await kafila.request('direct:start', { body: 'tea' })).toBe('tea@Ann 5 3')
  await kafila.stop()
  expect(log).toEqual(['open Ann', 'shut Ann'])
})

test('a module gives its default export, the result of a method, or the reason why it cannot be loaded', async () => {
  const directory = folderWithModule()
  const plain = await run('- beans: [ { name: f, type: "./shop.mjs" } ]\n', '{ bean: { ref: f } }', { directory })
  expect(await plain.request('direct:start', { body: 'x' })).toBe('plain x')
  const made = '- beans: [ { name: s, type: "./shop.mjs#Shop", factoryMethod: of, constructors: { "0": bo } } ]\n'
  expect(await (await run(made, '{ bean: { ref: s, method: price } }', { directory })).request('direct:start', { body: '' })).toBe(
    '@BO 0 0',
  )
  await expect(run('- beans: [ { name: s, type: "./nowhere.mjs" } ]\n', '{ to: mock:x }', { directory })).rejects.toThrow(
    'could not be loaded',
  )
  await expect(run('- beans: [ { name: s, type: "./shop.mjs#Shp" } ]\n', '{ to: mock:x }', { directory })).rejects.toThrow('exports no Shp')
})

test('a script in JavaScript makes a bean; other languages are refused by name', async () => {
  const script = '- beans: [ { name: b, type: any, scriptLanguage: js, script: "({ greet: name => \'{{word}} \' + name })" } ]\n'
  const kafila = await run(script, '{ bean: { ref: b, method: greet } }', { properties: { word: 'Hi' } })
  expect(await kafila.request('direct:start', { body: 'Ann' })).toBe('Hi Ann')
  const groovy = '- beans: [ { name: b, type: any, scriptLanguage: groovy, script: "1" } ]\n'
  await expect(run(groovy, '{ to: mock:x }')).rejects.toThrow('scripts in groovy do not run here')
})

test('beans refer to each other in any order, in properties and constructor arguments', async () => {
  const beans = `- beans:
    - { name: all, type: java.util.ArrayList, constructors: { "0": "#bean:set" } }
    - { name: map, type: java.util.LinkedHashMap, properties: { list: "#bean:all", n: "#valueAs(int):5", p: "#property:key", t: "#x" } }
    - { name: set, type: java.util.LinkedHashSet }
`
  const kafila = await run(beans, '{ setBody: { simple: "${ref:map}" } }', { properties: { key: 'v' } })
  expect(await kafila.request('direct:start')).toEqual({ list: [], n: 5, p: 'v', t: '#x' })
})

test('properties declare beans: maps, lists, values, and beans of a class', async () => {
  const properties = {
    'camel.beans.map': '#class:java.util.LinkedHashMap',
    'camel.beans.map.a': '1',
    'camel.beans.list[0]': 'x',
    'camel.beans.five': '#valueAs(int):5',
    'camel.beans.count': '#class:java.util.concurrent.atomic.AtomicInteger(7)',
  }
  const kafila = await run('', '{ setBody: { simple: "${bean:count?method=incrementAndGet}" } }', { properties })
  expect(await kafila.request('direct:start')).toBe(8)
  expect(['map', 'list', 'five'].map(name => kafila.beans.get(name))).toEqual([{ a: '1' }, ['x'], 5])
})

test('a bean is found by its type, where there is one', async () => {
  const strategy = '{ name: join, type: org.apache.camel.processor.aggregate.StringAggregationStrategy, properties: { delimiter: "+" } }'
  const split =
    '{ split: { tokenize: ",", aggregationStrategy: "#type:org.apache.camel.AggregationStrategy", steps: [ { setBody: { simple: "<${body}>" } } ] } }'
  expect(await (await run(`- beans: [ ${strategy} ]\n`, split)).request('direct:start', { body: 'a,b' })).toBe('<a>+<b>')
  await expect(run('', split)).rejects.toThrow('there is no bean of this type')
})

test('a component may be a bean, whose name is a scheme with options of its own', async () => {
  const beans =
    '- beans: [ { name: calls, type: org.apache.camel.component.direct.DirectComponent, properties: { block: false } } ]\n- from: { uri: "calls:a", steps: [ { setBody: { constant: own } } ] }\n'
  const kafila = await run(beans, '{ to: "calls:a" }')
  expect(await kafila.request('direct:start')).toBe('own')
  expect((await kafila.send('calls:nobody')).exception).toMatchObject({ code: 'KF_RUN_NO_CONSUMER' })
  expect((await kafila.send('direct:a?block=false')).exception).toMatchObject({ code: 'KF_RUN_NO_CONSUMER' })
})

test('a class stands for a bean of it', async () => {
  expect(await (await run('', '{ bean: { ref: java.util.ArrayList, method: size } }')).request('direct:start')).toBe(0)
})

test('of two beans of one name and type the first counts, of two types the last', async () => {
  const beans = `- beans:
    - { name: one, type: java.util.HashMap, properties: { a: first } }
    - { name: one, type: java.util.HashMap, properties: { a: second } }
    - { name: two, type: java.util.ArrayList }
    - { name: two, type: java.util.HashMap, properties: { a: last } }
`
  const kafila = await run(beans, '{ setBody: { simple: "${ref:one} ${ref:two}" } }')
  expect(await kafila.request('direct:start', {})).toBe('{a=first} {a=last}')
})

test('a property of a bean may name one inside of another', async () => {
  const beans = `- beans:
    - name: handler
      type: org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition
      properties: { redeliveryPolicy.maximumRedeliveries: 2, redeliveryPolicy.redelivery-delay: 1 }
- errorHandler: { refErrorHandler: handler }
`
  let attempts = 0
  const flaky = () => {
    attempts += 1
    throw new Error('again')
  }
  const kafila = await run(beans, '{ process: { ref: flaky } }', { beans: { flaky } })
  await kafila.send('direct:start', {})
  expect(attempts).toBe(3)
})
