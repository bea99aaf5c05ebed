import { toText } from '../../../converters/index.ts'
import { errors } from '../../../core/errors.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen, type Step } from '../../../core/step.ts'
import { runReady } from '../until-ready.ts'

/** How many keys a sticky balancer remembers; the longest unused is forgotten. */
const MAX_KEYS = 65_536

/** Each message goes to the next target. */
export function inTurn(targets: readonly Step[]): Step {
  const next = counter(targets.length)
  return exchange => targets[next()]?.(exchange)
}

/** Each message goes to some target. */
export function random(targets: readonly Step[]): Step {
  return exchange => targets[Math.floor(Math.random() * targets.length)]?.(exchange)
}

/** A copy goes to each target, one after the other; the message goes on as it was. A failure ends it. */
export function topic(targets: readonly Step[]): Step {
  const from = (exchange: Exchange, start: number): void | Promise<void> => {
    for (let i = start; i < targets.length; i++) {
      const copy = exchange.fork()
      copy.unitOfWork = exchange.unit()
      const waiting = alone(targets[i]!, copy)
      if (waiting !== undefined) return waiting.then(() => from(exchange, i + 1))
    }
  }
  return exchange => from(exchange, 0)
}

/** Runs a target on a copy, which ends with the message; throws how it failed. */
function alone(target: Step, copy: Exchange): void | Promise<void> {
  const ended = (): void => {
    if (copy.exception !== undefined) throw copy.exception
  }
  return andThen(runReady(target, copy), ended) as void | Promise<void>
}

/** Messages with the same key go to the same target; new keys take the targets in turn. */
export function sticky(targets: readonly Step[], key: Expression): Step {
  const next = counter(targets.length)
  const chosen = new Map<string, number>()
  const indexOf = (text: string): number => {
    const index = chosen.get(text) ?? next()
    chosen.delete(text)
    chosen.set(text, index)
    if (chosen.size > MAX_KEYS) chosen.delete(chosen.keys().next().value!)
    return index
  }
  return exchange => andThen(key(exchange), value => targets[indexOf(toText(value, exchange) ?? '')]?.(exchange)) as void | Promise<void>
}

/** Targets get messages in proportion to their weights: at random, or in turn until the weights of a round are used up. */
export function weighted(targets: readonly Step[], weights: readonly number[], roundRobin: boolean): Step {
  if (weights.length !== targets.length)
    throw errors.KF_ROUTE_INVALID({
      what: 'weightedLoadBalancer',
      reason: `${targets.length} targets need as many weights, not ${weights.length}`,
    })
  if (!weights.every(weight => Number.isInteger(weight) && weight >= 0) || sum(weights) === 0)
    throw errors.KF_ROUTE_INVALID({ what: 'weightedLoadBalancer', reason: 'weights are whole numbers, not all of them 0' })
  const choose = roundRobin ? weightedInTurn(weights) : () => weightedRandom(weights)
  return exchange => targets[choose()]?.(exchange)
}

function weightedRandom(weights: readonly number[]): number {
  let left = Math.random() * sum(weights)
  return Math.max(
    0,
    weights.findIndex(weight => (left -= weight) < 0),
  )
}

function weightedInTurn(weights: readonly number[]): () => number {
  let left = [...weights]
  let current = -1
  return () => {
    if (sum(left) === 0) {
      left = [...weights]
      current = -1
    }
    do current = (current + 1) % left.length
    while (left[current] === 0)
    left[current]! -= 1
    return current
  }
}

/** A function of the host application gives the index of the target. */
export function custom(targets: readonly Step[], bean: unknown): Step {
  if (typeof bean !== 'function')
    throw errors.KF_ROUTE_INVALID({ what: 'customLoadBalancer', reason: 'the bean is no function that gives the index of a target' })
  return exchange =>
    andThen(bean(exchange, targets.length) as number | Promise<number>, index => {
      const target = targets[index]
      if (target === undefined)
        throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `customLoadBalancer chose ${index} of ${targets.length} targets` })
      return target(exchange)
    }) as void | Promise<void>
}

function counter(size: number): () => number {
  let last = -1
  return () => (last = (last + 1) % size)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
