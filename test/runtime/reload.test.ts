import { describe, expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, mocks } from '../../src/index.ts'
import { reloadRoutes } from '../../src/runtime/reload.ts'
import { folderOfShops, shopBean } from '../helpers/shops.ts'

const silent = { enabled: () => false, write() {} }
const GREET = '- route:\n    id: greet\n    from:\n      uri: direct:greet\n      steps:\n        - setBody: { simple: "Hello ${body}" }\n'
const GREET_POLITE = GREET.replace('Hello', 'Good day')
const OTHER =
  '- route:\n    id: other\n    from:\n      uri: direct:other\n      steps:\n        - to: direct:greet\n        - to: mock:end\n'

async function running(...texts: string[]): Promise<Kafila> {
  const kafila = await createKafila({ routes: files(texts), logger: silent })
  await kafila.start()
  onTestFinished(() => kafila.stop({ timeoutMs: 1000 }))
  return kafila
}

function files(texts: readonly string[]) {
  return texts.map((text, index) => ({ file: `${index}.yaml`, text }))
}

function reload(kafila: Kafila, ...texts: string[]) {
  return reloadRoutes(kafila, { routes: files(texts) }, AbortSignal.timeout(1000))
}

test('a reload restarts the route that changed and keeps the others running', async () => {
  const kafila = await running(GREET, OTHER)
  const other = kafila.routes.get('other')
  const result = await reload(kafila, GREET_POLITE, OTHER)
  expect(result).toMatchObject({ started: ['greet'], stopped: ['greet'], kept: ['other'], diagnostics: [] })
  expect(kafila.routes.get('other')).toBe(other)
  expect(await kafila.request('direct:greet', { body: 'Ada' })).toBe('Good day Ada')
  expect(await kafila.request('direct:other', { body: 'Ada' })).toBe('Good day Ada')
  expect(mocks(kafila).endpoint('end').count).toBe(1)
})

test('a file with a mistake changes nothing and tells the mistake', async () => {
  const kafila = await running(GREET)
  const result = await reload(kafila, GREET.replace('setBody', 'setBdy'))
  expect(result.diagnostics.map(each => each.code)).toEqual(['KF_ROUTE_UNKNOWN_STEP'])
  expect(await kafila.request('direct:greet', { body: 'Ada' })).toBe('Hello Ada')
})

test('routes come and go with their files', async () => {
  const kafila = await running(GREET)
  expect(await reload(kafila, GREET, OTHER)).toMatchObject({ started: ['other'], stopped: [], kept: ['greet'] })
  expect(await reload(kafila, GREET)).toMatchObject({ started: [], stopped: ['other'], kept: ['greet'] })
  expect((await kafila.send('direct:other?block=false', { body: 'Ada' })).exception).toBeDefined()
})

test('a change of what routes share restarts all of them', async () => {
  const kafila = await running(GREET, OTHER)
  const handler = '- errorHandler:\n    noErrorHandler: {}\n'
  expect(await reload(kafila, GREET, handler + OTHER)).toMatchObject({ started: ['greet', 'other'], kept: [] })
})

test('a message in flight in a route that is replaced is finished by the old one', async () => {
  const slow = (word: string) =>
    `- route:\n    id: slow\n    from:\n      uri: seda:slow\n      steps:\n        - delay: { constant: "50" }\n        - setBody: { constant: ${word} }\n        - to: mock:end\n`
  const kafila = await running(slow('old'))
  await kafila.send('seda:slow', { body: 'x' })
  await new Promise(resolve => setTimeout(resolve, 20))
  await reload(kafila, slow('new'))
  await kafila.send('seda:slow', { body: 'y' })
  const end = mocks(kafila).endpoint('end')
  await expect.poll(() => end.received.map(each => each.body)).toEqual(['old', 'new'])
})

test('a route that came by a reload steers those that were there before, and its Kamelets run with all others', async () => {
  const template =
    '- routeTemplate: { id: wrap, parameters: [ { name: by } ], from: { uri: "kamelet:source", steps: [ { setBody: { simple: "{{by}}${body}" } } ] } }\n'
  const steer = (uri: string) => `- route: { id: steer, from: { uri: direct:steer, steps: [ { toD: "${uri}" } ] } }\n`
  const kafila = await running(template, GREET, steer('log:x'))
  await reload(kafila, template, GREET, steer('kamelet:wrap/made?by=${header.by}'))
  expect(await kafila.request('direct:steer', { body: 'x', headers: { by: '-' } })).toBe('-x')
  expect([...kafila.routes.keys()].sort()).toEqual(['greet', 'made', 'steer'])
  await reload(kafila, template, GREET, steer('controlbus:route?routeId=greet&action=stop'))
  await kafila.send('direct:steer')
  expect(kafila.routes.get('greet')!.state).toBe('stopped')
})

describe('beans', () => {
  const beans = (more = '') => `- ${shopBean(more)}\n`

  async function open(...texts: string[]) {
    const { directory, shut } = folderOfShops()
    const kafila = await createKafila({ routes: files(texts), logger: silent, directory })
    await kafila.start()
    onTestFinished(() => kafila.stop({ timeoutMs: 1000 }))
    return { kafila, shut }
  }

  test('of a reload that fails are ended', async () => {
    const { kafila, shut } = await open(beans(), GREET)
    await reload(kafila, beans(), GREET.replace('setBody', 'setBdy'))
    expect(await shut()).toEqual([false, true])
  })

  test('are ended when none of the routes that were made with them is left, the others by the stop', async () => {
    const { kafila, shut } = await open(beans(), GREET, OTHER)
    await reload(kafila, beans(), GREET_POLITE, OTHER)
    expect(await shut()).toEqual([false, false])
    await reload(kafila, beans(), GREET, OTHER)
    expect(await shut()).toEqual([false, true, false])
    await reload(kafila, beans(', properties: { stock: 1 }'), GREET, OTHER)
    expect(await shut()).toEqual([true, true, true, false])
    await kafila.stop({ timeoutMs: 1000 })
    expect(await shut()).toEqual([true, true, true, true])
  })
})
