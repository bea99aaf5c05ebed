import { expect, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const ROUTES = `- from: { uri: "direct:start", steps: [ { toD: "controlbus:route?routeId=\${header.id}&action=\${header.action}&restartDelay=0" } ] }
- route: { id: worker, from: { uri: "direct:worker", steps: [ { to: mock:worker } ] } }
`

test('actions change the state of a route, and status tells it', async () => {
  const { kafila } = await runRoutes(ROUTES)
  const act = async (action: string) => {
    await kafila.send('direct:start', { headers: { id: 'worker', action } })
    return kafila.request('direct:start', { headers: { id: 'worker', action: 'status' } })
  }
  const states: unknown[] = []
  for (const action of ['stop', 'start', 'suspend', 'resume', 'restart', 'fail']) states.push(await act(action))
  expect(states).toEqual(['Stopped', 'Started', 'Suspended', 'Started', 'Started', 'Stopped'])
})

test('a route that is not there is left alone, and the body stays', async () => {
  const { kafila } = await runRoutes(ROUTES)
  expect(await kafila.request('direct:start', { body: 'x', headers: { id: 'nobody', action: 'stop' } })).toBe('x')
})

test('a route may stop itself behind the message that asked for it', async () => {
  const { kafila, until, bodies } = await runRoutes(
    '- route: { id: own, from: { uri: "seda:start", steps: [ { to: "controlbus:route?routeId=current&action=stop" }, { to: mock:end } ] } }',
  )
  await kafila.send('seda:start', { body: 1 })
  await until(() => kafila.routes.get('own')!.state === 'stopped')
  expect(bodies('end')).toEqual([1])
})

test('a body may be evaluated as an expression', async () => {
  const { kafila } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "controlbus:language:simple" } ] }')
  expect(await kafila.request('direct:start', { body: '${header.a}!', headers: { a: 'hi' } })).toBe('hi!')
})
