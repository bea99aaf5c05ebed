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

test('stats tells what a route has counted, and without one what all have', async () => {
  const { kafila } = await runRoutes(`- route: { id: all, from: { uri: "direct:all", steps: [ { to: "controlbus:route?action=stats" } ] } }
- route: { id: one, from: { uri: "direct:one", steps: [ { to: "controlbus:route?routeId=worker&action=stats" } ] } }
- route: { id: worker, from: { uri: "direct:worker", steps: [ { throwException: { exceptionType: java.io.IOException, message: no } } ] } }
`)
  for (const _ of [1, 2]) await kafila.send('direct:worker')
  const worker = '<routeStat id="worker" state="Started" exchangesTotal="2" exchangesCompleted="0" exchangesFailed="2" redeliveries="0"/>'
  expect(await kafila.request('direct:one')).toBe(worker)
  expect(
    await kafila.request('direct:all'),
  ).toBe(`<camelContextStat id="camel-1" state="Started" exchangesTotal="3" exchangesCompleted="1" exchangesFailed="2" redeliveries="0">
  <routeStats>
    <routeStat id="all" state="Started" exchangesTotal="0" exchangesCompleted="0" exchangesFailed="0" redeliveries="0"/>
    <routeStat id="one" state="Started" exchangesTotal="1" exchangesCompleted="1" exchangesFailed="0" redeliveries="0"/>
    ${worker}
  </routeStats>
</camelContextStat>`)
})
