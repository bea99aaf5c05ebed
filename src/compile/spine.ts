import type { Exchange } from '../core/exchange.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import { type ErrorPolicy, fail, type MessageSnapshot, type PipelineNode } from './error-policy.ts'
import { type Ending, failedAt, type Place, waitInside, whenEnded } from './places.ts'
import { ReferencePipeline } from './reference-pipeline.ts'
import { type Pipeline, pipelines, SpineWriter } from './spine-writer.ts'

/** Functions beyond this many nodes are cut: TurboFan gives up on very long functions. */
const MAX_NODES = 400

/**
 * Joins the nodes of a pipeline into one generated function: a synchronous head with a program counter and one try/catch. Where a node
 * has to wait a second, asynchronous function goes on behind it; where one fails, or a node inside another has to wait, the reference
 * engine does. It is the same closures, so all give the same results. The functions are made when they are needed first, so that a
 * start compiles only what runs.
 */
export function generatedPipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string): Step {
  const reference = new ReferencePipeline(nodes, policy, routeId)
  const pipeline: Pipeline = { nodes, policy, routeId, reference }
  if (nodes.length > MAX_NODES) return reference.step
  let run: Step = exchange => {
    run = generatedStep(pipeline)
    return run(exchange)
  }
  const step: Step = exchange => run(exchange)
  pipelines.set(step, pipeline)
  return step
}

/** What a route does around its steps, for the exchanges that it is given. */
export interface Passage<T> {
  /** Takes an exchange in; false where that needs more, which `otherwise` does then. */
  admit(exchange: Exchange): boolean
  /** The way of an exchange that was not admitted; it goes on by a delivery as `admitted`. */
  otherwise(exchange: Exchange): MaybePromise<T>
  begin(exchange: Exchange): void
  /** Is called once, when the steps have ended, whether they failed or not; what it gives is what the delivery gives. */
  end(exchange: Exchange): MaybePromise<T>
}

/** The way of an exchange through a route. It never throws: a failure of the steps is the exchange's. */
export type Delivery<T> = (exchange: Exchange, admitted?: boolean) => MaybePromise<T>

/** The delivery to a route; with a generated pipeline it is one function with its steps. */
export function delivery<T>(step: Step, passage: Passage<T>): Delivery<T> {
  const pipeline = pipelines.get(step)
  return pipeline === undefined ? plainDelivery(step, passage) : generatedDelivery(pipeline, passage)
}

function plainDelivery<T>(step: Step, passage: Passage<T>): Delivery<T> {
  return (exchange, admitted) => {
    if (admitted !== true && !passage.admit(exchange)) return passage.otherwise(exchange)
    passage.begin(exchange)
    let waiting: void | Promise<void>
    try {
      waiting = step(exchange)
    } catch (error) {
      fail(exchange, error)
      return passage.end(exchange)
    }
    return waiting === undefined ? passage.end(exchange) : whenEnded(exchange, waiting, passage.end)
  }
}

function generatedDelivery<T>(pipeline: Pipeline, { admit, otherwise, begin, end }: Passage<T>): Delivery<T> {
  const writer = new SpineWriter(pipeline)
  const calls = { admit, otherwise, begin, end, failed: failing(writer.places, end), wait: waiting(writer.places, pipeline, end) }
  return writer.compile(
    (declarations, nodes) => `function deliver(ex, admitted) {
if (admitted !== true && !admit(ex)) return otherwise(ex)
begin(ex)
${declarations}
try { run: {
${nodes}
} } catch (error) { return failed(ex, error, pc, before) }
return end(ex)
}`,
    calls,
  ) as Delivery<T>
}

function generatedStep(pipeline: Pipeline): Step {
  const writer = new SpineWriter(pipeline)
  const calls = { failed: failing(writer.places, undefined), wait: waiting(writer.places, pipeline, undefined) }
  return writer.compile(
    (declarations, nodes) => `function route(ex) {
${declarations}
try { run: {
${nodes}
} } catch (error) { return failed(ex, error, pc, before) }
}`,
    calls,
  ) as Step
}

type Tail = (exchange: Exchange, waiting: Promise<void>, pc: number, before: MessageSnapshot | undefined) => Promise<unknown>

/** Goes on behind one of the pipeline's own nodes when it is done. */
function generatedTail(pipeline: Pipeline, end: Ending<unknown> | undefined): Tail {
  const writer = new SpineWriter(pipeline, true)
  return writer.compile(
    (declarations, nodes) => `async function tail(ex, waiting, from, kept) {
${declarations}
pc = from
before = kept
try {
await waiting
if (ex.status === 0) run: switch (from) {
${nodes}
}
} catch (error) { return failed(ex, error, pc, before) }
${end === undefined ? '' : 'return end(ex)'}
}`,
    { end, failed: failing(writer.places, end) },
  ) as Tail
}

/** What a generated function does about a failure. */
function failing(places: readonly Place[], end: Ending<unknown> | undefined) {
  return (exchange: Exchange, error: unknown, pc: number, before: MessageSnapshot | undefined): MaybePromise<unknown> => {
    if (end === undefined) return failedAt(exchange, error, places[pc]!, before)
    let waiting: void | Promise<void>
    try {
      waiting = failedAt(exchange, error, places[pc]!, before)
    } catch (thrown) {
      fail(exchange, thrown)
      return end(exchange)
    }
    return waiting === undefined ? end(exchange) : whenEnded(exchange, waiting, end)
  }
}

/** What a generated function does where a node has to wait. */
function waiting(places: readonly Place[], pipeline: Pipeline, end: Ending<unknown> | undefined): Tail {
  let tail: Tail = (...given) => {
    tail = generatedTail(pipeline, end)
    return tail(...given)
  }
  return (exchange, promise, pc, before) => {
    const place = places[pc]!
    if (place.outer === undefined) return tail(exchange, promise, pc, before)
    const rest = waitInside(exchange, promise, place, before)
    return end === undefined ? rest : whenEnded(exchange, rest, end)
  }
}
