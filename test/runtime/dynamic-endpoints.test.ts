import { describe, expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, type KafilaOptions } from '../../src/index.ts'
import { defineConnector, sinkFields, text } from '../../src/kit/index.ts'
import { folderOfShops, shopBean } from '../helpers/shops.ts'

async function run(yaml: string, more: Partial<KafilaOptions> & { plugIns?: never[] } = {}): Promise<Kafila> {
  const kafila = await createKafila({ logger: { enabled: () => false, write() {} }, routes: [{ file: 'r.yaml', text: yaml }], ...more })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return kafila
}

const route = (step: string) => `- route: { id: main, from: { uri: direct:start, steps: [ ${step} ] } }\n`

describe('endpoints that messages name', () => {
  /** A connector that counts its open sinks, and fails on `counted:fails`. */
  function counting() {
    const counts = { opened: 0, open: 0 }
    const connector = defineConnector({
      name: 'counted',
      summary: 'Counts its sinks.',
      syntax: 'counted:name',
      path: { name: text({ describe: 'Any name.' }) },
      sink: {
        fields: sinkFields,
        open({ name }) {
          counts.opened += 1
          counts.open += 1
          return {
            send() {
              if (name === 'fails') throw new Error('no')
            },
            close: () => void (counts.open -= 1),
          }
        },
      },
      examples: [],
    })
    return { counts, plugIns: [connector] as never[] }
  }

  test.each([
    ['toD', '{ toD: { uri: "counted:${body}", cacheSize: -1 } }'],
    ['recipientList', '{ recipientList: { simple: "counted:${body},counted:fails", cacheSize: -1 } }'],
    ['routingSlip', '{ routingSlip: { simple: "counted:${body}", cacheSize: -1 } }'],
    ['enrich', '{ enrich: { simple: "counted:${body}", cacheSize: -1 } }'],
    ['wireTap', '{ wireTap: { uri: "counted:${body}", cacheSize: -1 } }'],
  ])('are closed when their message has been sent, where %s keeps none', async (_, step) => {
    const { counts, plugIns } = counting()
    const kafila = await run(route(step), { plugIns })
    for (const body of ['a', 'b', 'fails']) await kafila.send('direct:start', { body })
    await expect.poll(() => [counts.opened > 0, counts.open]).toEqual([true, 0])
  })

  test('are kept otherwise, a thousand of them', async () => {
    const { counts, plugIns } = counting()
    const kafila = await run(route('{ toD: "counted:${body}" }'), { plugIns })
    for (let body = 0; body < 1200; body++) await kafila.send('direct:start', { body: body % 1100 })
    // one place of the thousand is that of direct:start, which the test names
    await expect.poll(() => counts).toEqual({ opened: 1200, open: 999 })
  })
})

describe('Kamelets that messages name', () => {
  const templates = `- routeTemplate:
    id: greet
    parameters: [ { name: who } ]
    ${shopBean()}
    from:
      uri: kamelet:source
      steps: [ { setBody: { simple: "Hello {{who}}" } }, { to: "kamelet:inner?of={{who}}" } ]
- routeTemplate: { id: inner, parameters: [ { name: of } ], from: { uri: "kamelet:source", steps: [ { setBody: { simple: "\${body}!" } } ] } }
`

  test('go with their endpoints', async () => {
    const kafila = await run(templates + route('{ toD: "kamelet:inner?of=${body}" }'))
    for (let body = 0; body < 1010; body++) expect(await kafila.request('direct:start', { body })).toBe(`${body}!`)
    // the route main, and one for each endpoint that is kept
    await expect.poll(() => kafila.routes.size).toBe(1000)
    expect(await kafila.request('direct:start', { body: 0 })).toBe('0!')
  })

  test('go with their message where none is kept, and with what they have and use themselves', async () => {
    const { directory, shut } = folderOfShops()
    const kafila = await run(templates + route('{ toD: { uri: "kamelet:greet?who=${body}", cacheSize: -1 } }'), { directory })
    for (let body = 0; body < 5; body++) expect(await kafila.request('direct:start', { body })).toBe(`Hello ${body}!`)
    expect([[...kafila.routes.keys()], await shut()]).toEqual([['main'], [true, true, true, true, true]])
  })
})
