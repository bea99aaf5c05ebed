import { expect, test } from 'vitest'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/index.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (steps: string) => `- from: { uri: "direct:start", steps: [ ${steps}, { to: "mock:end" } ] }`

async function run(steps: string, beans: Record<string, unknown>) {
  const running = await runRoutes(yaml(steps), { beans })
  const exchange = await running.kafila.send('direct:start', { body: 'hello' })
  return { exchange, bodies: running.bodies('end') }
}

test('process calls a function, or the method process of an object, and waits for a promise of whatever kind', async () => {
  const append = (text: string) => (exchange: Exchange) => {
    exchange.body = `${exchange.body}${text}`
  }
  const thenable = (exchange: Exchange) => ({
    then: (done: (value: unknown) => void) => {
      append('3')(exchange)
      done(undefined)
    },
  })
  const beans = { one: append('1'), two: { process: append('2') }, three: thenable }
  const { bodies } = await run('{ process: { ref: one } }, { process: { ref: two } }, { process: { ref: "#bean:three" } }', beans)
  expect(bodies).toEqual(['hello123'])
})

test('a bean that cannot process keeps the route from starting', async () => {
  await expect(runRoutes(yaml('{ process: { ref: one } }'), { beans: { one: {} } })).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_RUN_ILLEGAL_ARGUMENT' }] },
  })
})

test('a bean step takes the result of a method as body, and leaves the body where there is none', async () => {
  class Orders {
    readonly seen: unknown[] = []

    keep(order: unknown): void {
      this.seen.push(order)
    }

    async count(): Promise<number> {
      return this.seen.length
    }
  }
  const beans = { orders: new Orders() }
  const { bodies } = await run(
    '{ bean: { ref: orders, method: "keep(${body})" } }, { to: "mock:end" }, { bean: { ref: orders, method: count } }',
    beans,
  )
  expect(bodies).toEqual(['hello', 1])
})

test('what a function throws is the failure of the message, as it is', async () => {
  class Rejected extends Error {}
  const failure = new Rejected('no')
  const { exchange } = await run('{ bean: { ref: check } }', {
    check: () => {
      throw failure
    },
  })
  expect(exchange.exception).toBe(failure)
})

test('throwException throws a bean that is an error, or makes one by its class name', async () => {
  const failure = new Error('mine')
  expect((await run('{ throwException: { ref: mine } }', { mine: failure })).exchange.exception).toBe(failure)
  const made = await run('{ throwException: { exceptionType: java.io.IOException, message: "no ${body}" } }', {})
  expect(made.exchange.exception).toMatchObject({ type: 'java.io.IOException', message: 'no hello' })
})

test('a class without a constructor for just a message fails as Camel does when it cannot make it', async () => {
  const { exchange } = await run('{ throwException: { exceptionType: java.util.concurrent.ExecutionException, message: x } }', {})
  expect(exchange.exception).toMatchObject({ type: 'org.apache.camel.CamelExchangeException' })
})

test('validate fails what is not valid, with an error of its own where a factory makes it', async () => {
  const plain = await run('{ validate: { simple: "${body} == \'x\'" } }', {})
  expect(plain.exchange.exception).toMatchObject({ message: 'Validation failed for Predicate[body == x]. Exchange[]' })
  const own = await run('{ validate: { simple: "${body} == \'x\'", predicateExceptionFactory: make } }', {
    make: () => errors.KF_RUN_ILLEGAL_STATE({ reason: 'not x' }),
  })
  expect(own.exchange.exception).toMatchObject({ message: 'not x' })
})
