import { describe, expect, it } from 'vitest'
import { Exchange } from '../../../src/core/exchange.ts'
import { Suspension } from '../../../src/core/suspension.ts'
import { compileSimple } from '../../../src/languages/simple/index.ts'
import { contextOf, evaluate, matches } from './run.ts'

class Order {
  readonly amount = 120
  readonly lines: string[]

  constructor(lines: string[]) {
    this.lines = lines
  }

  get size(): number {
    return this.lines.length
  }

  getCustomer(): { name: string } {
    return { name: 'Ann' }
  }

  line(index: number): string {
    return this.lines[index]!
  }
}

function order(): Exchange {
  return new Exchange(contextOf().services, new Order(['tea', 'milk']))
}

function on(exchange: Exchange, text: string): unknown {
  return compileSimple(text, {}, contextOf())(exchange)
}

describe('instances of classes', () => {
  it('give fields, getters and methods by name', () => {
    expect(on(order(), '${body.amount}')).toBe(120)
    expect(on(order(), '${body.size}')).toBe(2)
    expect(on(order(), '${body.customer[name]}')).toBe('Ann')
    expect(on(order(), '${body.line(1)}')).toBe('milk')
    expect(on(order(), '${body.lines[0]}')).toBe('tea')
  })

  it('fail for names they do not have', () => {
    expect(() => on(order(), '${body.nope}')).toThrow('nope')
  })

  it.each(['constructor', '__proto__', 'toString.constructor'])('do not give away %s', name => {
    expect(() => on(order(), `\${body.${name}.constructor}`)).toThrow()
  })
})

describe('plain objects', () => {
  const message = { body: { id: 7, deep: { list: [1, 2] } } }

  it('are maps, whose keys are read with brackets', () => {
    expect(evaluate('${body[id]}', message)).toBe(7)
    expect(evaluate('${body.get(id)}', message)).toBe(7)
    expect(evaluate('${body[deep][list][1]}', message)).toBe(2)
    expect(() => evaluate('${body.id}', message)).toThrow(/Method with name: id not found on bean/)
  })

  it('are read by name where the runtime is told so', () => {
    const world = { properties: { 'kafila.simple.map-properties': 'true' } }
    expect(evaluate('${body.id}', message, world)).toBe(7)
    expect(evaluate('${body.deep.list[0]}', message, world)).toBe(1)
    expect(evaluate('${body.size}', message, world)).toBe(2)
    expect(matches('${body.id} > 6', message, world)).toBe(true)
  })

  it('do not show what every object inherits', () => {
    expect(evaluate('${body[constructor]}', message)).toBeNull()
    expect(evaluate('${body[__proto__]}', message)).toBeNull()
  })
})

describe('beans', () => {
  it('are called with arguments or the body', () => {
    const beans = { greeter: { greet: (name: string) => `Hi ${name}` } }
    expect(evaluate('${bean:greeter.greet}', { body: 'Ann' }, { beans })).toBe('Hi Ann')
    expect(evaluate("${bean:greeter.greet('Bob')}!", {}, { beans })).toBe('Hi Bob!')
  })

  it('that answer later suspend the expression, and are called once', async () => {
    let calls = 0
    const beans = { slow: { ask: async () => `answer ${++calls}` } }
    const context = contextOf({ beans })
    const expression = compileSimple('${bean:slow.ask} and ${bean:slow.ask}', {}, context)
    const exchange = new Exchange(context.services)
    expect(await settled(() => expression(exchange))).toBe('answer 1 and answer 2')
    expect(await settled(() => expression(exchange))).toBe('answer 3 and answer 4')
  })

  it('that fail later fail the expression', async () => {
    const beans = { slow: { ask: async () => Promise.reject(new RangeError('no')) } }
    const context = contextOf({ beans })
    const expression = compileSimple('${bean:slow.ask}', {}, context)
    const exchange = new Exchange(context.services)
    await expect(settled(() => expression(exchange))).rejects.toThrow('no')
  })
})

/** What the pipeline does: waits, and runs the step again. */
async function settled<T>(run: () => T): Promise<T> {
  for (;;) {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof Suspension)) throw error
      await error.ready()
    }
  }
}
