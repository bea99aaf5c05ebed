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
})
