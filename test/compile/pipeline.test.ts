import { describe, expect, test } from 'vitest'
import { compilePipeline, type Engine } from '../../src/compile/pipeline.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { createKafila } from '../../src/index.ts'

async function exchangeOf(): Promise<Exchange> {
  const kafila = await createKafila({ routes: [{ file: 'a.yaml', text: '- from: { uri: "direct:a", steps: [ { stop: {} } ] }' }] })
  await kafila.start()
  const exchange = await kafila.send('direct:a')
  await kafila.stop()
  exchange.status = 0
  return exchange
}

describe.each<Engine>(['generated', 'reference'])('the %s engine', engine => {
  test.each([0, 1])('hands a failure of error handling to the caller, not to the same handling again (node %i of two)', async at => {
    const handled: unknown[] = []
    const policy = {
      keepsMessage: false,
      async onFailure(_: Exchange, error: unknown) {
        handled.push(error)
        throw 'while handling'
      },
    }
    const failing = () => {
      throw 'first'
    }
    const nodes = [0, 1].map(index => ({ id: `n${index}`, name: 'process', step: index === at ? failing : () => undefined }))
    const pipeline = compilePipeline(nodes, policy, 'main', engine)
    const exchange = await exchangeOf()
    await expect((async () => pipeline(exchange))()).rejects.toBe('while handling')
    expect(handled).toEqual(['first'])
  })

  test('goes on in order behind steps that wait, alone or again, inside others or not, and however often before', async () => {
    const kafila = await createKafila({ routes: [{ file: 'a.yaml', text: WAITING }], beans: waitingBeans(), engine })
    await kafila.start()
    const ends = ['all', 'a', 'ab', 'b', 'none', 'all', 'fail', 'a', 'abfail']
    const seen: unknown[] = []
    for (const body of ends) {
      const exchange = await kafila.send('direct:a', { body })
      seen.push([exchange.header('way'), (exchange.exception as Error | undefined)?.message])
    }
    await kafila.stop()
    const whole = '-abcd'
    expect(seen).toEqual(ends.map(body => (body.includes('fail') ? ['-abc', 'failed'] : [whole, undefined])))
  })
})

/** Steps that wait where the body names them; the second stands inside a filter, and the fourth behind one that may fail. */
const WAITING = `
- route:
    from:
      uri: direct:a
      steps:
        - setHeader: { name: way, constant: "-" }
        - process: { ref: a }
        - filter:
            simple: "\${header.way} == '-a'"
            steps: [ { process: { ref: b } }, { process: { ref: c } } ]
        - process: { ref: fail }
        - process: { ref: d }
`

function waitingBeans(): Record<string, unknown> {
  const named = (name: string) => (exchange: Exchange) => {
    const add = () => exchange.setHeader('way', `${exchange.header('way')}${name}`)
    const body = String(exchange.body)
    return body === 'all' || body.includes(name) ? Promise.resolve().then(add) : add()
  }
  const fail = async (exchange: Exchange) => {
    if (String(exchange.body).includes('fail')) throw new Error('failed')
  }
  return { a: named('a'), b: named('b'), c: named('c'), d: named('d'), fail }
}
