import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (steps: string) => `
- from:
    uri: direct:start
    steps: [ ${steps}, { to: "mock:end" } ]
`

async function run(steps: string, message = {}) {
  const running = await runRoutes(yaml(steps))
  const exchange = await running.kafila.send('direct:start', message)
  return { exchange, end: running.received('end')[0] }
}

test('a header, property or variable may have a name that the message makes', async () => {
  const { end } = await run(
    '{ setHeader: { name: "h-${body}", constant: "1" } }, { setProperty: { name: "p-${body}", constant: "2" } }, { setVariable: { name: "v-${body}", constant: "3" } }',
    { body: 'x' },
  )
  expect([end!.header('h-x'), end!.property('p-x'), end!.variable('v-x')]).toEqual(['1', '2', '3'])
})

test('a name that comes out as nothing is a NullPointerException', async () => {
  const { exchange } = await run('{ setHeader: { name: "${header.nosuch}", constant: "1" } }')
  expect(exchange.exception).toMatchObject({ type: 'java.lang.NullPointerException' })
})

test('of several headers the later see the earlier', async () => {
  const { end } = await run('{ setHeaders: { headers: [ { name: a, constant: "1" }, { name: b, simple: "${header.a}2" } ] } }')
  expect(end!.header('b')).toBe('12')
})

test('a variable belongs to the exchange, to a route or to the runtime, by its prefix', async () => {
  const running = await runRoutes(
    yaml(
      '{ setVariable: { name: "global:g", simple: "${body}" } }, { setVariable: { name: "route:r", simple: "${body}" } }, { setBody: { simple: "${variable.global:g}${variable.route:r}${variable.route:route1:r}" } }',
    ),
  )
  await running.kafila.send('direct:start', { body: 'x' })
  expect(running.bodies('end')).toEqual(['xxx'])
  expect(running.kafila.services.globals.get('g')).toBe('x')
})

test('an expression that gives nothing takes a variable away, but sets a header to null', async () => {
  const { end } = await run('{ setVariable: { name: v, header: nosuch } }, { setHeader: { name: h, header: nosuch } }', {
    variables: { v: 1 },
    headers: { h: 1 },
  })
  expect(end!.variable('v')).toBeUndefined()
  expect(end!.header('h')).toBeNull()
})
