import type { Exchange } from '../../core/exchange.ts'
import type { Expression, StepEmitter } from '../../core/expression.ts'
import { foldHeader, usualSpelling } from '../../core/headers.ts'
import { andThen, type Step } from '../../core/step.ts'
import { untilReady } from '../../core/suspension.ts'
import type { BuildScope } from '../../kit/field.ts'
import { compileName } from './name-template.ts'

/** Puts a value under a name: a header, an exchange property, a variable. */
export interface Put {
  (exchange: Exchange, name: string, value: unknown): void
  /** The same as source, for a fixed name; `undefined` where the name needs more than an assignment. */
  readonly emit?: (name: string, value: string, emitter: StepEmitter) => string | undefined
  /** The same for a fixed name, with what can be found out about it before. */
  readonly under?: (name: string) => (exchange: Exchange, value: unknown) => void
}

/** Sets a header. */
export const putHeader: Put = Object.assign((exchange: Exchange, name: string, value: unknown) => exchange.setHeader(name, value), {
  emit(name: string, value: string, emitter: StepEmitter) {
    const key = foldHeader(name)
    if (usualSpelling(key) !== name) return undefined
    return assigned(value, emitter.target('headers', key))
  },
  under(name: string) {
    const key = foldHeader(name)
    if (usualSpelling(key) !== name) return (exchange: Exchange, value: unknown) => exchange.setHeader(name, value)
    return (exchange: Exchange, value: unknown) => {
      exchange.ownHeaders()[key] = value === undefined ? null : value
    }
  },
})

/** Sets an exchange property. */
export const putProperty: Put = Object.assign((exchange: Exchange, name: string, value: unknown) => exchange.setProperty(name, value), {
  emit: (name: string, value: string, emitter: StepEmitter) => assigned(value, emitter.target('properties', name)),
})

function assigned(value: string, target: string): string {
  return `{ const $ = ${value}; ${target} = $ === undefined ? null : $; }`
}

/** The step that evaluates an expression and puts the result under a name, which may be a `simple` text; the value is made first. */
export function assignment(name: string, value: Expression, put: Put, scope: Pick<BuildScope, 'expression'>): Step {
  const target = compileName(name, scope)
  if (target.constant === undefined) {
    return exchange =>
      andThen(value(exchange), result =>
        andThen(
          untilReady(() => target(exchange)),
          each => put(exchange, each, result),
        ),
      )
  }
  const set = put.under?.(name) ?? ((exchange: Exchange, result: unknown) => put(exchange, name, result))
  const step: Step = exchange => {
    const result = value(exchange)
    if (result instanceof Promise) return result.then(arrived => set(exchange, arrived))
    set(exchange, result)
  }
  const { emit } = value
  if (emit === undefined) return step
  return Object.assign(step, { emit: (emitter: StepEmitter) => put.emit?.(name, emit(emitter), emitter), failsUnchanged: true })
}

/** The step that takes a header or property away; the key of a header is its folded name. */
export function removal(kind: 'headers' | 'properties', key: string, step: Step): Step {
  const emit = (emitter: StepEmitter) => `if (${emitter.entry(kind, key)} !== undefined) ${emitter.target(kind, key)} = undefined;`
  return Object.assign(step, { emit, failsUnchanged: true })
}

/** Runs steps one after the other on one exchange, without error handling between them. */
export function inOrder(steps: readonly Step[]): Step {
  const from = (exchange: Exchange, start: number): void | Promise<void> => {
    for (let i = start; i < steps.length; i++) {
      const step = steps[i]!
      const waiting = untilReady(() => step(exchange)) as void | Promise<void>
      if (waiting !== undefined) return waiting.then(() => from(exchange, i + 1))
    }
  }
  return exchange => from(exchange, 0)
}
