import { DOMParser } from '@xmldom/xmldom'
import xpath from 'xpath'
import { Exchange } from './library.ts'
import { measure, type Result, type Row } from './measure.ts'
import { benchRuntime } from './runtime.ts'

interface Message {
  body: unknown
  headers: Record<string, unknown>
  properties: Record<string, unknown>
}

/** A route, its steps in YAML, and the same by hand on one message. */
interface Case {
  readonly id: string
  readonly steps: string
  readonly body: unknown
  readonly headers?: Record<string, unknown>
  readonly hand: (message: Message) => unknown
}

const ORDERS = {
  orders: Array.from({ length: 80 }, (_, id) => ({
    id,
    name: `customer ${id}`,
    price: id * 1.25 + 0.5,
    address: { street: `street ${id}`, zip: '1234' },
  })),
}
const TEXT = JSON.stringify(ORDERS)
const XML = `<order id="7"><name>n</name>${Array.from({ length: 10 }, (_, i) => `<item sku="s${i}"><price>${i * 2}</price></item>`).join('')}</order>`

const when = (index: number) => `{ simple: "\${header.kind} == 't${index}'", steps: [{ setBody: { constant: "r${index}" } }] }`
const copy = ({ body, headers }: Message, more: Record<string, unknown>): Message => ({ body, headers: { ...headers }, properties: more })

const CASES: readonly Case[] = [
  {
    id: 'choice of 10',
    steps: `- choice: { when: [${Array.from({ length: 10 }, (_, index) => when(index)).join(', ')}] }`,
    body: 1,
    headers: { kind: 't7' },
    hand(message) {
      for (let index = 0; index < 10; index++) {
        if (message.headers['kind'] !== `t${index}`) continue
        message.body = `r${index}`
        return
      }
    },
  },
  {
    id: 'multicast to 3',
    steps: '- multicast: { steps: [{ to: "bench:a" }, { to: "bench:b" }, { to: "bench:c" }] }',
    body: 1,
    hand: message => [0, 1, 2].map(index => copy(message, { index, last: index === 2 })),
  },
  {
    id: 'recipientList of 2',
    steps: '- recipientList: { header: to }',
    body: 1,
    headers: { to: 'bench:a,bench:b' },
    hand: message =>
      String(message.headers['to'])
        .split(',')
        .map((to, index) => copy(message, { to, index, last: index === 1 })),
  },
  {
    id: 'routingSlip of 2',
    steps: '- routingSlip: { header: to }',
    body: 1,
    headers: { to: 'bench:a,bench:b' },
    hand(message) {
      for (const to of String(message.headers['to']).split(',')) message.properties['to'] = to
    },
  },
  {
    id: 'toD',
    steps: '- toD: "bench:${header.to}"',
    body: 1,
    headers: { to: 'a' },
    hand(message) {
      message.properties['to'] = `bench:${message.headers['to']}`
    },
  },
  {
    id: 'loop of 100',
    steps: '- loop: { constant: "100", steps: [{ setBody: { simple: "${exchangeProperty.CamelLoopIndex}" } }] }',
    body: 1,
    hand(message) {
      for (let index = 0; index < 100; index++) {
        message.properties['index'] = index
        message.body = String(message.properties['index'])
      }
    },
  },
  {
    id: 'date',
    steps: '- setBody: { simple: "${date:now:yyyy-MM-dd}" }',
    body: 1,
    hand(message) {
      message.body = new Date().toISOString().slice(0, 10)
    },
  },
  {
    id: 'jsonpath with a filter',
    steps: '- setBody: { jsonpath: "$.orders[?(@.price > 50)].id" }',
    body: ORDERS,
    hand(message) {
      message.body = (message.body as typeof ORDERS).orders.filter(({ price }) => price > 50).map(({ id }) => id)
    },
  },
  {
    id: 'xpath, 3 of one text',
    steps: `- setHeader: { name: id, xpath: { expression: /order/@id, resultType: String } }
- setHeader: { name: name, xpath: { expression: /order/name/text(), resultType: String } }
- filter: { xpath: "count(/order/item) > 5", steps: [{ setBody: { constant: many } }] }`,
    body: XML,
    hand(message) {
      const document = new DOMParser().parseFromString(message.body as string, 'text/xml')
      const [id, name, many] = PATHS.map(path => path.evaluate({ node: document }))
      Object.assign(message.headers, { id: id!.stringValue(), name: name!.stringValue() })
      if (many!.booleanValue()) message.body = 'many'
    },
  },
  {
    id: 'unmarshal json, 8 KB',
    steps: '- unmarshal: { json: {} }',
    body: TEXT,
    hand(message) {
      message.body = JSON.parse(message.body as string)
    },
  },
  {
    id: 'marshal json, 8 KB',
    steps: '- marshal: { json: {} }\n- convertBodyTo: { type: String }',
    body: ORDERS,
    hand(message) {
      message.body = JSON.stringify(message.body)
    },
  },
  {
    id: 'marshal json, indented',
    steps: '- marshal: { json: { prettyPrint: true } }\n- convertBodyTo: { type: String }',
    body: ORDERS,
    hand(message) {
      message.body = JSON.stringify(message.body, null, 2)
    },
  },
]

/** What the types of the library leave out. */
interface Parsed {
  evaluate(options: { node: unknown }): { stringValue(): string; booleanValue(): boolean }
}

const { parse } = xpath as unknown as { parse(text: string): Parsed }
const PATHS = ['/order/@id', '/order/name/text()', 'count(/order/item) > 5'].map(text => parse(text))

/** EIPs and languages as routes use them, each against the same by hand: a new message, what the steps do to it, and nothing else. */
export async function bench(): Promise<Result> {
  const { kafila } = await benchRuntime(CASES.map(routeOf).join(''))
  const rows: Row[] = []
  for (const { id, body, headers = {}, hand } of CASES) {
    const handle = kafila.routes.get(id)!
    let last: Message | undefined
    const byHand = (count: number) => {
      for (let i = 0; i < count; i++) hand((last = { body, headers: { ...headers }, properties: {} }))
      if (last === undefined) throw new Error('nothing was measured')
    }
    const byRoute = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const exchange = new Exchange(kafila.services, body)
        for (const name in headers) exchange.setHeader(name, headers[name])
        const outcome = handle.deliver(exchange)
        if ((outcome instanceof Promise ? await outcome : outcome).status !== 'completed') throw new Error(`${id} failed`)
      }
    }
    rows.push(
      ...(await measure(
        [
          { label: `by hand: ${id}`, run: byHand },
          { label: 'route', run: byRoute },
        ],
        { count: 100 },
      )),
    )
  }
  return { unit: 'ns per message', rows }
}

function routeOf({ id, steps }: Case): string {
  return `
- route:
    id: "${id}"
    from:
      uri: bench:${id.replace(/\W/g, '-')}
      steps:
${steps.replace(/^/gm, '        ')}
`
}
