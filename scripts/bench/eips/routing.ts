import { type Case, copyOf, Later, type Message } from './case.ts'

const when = (index: number) => `{ simple: "\${header.kind} == 't${index}'", steps: [{ setBody: { constant: "r${index}" } }] }`

function choice(of: number, taken: number): Case {
  return {
    id: `choice of ${of}`,
    steps: `- choice: { when: [${Array.from({ length: of }, (_, index) => when(index)).join(', ')}] }`,
    body: 1,
    headers: { kind: `t${taken}` },
    hand: () => message => {
      for (let index = 0; index < of; index++) {
        if (message.headers['kind'] !== `t${index}`) continue
        message.body = `r${index}`
        return
      }
    },
  }
}

/** A step of another route or Kamelet: in it a header, behind it the body. */
function hop(id: string, step: string, more: string): Case {
  return {
    id,
    steps: `${step}\n- setBody: { simple: "\${header.a}-\${body}" }`,
    more,
    body: 'b',
    hand: () => {
      const other = ({ headers }: Message) => {
        headers['a'] = 'x'
      }
      return message => {
        other(message)
        message.body = `${message.headers['a']}-${message.body}`
      }
    },
  }
}

/** EIPs that say where a message goes. */
export const ROUTING: readonly Case[] = [
  {
    id: 'nothing but setBody',
    steps: '- setBody: { constant: "x" }',
    body: 1,
    hand: () => message => {
      message.body = 'x'
    },
  },
  choice(10, 7),
  choice(40, 35),
  {
    id: 'filter',
    steps: '- filter: { simple: "${body} > 5", steps: [{ setBody: { constant: more } }] }',
    body: 7,
    hand: () => message => {
      if ((message.body as number) > 5) message.body = 'more'
    },
  },
  {
    id: 'multicast to 3',
    steps: '- multicast: { steps: [{ to: "bench:a" }, { to: "bench:b" }, { to: "bench:c" }] }',
    body: 1,
    hand: () => {
      let last: Message
      return message => {
        for (let index = 0; index < 3; index++) last = copyOf(message, { index, last: index === 2 })
        message.properties = last.properties
      }
    },
  },
  {
    id: 'recipientList of 2',
    steps: '- recipientList: { header: to }',
    body: 1,
    headers: { to: 'bench:a,bench:b' },
    hand: () => message => {
      const copies = String(message.headers['to'])
        .split(',')
        .map((to, index) => copyOf(message, { to, index, last: index === 1 }))
      message.properties = copies.at(-1)!.properties
    },
  },
  {
    id: 'routingSlip of 2',
    steps: '- routingSlip: { header: to }',
    body: 1,
    headers: { to: 'bench:a,bench:b' },
    hand: () => message => {
      for (const to of String(message.headers['to']).split(',')) message.properties['to'] = to
    },
  },
  {
    id: 'toD',
    steps: '- toD: "bench:${header.to}"',
    body: 1,
    headers: { to: 'a' },
    hand: () => message => {
      message.properties['to'] = `bench:${message.headers['to']}`
    },
  },
  {
    id: 'wireTap',
    steps: '- wireTap: { uri: "bench:end" }',
    body: 1,
    headers: { a: 'x' },
    arrivesAfter: 1,
    hand: arrive => {
      const taps = new Later(arrive)
      return message => taps.add(copyOf(message, {}))
    },
  },
  {
    id: 'enrich',
    steps: '- enrich: { constant: "direct:price" }',
    more: '- from: { uri: "direct:price", steps: [{ setBody: { constant: "9.5" } }] }',
    body: 1,
    headers: { a: 'x' },
    hand: () => {
      const price = (message: Message) => {
        message.body = '9.5'
      }
      return message => {
        const reply = copyOf(message, {})
        price(reply)
        message.body = reply.body
        message.headers = reply.headers
      }
    },
  },
  hop('direct hop', '- to: direct:other', '- from: { uri: "direct:other", steps: [{ setHeader: { name: a, constant: x } }] }'),
  hop(
    'kamelet hop',
    '- to: kamelet:other',
    '- routeTemplate: { id: other, from: { uri: "kamelet:source", steps: [{ setHeader: { name: a, constant: x } }] } }',
  ),
  {
    id: 'seda hop',
    steps: '- to: seda:queue',
    more: '- from: { uri: "seda:queue", steps: [{ to: "bench:end" }] }',
    body: 1,
    headers: { a: 'x' },
    arrivesAfter: 1,
    hand: arrive => {
      const queue = new Later(arrive)
      return message => queue.add(copyOf(message, {}))
    },
  },
  {
    id: 'split of 100, parallel',
    steps: '- split: { simple: "${body}", parallelProcessing: true, steps: [{ setBody: { simple: "x${body}" } }] }',
    body: Array.from({ length: 100 }, (_, index) => index),
    headers: { a: 'x' },
    hand: () => message => {
      const items = message.body as number[]
      for (const [index, item] of items.entries()) {
        const part = copyOf(message, { index, last: index === items.length - 1 })
        part.body = item
        part.body = `x${part.body}`
      }
    },
  },
]
