import { describe, expect, it } from 'vitest'
import { createKafila } from '../../src/index.ts'

async function answer(beans: Record<string, unknown>, step: string, body: unknown = 'body'): Promise<unknown> {
  const kafila = await createKafila({
    routes: [{ file: 'route.yaml', text: `- from:\n    uri: direct:start\n    steps:\n      - ${step}\n` }],
    beans,
    logger: { enabled: () => false, write: () => {} },
  })
  await kafila.start()
  try {
    const exchange = await kafila.send('direct:start', { body }, 'InOut')
    if (exchange.exception !== undefined) throw exchange.exception
    return exchange.body
  } finally {
    await kafila.stop({ timeoutMs: 1000 })
  }
}

class Prices {
  add(a: number, b: number) {
    return a + b
  }
  twice(body: string) {
    return body + body
  }
  async later(body: string) {
    return `${body} later`
  }
  fail(): never {
    throw new RangeError('too dear')
  }
}

describe('the language method', () => {
  it.each([
    ['calls a method with the arguments that are written', 'setBody: { method: { ref: prices, method: "add(2, 3)" } }', 5],
    ['gives a method without arguments the body', 'setBody: { method: { ref: prices, method: twice } }', 'bodybody'],
    ['takes simple expressions as arguments', 'setBody: { method: { ref: prices, method: "twice(${body}!)" } }', 'body!body!'],
    ['waits for a promise', 'setBody: { method: { ref: prices, method: later } }', 'body later'],
    ['calls a bean that is a function', 'setBody: { method: { ref: shout } }', 'BODY'],
  ])('%s', async (_, step, expected) => {
    expect(await answer({ prices: new Prices(), shout: (body: string) => body.toUpperCase() }, step)).toBe(expected)
  })

  it('lets pass what the method throws', async () => {
    await expect(answer({ prices: new Prices() }, 'setBody: { method: { ref: prices, method: fail } }')).rejects.toThrow('too dear')
  })

  it('refuses a method that does not exist when the route is built', async () => {
    await expect(answer({ prices: new Prices() }, 'setBody: { method: { ref: prices, method: fly } }')).rejects.toThrow()
  })
})

describe('the language js', () => {
  it.each([
    ['an expression', 'setBody: { js: "body.length * 2" }', 8],
    ['the body of a function', 'setBody: { js: "const n = body.length; return n + 1" }', 5],
    ['a promise', 'setBody: { js: "Promise.resolve(body)" }', 'body'],
  ])('evaluates %s', async (_, step, expected) => {
    expect(await answer({}, step)).toBe(expected)
  })

  it('refuses bad code when the route is built', async () => {
    await expect(answer({}, 'setBody: { js: "1 +" }')).rejects.toThrow()
  })
})
