import { expect, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const run = (uri: string, beans = {}) => runRoutes(`- from: { uri: "direct:start", steps: [ { to: "${uri}" } ] }`, { beans })

class Shop {
  calls = 0
  price(item: string, count: number): string {
    return `${item}*${count}`
  }
  note(): void {
    this.calls += 1
  }
  async later(body: string): Promise<string> {
    await new Promise(resolve => setImmediate(resolve))
    return `${body} later`
  }
}

test('the result of a method becomes the body, with arguments from the message', async () => {
  const { kafila } = await run('bean:shop?method=price(${body}, 3)', { shop: new Shop() })
  expect(await kafila.request('direct:start', { body: 'tea' })).toBe('tea*3')
})

test('a method without result leaves the body', async () => {
  const shop = new Shop()
  const { kafila } = await run('bean:shop?method=note', { shop })
  expect(await kafila.request('direct:start', { body: 'kept' })).toBe('kept')
  expect(shop.calls).toBe(1)
})

test('a promise is waited for', async () => {
  const { kafila } = await run('bean:shop?method=later', { shop: new Shop() })
  expect(await kafila.request('direct:start', { body: 'x' })).toBe('x later')
})

test('a bean that is not there is refused before the route starts, a method that is not there fails each message', async () => {
  await expect(run('bean:nobody?method=x')).rejects.toThrow('no bean is called `nobody`')
  const { kafila } = await run('bean:shop?method=nothing', { shop: new Shop() })
  await expect(kafila.request('direct:start', { body: 'x' })).rejects.toThrow('Method with name: nothing not found on bean')
})
