import { expect, test } from 'vitest'
import type { Sink } from '../../src/kit/connector.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const loop = (options: string, steps: string) => `
- route:
    id: main
    from: { uri: direct:start, steps: [ { loop: { ${options}, steps: ${steps} } }, { to: mock:end } ] }
`

test('turns work on what the turn before made, synchronously where nothing waits', async () => {
  const { kafila, bodies } = await runRoutes(loop('constant: "3"', '[ { setBody: { simple: "${body}x" } } ]'))
  const sink = kafila.endpoints.resolve('direct:start').sink() as Sink
  expect(sink.send(kafila.exchange({ body: '' }, 'InOnly'))).toBeUndefined()
  expect(bodies('end')).toEqual(['xxx'])
})

test('with copy every turn starts from the message as it came', async () => {
  const { kafila, bodies } = await runRoutes(loop('constant: "3", copy: true', '[ { setBody: { simple: "${body}x" } } ]'))
  await kafila.send('direct:start', { body: '' })
  expect(bodies('end')).toEqual(['x'])
})

test('a condition that needs a stream is asked again when the stream was read, without repeating turns', async () => {
  const { Readable } = await import('node:stream')
  const { StreamBody } = await import('../../src/index.ts')
  let turns = 0
  const { kafila } = await runRoutes(loop('doWhile: true, simple: "${bodyAs(String)} != \'end\'"', '[ { process: { ref: next } } ]'), {
    beans: {
      next: (exchange: { body: unknown }) => {
        turns += 1
        exchange.body = new StreamBody(Readable.from([Buffer.from(turns === 3 ? 'end' : 'more')]))
      },
    },
  })
  await kafila.send('direct:start', { body: 'start' })
  expect(turns).toBe(3)
})

test('a failure inside ends the loop', async () => {
  const { kafila, bodies } = await runRoutes(
    loop('constant: "3"', '[ { to: "mock:turn" }, { throwException: { exceptionType: java.io.IOException, message: no } } ]'),
  )
  const exchange = await kafila.send('direct:start', { body: 'x' })
  expect(bodies('turn')).toEqual(['x'])
  expect(exchange.exception).toMatchObject({ type: 'java.io.IOException' })
})
