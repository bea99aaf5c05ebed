import { expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const call = (options: string) => `- from: { uri: "direct:call", steps: [ { to: "caffeine-cache:c?${options}" } ] }`

async function cache(options: string) {
  const clock = new ManualClock()
  const { kafila } = await runRoutes(call(options), { clock })
  return {
    clock,
    put: (key: string, body: unknown) =>
      kafila.request('direct:call', { body, headers: { CamelCaffeineKey: key, CamelCaffeineAction: 'PUT' } }),
    all: () => kafila.request('direct:call', { headers: { CamelCaffeineAction: 'AS_MAP' } }),
    get: (key: string) => kafila.request('direct:call', { headers: { CamelCaffeineKey: key, CamelCaffeineAction: 'GET' } }),
  }
}

test('the longest unused value leaves a full cache', async () => {
  const { put, get, all } = await cache('maximumSize=2')
  await put('a', 1)
  await put('b', 2)
  await get('a')
  await put('c', 3)
  expect(await all()).toEqual({ a: 1, c: 3 })
})

test('a value leaves by its time, since its last use and since it was written', async () => {
  const { clock, put, all, get } = await cache('evictionType=TIME_BASED&expireAfterWriteTime=10&expireAfterAccessTime=4')
  await put('a', 1)
  await put('b', 2)
  await clock.advance(3000)
  await get('a')
  await clock.advance(3000)
  expect(await all()).toEqual({ a: 1 })
  await get('a')
  await clock.advance(3900)
  await get('a')
  await clock.advance(200)
  expect(await all()).toEqual({})
})

test('a value is converted to the type of the cache', async () => {
  const { put, all } = await cache('valueType=java.lang.Integer')
  await put('a', '7')
  expect(await all()).toEqual({ a: 7 })
})

test('a cache from elsewhere is refused', async () => {
  await expect(runRoutes(call('action=GET&cacheLoader=%23l'))).rejects.toThrow('cacheLoader')
})
