import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, type KafilaOptions, mocks } from '../../src/index.ts'

const silent = { enabled: () => false, write() {} }

async function run(text: string, options: KafilaOptions = {}): Promise<Kafila> {
  const kafila = await createKafila({ logger: silent, routes: [{ file: 'routes.yaml', text }], env: {}, ...options })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return kafila
}

const template = (parameters: string, steps: string, more = '') =>
  `- routeTemplate:\n    id: t\n    parameters: [ { name: in }${parameters} ]\n${more}    from: { uri: "direct:{{in}}", steps: [ ${steps} ] }\n`
const use = (name: string, more = '', parameters = '') =>
  `- templatedRoute: { routeTemplateRef: t, ${more} parameters: [ { name: in, value: ${name} }${parameters} ] }\n`
const body = (text: string) => `{ setBody: { simple: "${text}" } }`

test('parameters hide application properties, and their values may name these', async () => {
  const text =
    template(', { name: who, defaultValue: "{{name}}!" }', body('{{greeting}} {{who}}')) + use('a', '', ', { name: greeting, value: Hi }')
  const kafila = await run(text, { properties: { greeting: 'Bye', name: 'Ann' } })
  expect(await kafila.request('direct:a')).toBe('Hi Ann!')
})

test('an option whose optional parameter is not given is left out', async () => {
  const kafila = await run(template(', { name: only, required: false }', '{ to: "mock:end?retainFirst={{?only}}" }') + use('a'))
  for (const each of [1, 2]) await kafila.send('direct:a', { body: each })
  expect(mocks(kafila).endpoint('end').received).toHaveLength(2)
})

test('a parameter has one name, with dashes or without', async () => {
  const kafila = await run(template(', { name: myName }', body('{{my-name}} {{myName}}')) + use('a', '', ', { name: my-name, value: x }'))
  expect(await kafila.request('direct:a')).toBe('x x')
})

test('each route of a template has beans of its own', async () => {
  const beans = '    beans: [ { name: counter, type: java.util.concurrent.atomic.AtomicInteger, constructors: { "0": "{{first}}" } } ]\n'
  const steps = '{ bean: { ref: "{{counter}}", method: incrementAndGet } }'
  const kafila = await run(
    template(', { name: first, defaultValue: 5 }', steps, beans) + use('a') + use('b', '', ', { name: first, value: 10 }'),
  )
  await kafila.request('direct:a')
  expect([await kafila.request('direct:a'), await kafila.request('direct:b')]).toEqual([7, 11])
})

test('ids are those of the use, never that of the template; without one they count on', async () => {
  const text = `${template('', body('${routeId}'))}${use('a')}${use('b', 'routeId: given,')}- from: { uri: direct:c, steps: [ ${body('${routeId}')} ] }\n`
  const kafila = await run(text)
  const ids = await Promise.all(['a', 'b', 'c'].map(name => kafila.request(`direct:${name}`)))
  expect(ids).toEqual(['route3', 'given', 'route1'])
})

test('properties make routes too, whose number is their id', async () => {
  const properties = { 'camel.route-template[4].template-id': 't', 'camel.route-template[4].in': 'a' }
  expect(await (await run(template('', body('${routeId}')), { properties })).request('direct:a')).toBe('4')
})

test('error handling of the file does not hold for routes of templates, but a route configuration does', async () => {
  const fail = '{ throwException: { exceptionType: java.io.IOException, message: x } }'
  const clause = 'onException: { exception: [ java.io.IOException ], handled: { constant: "true" }, steps: [ { to: mock:handled } ] }'
  const ofFile = await run(`- ${clause}\n${template('', fail)}${use('a')}`)
  expect((await ofFile.send('direct:a')).exception).toBeDefined()
  const configured = await run(`- routeConfiguration: { onException: [ { ${clause} } ] }\n${template('', fail)}${use('a')}`)
  expect((await configured.send('direct:a')).exception).toBeUndefined()
})
