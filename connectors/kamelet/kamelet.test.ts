import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, type KafilaOptions, mocks } from '../../src/index.ts'
import { newFolder } from '../../test/helpers/run-routes.ts'

const silent = { enabled: () => false, write() {} }
const SIMPLE = (text: string) => `{ simple: "${text}" }`

/** A Kamelet with a from and some steps, and the properties of its definition. */
function kamelet(name: string, steps: string, properties = '', from = 'kamelet:source'): { file: string; text: string } {
  const text = `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: ${name} }
spec:
  definition: { title: ${name}, properties: { ${properties} } }
  template: { from: { uri: "${from}", steps: [ ${steps} ] } }
`
  return { file: `${name}.kamelet.yaml`, text }
}

async function run(options: KafilaOptions): Promise<Kafila> {
  const kafila = await createKafila({ logger: silent, ...options })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return kafila
}

const route = (steps: string, more = '') => ({
  file: 'routes.yaml',
  text: `- route: { id: main, ${more} from: { uri: direct:start, steps: [ ${steps} ] } }\n`,
})
const bodies = (kafila: Kafila, name: string) =>
  mocks(kafila)
    .endpoint(name)
    .received.map(each => each.body)

const PREFIX = kamelet('prefix', `{ setBody: ${SIMPLE('{{prefix}} ${body}')} }`, 'prefix: { type: string, default: Dear }')

test('each use of a Kamelet is a route of its own, with its parameters or their defaults', async () => {
  const kafila = await run({ routes: [PREFIX, route('{ to: "kamelet:prefix" }, { to: "kamelet:prefix/named?prefix=Hi" }')] })
  expect(await kafila.request('direct:start', { body: 'Ann' })).toBe('Hi Dear Ann')
  expect([...kafila.routes.keys()]).toContain('named')
})

test('a value ends at an ampersand unless it is RAW, and nothing in it is decoded', async () => {
  const kafila = await run({ routes: [PREFIX, route('{ to: "kamelet:prefix?prefix=a+b%20c" }, { to: "kamelet:prefix?prefix=RAW(x&y)" }')] })
  expect(await kafila.request('direct:start', { body: '.' })).toBe('x&y a+b%20c .')
})

test('parameters come from the properties of the route id before those of all uses', async () => {
  const properties = { 'camel.kamelet.prefix.prefix': 'all', 'camel.kamelet.prefix.one.prefix': 'one' }
  const kafila = await run({ properties, routes: [PREFIX, route('{ to: "kamelet:prefix/two" }, { to: "kamelet:prefix/one" }')] })
  expect(await kafila.request('direct:start', { body: '.' })).toBe('one all .')
})

test('the messages of a source Kamelet come from its sink', async () => {
  const source = kamelet('inbox', '{ to: "kamelet:sink" }, { to: mock:behind }', '', 'direct:post')
  const text = '- from: { uri: "kamelet:inbox", steps: [ { setBody: { constant: read } }, { to: mock:end } ] }\n'
  const kafila = await run({ routes: [source, { file: 'r.yaml', text }] })
  await kafila.send('direct:post', { body: 'x' })
  expect([bodies(kafila, 'end'), bodies(kafila, 'behind')]).toEqual([['read'], ['read']])
})

test('the steps of a kamelet step are what its sink calls, and one without sink calls them at its end', async () => {
  const wrap = kamelet('wrap', `{ setBody: ${SIMPLE('(${body}')} }, { to: "kamelet:sink" }, { setBody: ${SIMPLE('${body})')} }`)
  const inside = `steps: [ { setBody: ${SIMPLE('${body}.')} } ]`
  const kafila = await run({
    routes: [wrap, PREFIX, route(`{ kamelet: { name: wrap, ${inside} } }, { kamelet: { name: prefix, ${inside} } }`)],
  })
  expect(await kafila.request('direct:start', { body: 'x' })).toBe('Dear (x.).')
})

test('a Kamelet may use others, whose failures go to the error handler around', async () => {
  const fail = kamelet('fail', '{ throwException: { exceptionType: java.io.IOException, message: inside } }')
  const outer = kamelet('outer', '{ to: "kamelet:fail/deep" }')
  const dead = 'errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } },'
  const kafila = await run({ routes: [fail, outer, route('{ to: "kamelet:outer/o" }', dead)] })
  expect((await kafila.send('direct:start')).exception).toBeUndefined()
  expect(mocks(kafila).endpoint('dead').received[0]!.property('CamelFailureRouteId')).toBe('o')
})

test('an onException of the file does not hold inside, unless noErrorHandler lets failures through', async () => {
  const fail = kamelet('fail', '{ throwException: { exceptionType: java.io.IOException, message: inside } }')
  const handler = '- onException: { exception: [ java.io.IOException ], handled: { constant: "true" }, steps: [ { to: mock:handled } ] }\n'
  const text = `${handler}- from: { uri: direct:a, steps: [ { to: "kamelet:fail/a" } ] }\n- from: { uri: direct:b, steps: [ { to: "kamelet:fail/b?noErrorHandler=true" } ] }\n`
  const kafila = await run({ routes: [fail, { file: 'r.yaml', text }] })
  expect((await kafila.send('direct:a')).exception).toMatchObject({ type: 'java.io.IOException' })
  expect((await kafila.send('direct:b')).exception).toBeUndefined()
})

test('a Kamelet that a message names is made when it comes', async () => {
  const kafila = await run({ routes: [PREFIX, route('{ toD: "kamelet:prefix?prefix=${header.p}" }')] })
  expect(await kafila.request('direct:start', { body: '.', headers: { p: 'late' } })).toBe('late .')
  const failed = await kafila.send('kamelet:nowhere')
  expect(failed.exception).toMatchObject({ code: 'KF_RUN_ENDPOINT', cause: { code: 'KF_ROUTE_UNKNOWN_KAMELET' } })
})

test('Kamelets are found beside the routes, in a folder of their own, in a catalogue, and by a function', async () => {
  const folder = newFolder()
  const { mkdirSync, writeFileSync } = await import('node:fs')
  mkdirSync(`${folder}/kamelets`)
  const echo = (name: string) => kamelet(name, `{ setBody: ${SIMPLE(`\${body} ${name}`)} }`)
  writeFileSync(`${folder}/beside.kamelet.yaml`, echo('beside').text)
  writeFileSync(`${folder}/kamelets/own.kamelet.yaml`, echo('own').text)
  const two = [echo('beside'), route('{ to: "kamelet:beside" }, { to: "kamelet:own" }')]
  expect(await (await run({ directory: folder, routes: two })).request('direct:start', { body: '' })).toBe(' beside own')

  const resource = {
    kind: 'Kamelet',
    metadata: { name: 'listed' },
    spec: { template: { from: { uri: 'kamelet:source', steps: [{ setBody: { constant: 'listed' } }] } } },
  }
  writeFileSync(`${folder}/all.json`, JSON.stringify({ listed: resource }))
  const kafila = await run({
    properties: { 'camel.component.kamelet.location': `file:${folder}/all.json` },
    kamelets: name => (name === 'given' ? echo('given') : undefined),
    routes: [route('{ to: "kamelet:listed" }, { to: "kamelet:given" }')],
  })
  expect(await kafila.request('direct:start', { body: '' })).toBe('listed given')
})

test('a stopped Kamelet cannot be called', async () => {
  const kafila = await run({ routes: [PREFIX, route('{ to: "kamelet:prefix/p" }')] })
  await kafila.routes.get('p')!.stop(AbortSignal.timeout(100))
  expect((await kafila.send('direct:start')).exception).toMatchObject({
    type: 'org.apache.camel.component.kamelet.KameletConsumerNotAvailableException',
  })
})

test('what a Kamelet removes of properties and variables is there again behind it, also where it fails', async () => {
  const remove = '{ removeProperty: { name: p } }, { removeVariable: { name: v } }, { setProperty: { name: q, constant: "2" } }'
  const fail = '{ throwException: { exceptionType: java.io.IOException, message: inside } }'
  const set = '{ setProperty: { name: p, constant: "1" } }, { setVariable: { name: v, constant: "1" } }'
  const caught = 'doCatch: [ { exception: [ java.io.IOException ], steps: [ { to: mock:end } ] } ]'
  const kafila = await run({
    routes: [
      kamelet('remove', remove),
      kamelet('fail', `${remove}, ${fail}`),
      route(`${set}, { to: "kamelet:remove" }, { to: mock:end }, { doTry: { steps: [ { to: "kamelet:fail" } ], ${caught} } }`),
    ],
  })
  await kafila.send('direct:start')
  const seen = mocks(kafila)
    .endpoint('end')
    .received.map(each => [each.property('p'), each.variable('v'), each.property('q')])
  expect(seen).toEqual([
    ['1', '1', '2'],
    ['1', '1', '2'],
  ])
})
