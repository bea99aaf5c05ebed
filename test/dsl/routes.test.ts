import { expect, test } from 'vitest'
import { createKafila, direct, from, json, mock, mocks, routeFile, simple } from '../../src/index.ts'

interface Order {
  readonly id: string
  readonly lines: readonly { item: string; quantity: number }[]
  readonly total: number
}

test('a route of functions runs', async () => {
  const kafila = await createKafila({
    routes: [
      routeFile(
        from(direct('orders'))
          .unmarshal(json<Order>())
          .setHeader('region', order => (order.total > 10 ? 'north' : 'south'))
          .filter(
            order => order.total > 5,
            steps => steps.log('large ${body}'),
          )
          .split(
            order => order.lines,
            line => line.transform(({ item }) => item.toUpperCase()).to(mock('lines')),
          )
          .choice(c =>
            c
              .when(
                order => order.total > 100,
                s => s.setBody(simple('big')),
              )
              .otherwise(s => s.transform(async o => o.id)),
          )
          .to('mock:end'),
      ),
    ],
  })
  await kafila.start()
  expect(
    await kafila.request('direct:orders', {
      body: '{"id":"7","total":12,"lines":[{"item":"rope","quantity":1},{"item":"lamp","quantity":2}]}',
    }),
  ).toBe('7')
  expect(
    mocks(kafila)
      .endpoint('lines')
      .received.map(each => each.body),
  ).toEqual(['ROPE', 'LAMP'])
  await kafila.stop()
})
