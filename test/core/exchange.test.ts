import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { Exchange } from '../../src/core/exchange.ts'
import type { Services } from '../../src/core/services.ts'

const services = { name: 'test', clock: systemClock, originals: { kept: false } } as unknown as Services

/** What an exchange has to be, kept apart from all others. */
interface Model {
  readonly variables: Map<string, unknown>
  readonly headers: Map<string, [name: string, value: unknown]>
  readonly properties: Map<string, unknown>
  saga: string | undefined
  id: string | undefined
}

const name = fc.constantFrom('a', 'A', 'b')
const operation = fc.oneof(
  fc.record({ kind: fc.constantFrom('fork', 'id', 'saga', 'adopt') }),
  fc.record({
    kind: fc.constantFrom('setVariable', 'removeVariable', 'setHeader', 'removeHeader', 'setProperty', 'removeProperty'),
    name,
    value: fc.nat(9),
  }),
)
const run = fc.array(fc.tuple(fc.nat(3), operation), { maxLength: 40 })

function copyOf({ variables, headers, properties, saga }: Model): Model {
  return { variables: new Map(variables), headers: new Map(headers), properties: new Map(properties), saga, id: undefined }
}

function apply(exchange: Exchange, model: Model, step: { kind: string; name?: string; value?: number }): void {
  const { kind, name: key = '', value } = step
  const folded = key.toLowerCase()
  if (kind === 'setVariable') {
    exchange.setVariable(key, value)
    model.variables.set(key, value)
  } else if (kind === 'removeVariable') {
    exchange.removeVariable(key)
    model.variables.delete(key)
  } else if (kind === 'setHeader') {
    exchange.setHeader(key, value)
    model.headers.set(folded, [model.headers.get(folded)?.[0] ?? key, value])
  } else if (kind === 'removeHeader') {
    exchange.removeHeader(key)
    model.headers.delete(folded)
  } else if (kind === 'setProperty') {
    exchange.setProperty(key, value)
    model.properties.set(key, value)
  } else if (kind === 'removeProperty') {
    exchange.removeProperty(key)
    model.properties.delete(key)
  } else if (kind === 'saga') {
    exchange.saga = `saga ${model.variables.size}`
    model.saga = exchange.saga
  } else if (kind === 'id') model.id ??= exchange.id
}

const present = (record: object | undefined) => Object.entries(record ?? {}).filter(([, value]) => value !== undefined)

function check(exchange: Exchange, model: Model): void {
  expect(new Map(present(exchange.variables))).toEqual(model.variables)
  expect(new Map(present(exchange.properties))).toEqual(model.properties)
  expect(new Map(exchange.headerEntries().map(([key, value]) => [key.toLowerCase(), [key, value]]))).toEqual(model.headers)
  expect(exchange.saga).toBe(model.saga)
  if (model.id !== undefined) expect(exchange.id).toBe(model.id)
}

test('copies share what they have in common, and what one of them writes is seen by none of the others', () => {
  fc.assert(
    fc.property(run, steps => {
      const first: Model = { variables: new Map(), headers: new Map(), properties: new Map(), saga: undefined, id: undefined }
      const all: [Exchange, Model][] = [[new Exchange(services), first]]
      for (const [at, step] of steps) {
        const [exchange, model] = all[at % all.length]!
        if (step.kind === 'fork') all.push([exchange.fork(), copyOf(model)])
        else if (step.kind === 'adopt') all[0] = [all[0]![0], adopted(all[0]!, [exchange, model])]
        else apply(exchange, model, step)
      }
      for (const [exchange, model] of all) check(exchange, model)
      const ids = all.map(([exchange]) => exchange.id)
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: 2000 },
  )
})

/** How the result of a copy becomes that of what it was made of: all but the id and the saga. */
function adopted([target, before]: [Exchange, Model], [result, model]: [Exchange, Model]): Model {
  target.adopt(result)
  return target === result ? before : { ...copyOf(model), saga: before.saga, id: before.id }
}
