import { expect, test } from 'vitest'
import type { DomNode } from '../../src/converters/xml.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const ROUTE = `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - setHeader: { name: first, xpath: { expression: /order/@id, resultType: String } }
        - setProperty: { name: nodes, xpath: /order/item }
        - process: { ref: change }
        - setHeader: { name: items, xpath: { expression: "count(/order/item)", resultType: int } }
        - setHeader: { name: second, xpath: { expression: /order/@id, resultType: String } }
        - setBody: { constant: "<order id='changed'/>" }
        - setHeader: { name: third, xpath: { expression: /order/@id, resultType: String } }
        - to: mock:end
`

test('expressions about one text see what is in it, whatever became of the nodes that one of them gave', async () => {
  const text = "<order id='1'><item/><item/></order>"
  const change = (exchange: { property(name: string): unknown }) => {
    const [node] = exchange.property('nodes') as { parentNode: { removeChild(node: DomNode): void } }[]
    node!.parentNode.removeChild(node as unknown as DomNode)
  }
  const { kafila, received } = await runRoutes(ROUTE, { beans: { change } })
  for (let i = 0; i < 2; i++) await kafila.send('direct:start', { body: text })
  for (const exchange of received('end'))
    expect(Object.fromEntries(exchange.headerEntries())).toMatchObject({ first: '1', items: 2, second: '1', third: 'changed' })
})
