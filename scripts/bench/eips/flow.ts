import type { Case, Message } from './case.ts'
import { Later } from './case.ts'

const LIST = '"#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"'

/** The last so many outcomes of calls, as a circuit breaker counts them. */
class Window {
  private readonly failures = new Uint8Array(100)
  private at = 0
  private failed = 0

  add(isFailure: 0 | 1): void {
    this.failed += isFailure - this.failures[this.at]!
    this.failures[this.at] = isFailure
    this.at = (this.at + 1) % this.failures.length
  }

  get isOpen(): boolean {
    return this.failed >= 50
  }
}

/** EIPs that gather, count, order or hold back messages, and those that deal with failures. */
export const FLOW: readonly Case[] = [
  {
    id: 'loop of 100',
    steps: '- loop: { constant: "100", steps: [{ setBody: { simple: "turn ${exchangeProperty.CamelLoopIndex}" } }] }',
    body: 1,
    hand: () => message => {
      for (let index = 0; index < 100; index++) {
        message.properties['index'] = index
        message.body = `turn ${message.properties['index']}`
      }
    },
  },
  {
    id: 'aggregate of 10, by key',
    steps: `- aggregate: { correlationExpression: { header: key }, aggregationStrategy: ${LIST}, completionSize: 10, steps: [{ to: "bench:end" }] }`,
    body: 1,
    differs: { header: 'key', value: index => `k${index % 7}` },
    arrivesAfter: 10,
    hand: arrive => {
      const groups = new Map<string, Message>()
      const complete = new Later(arrive)
      return ({ body, headers }) => {
        const key = String(headers['key'])
        let group = groups.get(key)
        if (group === undefined) groups.set(key, (group = { body: [], headers: { ...headers }, properties: { size: 0 } }))
        const list = group.body as unknown[]
        list.push(body)
        group.properties['size'] = list.length
        if (list.length < 10) return
        groups.delete(key)
        complete.add(group)
      }
    },
  },
  {
    id: 'resequence, batches of 10',
    steps: '- resequence: { header: number, batchConfig: { batchSize: 10, batchTimeout: "1000" }, steps: [{ to: "bench:end" }] }',
    body: 1,
    differs: { header: 'number', value: index => (index * 7) % 10 },
    arrivesAfter: 1,
    hand: arrive => {
      let batch: Message[] = []
      const sorted = new Later(arrive)
      return ({ body, headers }) => {
        batch.push({ body, headers: { ...headers }, properties: {} })
        if (batch.length < 10) return
        batch.sort((a, b) => (a.headers['number'] as number) - (b.headers['number'] as number))
        for (const each of batch) sorted.add(each)
        batch = []
      }
    },
  },
  {
    id: 'idempotentConsumer',
    steps: '- idempotentConsumer: { header: id, idempotentRepository: seen, steps: [{ setBody: { constant: new } }] }',
    more: '- beans: [{ name: seen, type: org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository }]',
    body: 1,
    differs: { header: 'id', value: index => `id-${index}` },
    hand: () => {
      const seen = new Set<string>()
      return message => {
        const id = String(message.headers['id'])
        if (seen.has(id)) return
        seen.add(id)
        if (seen.size > 1000) seen.delete(seen.values().next().value!)
        message.body = 'new'
      }
    },
  },
  {
    id: 'throttle',
    steps: '- throttle: { constant: "100000000" }\n- setBody: { constant: x }',
    body: 1,
    hand: () => {
      const limit = 100_000_000
      let window = 0
      let passed = 0
      return message => {
        const now = Date.now()
        if (now - window >= 1000) {
          window = now
          passed = 0
        }
        if (++passed > limit) throw new Error('too many')
        message.body = 'x'
      }
    },
  },
  {
    id: 'circuitBreaker',
    steps: '- circuitBreaker: { steps: [{ setBody: { constant: x } }], onFallback: { steps: [{ setBody: { constant: y } }] } }',
    body: 1,
    hand: () => {
      const window = new Window()
      return message => {
        if (window.isOpen) throw new Error('open')
        try {
          message.body = 'x'
          window.add(0)
        } catch {
          window.add(1)
          message.body = 'y'
        }
      }
    },
  },
  {
    id: 'doTry, goes well',
    steps: `- doTry:
    steps: [{ setBody: { constant: x } }]
    doCatch: [{ exception: [java.io.IOException], steps: [{ setBody: { constant: y } }] }]`,
    body: 1,
    hand: () => message => {
      try {
        message.body = 'x'
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        message.body = 'y'
      }
    },
  },
  {
    id: 'doTry, fails',
    steps: `- doTry:
    steps: [{ throwException: { exceptionType: java.io.IOException, message: no } }]
    doCatch: [{ exception: [java.io.IOException], steps: [{ setBody: { constant: y } }] }]`,
    body: 1,
    hand: () => message => {
      try {
        throw new RangeError('no')
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        message.properties['caught'] = error
        message.body = 'y'
      }
    },
  },
  {
    id: 'onException, handled',
    steps: '- throwException: { exceptionType: java.io.IOException, message: no }',
    more: `- onException: { exception: [java.io.IOException], handled: { constant: "true" }, steps: [{ setBody: { constant: y } }] }`,
    body: 1,
    hand: () => message => {
      try {
        throw new RangeError('no')
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        message.properties['caught'] = error
        message.body = 'y'
      }
    },
  },
  {
    id: 'onException, nothing fails',
    steps: '- setBody: { constant: x }\n- setHeader: { name: a, constant: y }',
    more: `- onException: { exception: [java.io.IOException], redeliveryPolicy: { maximumRedeliveries: 2 }, handled: { constant: "true" }, steps: [{ setBody: { constant: y } }] }`,
    body: 1,
    hand: () => message => {
      try {
        message.body = 'x'
        message.headers['a'] = 'y'
      } catch (error) {
        message.body = error
      }
    },
  },
]
