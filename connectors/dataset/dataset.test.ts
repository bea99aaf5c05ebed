import { expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const BEANS =
  '- beans: [ { name: three, type: org.apache.camel.component.dataset.SimpleDataSet, properties: { size: 3, defaultBody: hi } } ]\n'

test('sends its messages one after the other, with their numbers', async () => {
  const clock = new ManualClock()
  const { received } = await runRoutes(`${BEANS}- from: { uri: "dataset:three?produceDelay=10", steps: [ { to: mock:end } ] }`, { clock })
  await clock.advance(1010)
  expect(received('end').length).toBe(2)
  await clock.advance(1000)
  expect(received('end').map(each => [each.body, each.header('CamelDataSetIndex')])).toEqual([
    ['hi', 0],
    ['hi', 1],
    ['hi', 2],
  ])
})

test('preloadSize messages are sent before the route counts as started', async () => {
  const clock = new ManualClock()
  const { received } = await runRoutes(`${BEANS}- from: { uri: "dataset:three?preloadSize=2", steps: [ { to: mock:end } ] }`, { clock })
  expect(received('end').length).toBe(2)
})

test('as a target it logs what is not as expected', async () => {
  const { kafila, records } = await runRoutes(`${BEANS}- from: { uri: "direct:start", steps: [ { to: "dataset:three" } ] }`)
  await kafila.send('direct:start', { body: 'hi' })
  await kafila.send('direct:start', { body: 'ho' })
  expect(records.map(record => record.message)).toEqual(['dataset:three message 1: expected body hi, got ho'])
})

test('a bean that is no data set fails the start', async () => {
  await expect(runRoutes('- from: { uri: "dataset:nothing", steps: [ { to: mock:end } ] }')).rejects.toThrow('nothing')
})
