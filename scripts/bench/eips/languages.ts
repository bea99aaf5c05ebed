import { DOMParser } from '@xmldom/xmldom'
import xpath from 'xpath'
import type { Case } from './case.ts'

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
const RECORDS = ORDERS.orders.map(({ id, name, price }) => [String(id), name, String(price)])
const CSV = RECORDS.map(record => `${record.join(',')}\r\n`).join('')

/** What the types of the library leave out. */
interface Parsed {
  evaluate(options: { node: unknown }): { stringValue(): string; booleanValue(): boolean }
}

const { parse } = xpath as unknown as { parse(text: string): Parsed }
const PATHS = ['/order/@id', '/order/name/text()', 'count(/order/item) > 5'].map(text => parse(text))

/** Languages over the same orders: the ids of the dear ones. */
function dearOnes(id: string, expression: string): Case {
  return {
    id,
    steps: `- setBody: ${expression}`,
    body: ORDERS,
    hand: () => message => {
      message.body = (message.body as typeof ORDERS).orders.filter(({ price }) => price > 50).map(each => each.id)
    },
  }
}

/** The records of a text in which fields may be quoted. */
function readCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  for (let at = 0; at < text.length; ) {
    let field: string
    if (text[at] === '"') {
      const [value, end] = quoted(text, at + 1)
      field = value
      at = end
    } else {
      let end = at
      for (; end < text.length; end++) {
        const char = text.charCodeAt(end)
        if (char === 44 || char === 10 || char === 13) break
      }
      field = text.slice(at, end)
      at = end
    }
    record.push(field)
    if (text[at] === ',') at += 1
    else {
      records.push(record)
      record = []
      while (text[at] === '\r' || text[at] === '\n') at += 1
    }
  }
  return records
}

function quoted(text: string, from: number): [string, number] {
  for (let end = from; ; end += 2) {
    end = text.indexOf('"', end)
    if (end < 0) throw new Error('no closing quote')
    if (text[end + 1] !== '"') return [text.slice(from, end).replaceAll('""', '"'), end + 1]
  }
}

function writeCsv(records: readonly (readonly string[])[]): string {
  let text = ''
  for (const record of records)
    text += `${record.map(field => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\r\n`
  return text
}

/** Languages and formats as routes use them. */
export const LANGUAGES: readonly Case[] = [
  {
    id: 'date',
    steps: '- setBody: { simple: "${date:now:yyyy-MM-dd}" }',
    body: 1,
    hand: () => message => {
      message.body = new Date().toISOString().slice(0, 10)
    },
  },
  dearOnes('jsonpath with a filter', '{ jsonpath: "$.orders[?(@.price > 50)].id" }'),
  dearOnes('jq with a filter', '{ jq: "[.orders[] | select(.price > 50) | .id]" }'),
  dearOnes('jsonata with a filter', '{ jsonata: "orders[price > 50].id" }'),
  {
    id: 'xpath, 3 of one text',
    steps: `- setHeader: { name: id, xpath: { expression: /order/@id, resultType: String } }
- setHeader: { name: name, xpath: { expression: /order/name/text(), resultType: String } }
- filter: { xpath: "count(/order/item) > 5", steps: [{ setBody: { constant: many } }] }`,
    body: XML,
    hand: () => message => {
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
    hand: () => message => {
      message.body = JSON.parse(message.body as string)
    },
  },
  {
    id: 'marshal json, 8 KB',
    steps: '- marshal: { json: {} }\n- convertBodyTo: { type: String }',
    body: ORDERS,
    hand: () => message => {
      message.body = JSON.stringify(message.body)
    },
  },
  {
    id: 'marshal json, indented',
    layoutDiffers: true,
    steps: '- marshal: { json: { prettyPrint: true } }\n- convertBodyTo: { type: String }',
    body: ORDERS,
    hand: () => message => {
      message.body = JSON.stringify(message.body, null, 2)
    },
  },
  {
    id: 'unmarshal csv, 80 lines',
    steps: '- unmarshal: { csv: {} }',
    body: CSV,
    hand: () => message => {
      message.body = readCsv(message.body as string)
    },
  },
  {
    id: 'marshal csv, 80 lines',
    steps: '- marshal: { csv: {} }\n- convertBodyTo: { type: String }',
    body: RECORDS,
    hand: () => message => {
      message.body = writeCsv(message.body as string[][])
    },
  },
]
