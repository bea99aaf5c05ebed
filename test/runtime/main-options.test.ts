import { describe, expect, test } from 'vitest'
import { createKafila, type Kafila, type LogRecord, mocks, validateRoutes } from '../../src/index.ts'

const ROUTES = `
- route: { id: orders, from: { uri: direct:orders, steps: [ { log: "password=\${body}" }, { to: "log:ends?plain=true" }, { setBody: { simple: "\${camelContext.name} \${camelContext.description}" } }, { to: mock:orders } ] } }
- route: { id: other, autoStartup: true, from: { uri: direct:other, steps: [ { to: mock:other } ] } }
`

async function running(properties: Record<string, string>, env: Record<string, string> = {}) {
  const records: LogRecord[] = []
  const logger = { enabled: () => true, write: (record: LogRecord) => void records.push(record) }
  const kafila = await createKafila({ routes: [{ file: 'a.yaml', text: ROUTES }], properties, env, logger })
  await kafila.start()
  return { kafila, records, send: (to: string) => kafila.send(to, { body: 'abcdef' }) }
}

function states(kafila: Kafila): Record<string, string> {
  return Object.fromEntries([...kafila.routes.values()].map(({ id, state }) => [id, state]))
}

async function diagnosed(properties: Record<string, string>): Promise<string[]> {
  const found = await validateRoutes({ routes: [{ file: 'a.yaml', text: ROUTES }], properties, env: {} })
  return found.map(({ severity, code, message, fix }) => [severity, code, message, ...(fix ? [fix] : [])].join(' '))
}

describe('options of the runtime', () => {
  test('name and description are what expressions see, from properties in any spelling and from the environment', async () => {
    const { kafila, send } = await running({ 'camel.main.NAME': 'shop', 'camel.main.description': 'sells' })
    await send('direct:orders')
    expect(kafila.services.name).toBe('shop')
    expect(mocks(kafila).endpoint('orders').received[0]!.body).toBe('shop sells')
    expect((await running({}, { CAMEL_MAIN_NAME: 'outside' })).kafila.services.name).toBe('outside')
  })

  test('the log is masked, named and cut where routes do not say', async () => {
    const { records, send } = await running({
      'camel.main.log-mask': 'true',
      'camel.main.logName': 'app.${routeId}',
      'camel.main.logDebugMaxChars': '3',
    })
    await send('direct:orders')
    expect(records.filter(each => each.fromRoute).map(({ logger, message }) => `${logger}: ${message}`)).toEqual([
      'app.orders: password=xxxxx',
      'ends: abc... [Body clipped after 3 chars, total length is 6]',
    ])
  })

  test.each([
    [{ 'camel.main.autoStartup': 'false' }, { orders: 'stopped', other: 'stopped' }],
    [{ 'camel.main.autoStartupExcludePattern': 'none,ord*' }, { orders: 'stopped', other: 'started' }],
    [{ 'camel.main.routeFilterIncludePattern': 'o[a-t]+her' }, { other: 'started' }],
    [{ 'camel.main.routeFilterExcludePattern': 'direct://other*' }, { orders: 'started' }],
  ])('%j', async (properties, expected) => {
    expect(states((await running(properties as unknown as Record<string, string>)).kafila)).toEqual(expected)
  })

  test('variables are there from the start, whole numbers as numbers', async () => {
    const { kafila } = await running({ 'camel.variable.global.big-one': '7', 'camel.variable.text': 'abc' })
    expect([...kafila.services.globals]).toEqual([
      ['bigOne', 7],
      ['text', 'abc'],
    ])
  })
})

describe('options of components', () => {
  test.each(['queueSize', 'queue-size', 'QUEUESIZE'])(
    'a name of the component sets the option of its endpoints, written %s',
    async option => {
      const kafila = await createKafila({
        routes: [{ file: 'a.yaml', text: '- from: { uri: direct:a, steps: [ { to: seda:q } ] }' }],
        properties: { [`camel.component.seda.${option}`]: '1' },
      })
      await kafila.start()
      expect((await kafila.send('direct:a', { body: 1 })).exception).toBeUndefined()
      expect((await kafila.send('direct:a', { body: 2 })).exception).toMatchObject({ message: 'Queue full' })
    },
  )
})

describe('properties that are wrong', () => {
  test.each([
    [
      { 'camel.main.autoStartUpp': 'false' },
      'error KF_FILES_PROPERTY the property camel.main.autoStartUpp is wrong: Camel has no such option did you mean `autoStartup`?',
    ],
    [
      { 'camel.main.logMask': 'maybe' },
      'error KF_FILES_PROPERTY the property camel.main.logMask is wrong: expected true or false, found "maybe"',
    ],
    [
      { 'camel.component.timer.nope': '1' },
      'error KF_FILES_PROPERTY the property camel.component.timer.nope is wrong: timer has no such option',
    ],
    [
      { 'camel.component.seta.size': '1' },
      'error KF_FILES_PROPERTY the property camel.component.seta.size is wrong: there is no component seta did you mean `seda`?',
    ],
    [
      { 'camel.main.tracing': 'true' },
      'warning KF_ROUTE_NO_EFFECT camel.main.tracing has no effect: `kafila tap` shows messages step by step',
    ],
    [{ 'camel.main.jmxEnabled': 'false' }, 'warning KF_ROUTE_NO_EFFECT camel.main.jmxEnabled has no effect: nothing here reads it'],
    [
      { 'camel.health.enabled': 'true' },
      'warning KF_ROUTE_NO_EFFECT camel.health.enabled has no effect: `kafila run --observe` serves health and metrics',
    ],
    [
      { 'camel.variable.a': 'resource:file:/none.txt' },
      'error KF_FILES_PROPERTY the property camel.variable.a is wrong: /none.txt does not exist',
    ],
  ])('%j', async (properties, expected) => {
    expect(await diagnosed(properties as unknown as Record<string, string>)).toEqual([expected])
  })

  test('are warned of where Camel would go on, and components that are not supported wait until they are used', async () => {
    const lenient = { 'camel.main.autoConfigurationFailFast': 'false', 'camel.main.nope': '1' }
    expect(await diagnosed(lenient)).toEqual(['warning KF_FILES_PROPERTY the property camel.main.nope is wrong: Camel has no such option'])
    expect(await diagnosed({ 'camel.component.jms.connectionFactory': '#x', 'my.own': '1', 'camel.jbang.version': '4' })).toEqual([])
  })
})

describe('groups of properties', () => {
  test('names that there are not and options without a value are errors, options that nothing reads are warned of', async () => {
    const found = await diagnosed({
      'camel.rest.contextpat': '/a',
      'camel.server.fileUploadEnabled': 'false',
      'camel.resilience4j.foo': '1',
      'camel.main.name': '',
      'camel.component.seda.queueSize': '',
    })
    expect(found.map(each => each.replace(/^(\w+ \w+).*?(camel\.\w+\.[\w.]+).*$/s, '$1 $2'))).toEqual([
      'error KF_FILES_PROPERTY camel.rest.contextpat',
      'warning KF_ROUTE_NO_EFFECT camel.server.fileUploadEnabled',
      'error KF_FILES_PROPERTY camel.resilience4j.foo',
      'error KF_FILES_PROPERTY camel.main.name',
      'error KF_FILES_PROPERTY camel.component.seda.queueSize',
    ])
  })

  test('a property of a bean needs a bean, which a program may give', async () => {
    expect(await diagnosed({ 'camel.beans.mine.x': '1' })).toEqual([expect.stringContaining('camel.beans.mine.x')])
    const given = {
      routes: [{ file: 'a.yaml', text: ROUTES }],
      properties: { 'camel.beans.mine.x': '1' },
      env: {},
      beans: { mine: { x: 0 } },
    }
    expect(await validateRoutes(given)).toEqual([])
  })
})
