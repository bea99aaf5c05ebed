import { expect, test } from 'vitest'
import { ROLLBACK } from '../../src/core/exchange.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (steps: string) => `
- from: { uri: "direct:start", steps: [ { to: "direct:sub" }, { to: "mock:end" } ] }
- from: { uri: "direct:sub", steps: [ ${steps}, { to: "mock:sub" } ] }
`

async function run(steps: string) {
  const { kafila, received } = await runRoutes(yaml(steps))
  const exchange = await kafila.send('direct:start', { body: 'hello' })
  return { exchange, sub: received('sub').length, end: received('end').length, last: received('end')[0] }
}

test('a stop ends the routing, here and in the calling route, without a failure', async () => {
  const { exchange, sub, end } = await run('{ filter: { constant: "true", steps: [ { stop: {} } ] } }')
  expect([exchange.exception, sub, end]).toEqual([undefined, 0, 0])
})

test('a rollback fails and marks the exchange; marking only ends the routing', async () => {
  const failed = await run('{ rollback: "no thanks" }')
  expect(failed.exchange.exception).toMatchObject({ type: 'org.apache.camel.RollbackExchangeException' })
  expect(failed.exchange.status & ROLLBACK).toBe(ROLLBACK)
  const marked = await run('{ rollback: { markRollbackOnly: true } }')
  expect([marked.exchange.exception, marked.exchange.status & ROLLBACK, marked.end]).toEqual([undefined, ROLLBACK, 0])
  const last = await run('{ rollback: { markRollbackOnlyLast: true } }')
  expect([last.exchange.exception, last.exchange.status & ROLLBACK, last.end]).toEqual([undefined, 0, 0])
})

test('a step says its id to the steps in it', async () => {
  const { last } = await run('{ step: { id: outer, steps: [ { setHeader: { name: id, exchangeProperty: CamelStepId } } ] } }')
  expect([last!.header('id'), last!.property('CamelStepId')]).toEqual(['outer', undefined])
})

test('setExchangePattern holds for the rest of the route', async () => {
  expect((await run('{ setExchangePattern: InOut }')).last!.pattern).toBe('InOut')
})

test('a script runs for its effects only', async () => {
  const { last } = await run('{ script: { simple: "${setHeader(seen,\'yes\')}" } }')
  expect([last!.body, last!.header('seen')]).toEqual(['hello', 'yes'])
})

test('transform and setBody replace the body; a filter goes on behind its steps in any case', async () => {
  const { last } = await run(
    '{ transform: { simple: "<${body}>" } }, { filter: { constant: "false", statusPropertyName: matched, steps: [ { setBody: { constant: never } } ] } }',
  )
  expect([last!.body, last!.property('matched')]).toEqual(['<hello>', false])
})
