import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const unmarshal = (options: string) =>
  runRoutes(`- from: { uri: "direct:start", steps: [ { unmarshal: { json: { ${options} } } }, { to: mock:end } ] }`)

test('useList makes a plain list whatever collectionType says', async () => {
  const { kafila, bodies } = await unmarshal('useList: true, collectionType: java.util.LinkedHashSet, unmarshalType: java.lang.Integer')
  await kafila.send('direct:start', { body: '[1,2,1]' })
  expect(bodies('end')).toEqual([[1, 2, 1]])
})

test('a type from a header that does not exist fails the message with ClassNotFoundException', async () => {
  const { kafila } = await unmarshal('allowUnmarshallType: true')
  const exchange = await kafila.send('direct:start', { body: '5', headers: { CamelJacksonUnmarshalType: 'no.Such' } })
  expect(exchange.exception).toMatchObject({ type: 'java.lang.ClassNotFoundException' })
})
