import { expect, onTestFinished, test } from 'vitest'
import { createKafila } from '../../src/index.ts'
import { reloadRoutes } from '../../src/runtime/reload.ts'

const KAMELET = {
  file: 'say.kamelet.yaml',
  text: 'kind: Kamelet\nmetadata: { name: say }\nspec: { template: { from: { uri: "kamelet:source", steps: [ { setBody: { simple: "{{word}} ${body}" } } ] } } }\n',
}
const route = (name: string, word: string) => `- from: { uri: "direct:${name}", steps: [ { to: "kamelet:say?word=${word}" } ] }\n`

test('a reload gives every use of a Kamelet its new parameters, and a use that comes first takes no other use its place', async () => {
  const files = (text: string) => [KAMELET, { file: 'routes.yaml', text }]
  const kafila = await createKafila({ routes: files(route('a', 'one')), logger: { enabled: () => false, write() {} } })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  expect(await kafila.request('direct:a', { body: 'x' })).toBe('one x')
  await reloadRoutes(kafila, { routes: files(route('b', 'new') + route('a', 'two')) }, AbortSignal.timeout(1000))
  expect([await kafila.request('direct:a', { body: 'x' }), await kafila.request('direct:b', { body: 'x' })]).toEqual(['two x', 'new x'])
})
