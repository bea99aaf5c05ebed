import type { Exchange } from '../core/exchange.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import { type ErrorPolicy, fail, type MessageSnapshot, type PipelineNode } from './error-policy.ts'
import { followedPipeline } from './followed-pipeline.ts'
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
export function generatedPipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string): GeneratedPipeline {
  const reference = new ReferencePipeline(nodes, policy, routeId)
  const pipeline: Pipeline = { nodes, policy, routeId, reference }
  const isLong = nodes.length > MAX_NODES
  const first: Step = exchange => {
    own = isLong ? reference.step : generatedStep(pipeline)
    if (run === first) run = own
    return own(exchange)
  }
  let own = first
  let run = first
  const step: Step = exchange => run(exchange)
  const follow = (isFollowed: boolean) => {
    run = isFollowed ? followedPipeline(nodes, policy, routeId, exchange => own(exchange)) : own
  }
  if (!isLong) pipelines.set(step, pipeline)
  return { step, follow }
}

/** The step that a pipeline is, and whether it tells of its own steps. */
export interface GeneratedPipeline {
  readonly step: Step
  follow(isFollowed: boolean): void
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

/** The same, by calling the step: what is followed goes so. */
export function plainDelivery<T>(step: Step, passage: Passage<T>): Delivery<T> {
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
  const writer = new SpineWriter(pipeline, 'head')
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
  const writer = new SpineWriter(pipeline, 'head')
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

type Wait = (exchange: Exchange, waiting: Promise<void>, pc: number, before: MessageSnapshot | undefined) => Promise<unknown>
type Tail = (exchange: Exchange, from: number, before: MessageSnapshot | undefined) => unknown

/** Runs what stands behind one of the pipeline's own nodes. */
function generatedTail(pipeline: Pipeline, end: Ending<unknown> | undefined, waitAt: (places: readonly Place[]) => Wait): Tail {
  const writer = new SpineWriter(pipeline, 'tail')
  return writer.compile(
    (declarations, nodes) => `function tail(ex, from, kept) {
${declarations}
pc = from
before = kept
try {
if (ex.status === 0) run: switch (from) {
${nodes}
}
} catch (error) { return failed(ex, error, pc, before) }
${end === undefined ? '' : 'return end(ex)'}
}`,
    { end, wait: waitAt(writer.places), failed: failing(writer.places, end) },
  ) as Tail
}

/** The same as an asynchronous function, which waits for that node and those behind it. */
function waitingTail(pipeline: Pipeline, end: Ending<unknown> | undefined): Wait {
  const writer = new SpineWriter(pipeline, 'waiting tail')
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
  ) as Wait
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

/**
 * What a generated function does where a node has to wait. As long as no node behind it had to wait, too, a synchronous function goes on,
 * which costs a promise less; from then on an asynchronous one does, since each further wait would cost it more.
 */
function waiting(places: readonly Place[], pipeline: Pipeline, end: Ending<unknown> | undefined): Wait {
  let twice: Wait | undefined
  const again = (inTail: readonly Place[]): Wait => {
    const wait = waitAt(inTail)
    return (exchange, promise, pc, before) => {
      twice ??= waitingTail(pipeline, end)
      return wait(exchange, promise, pc, before)
    }
  }
  let once: Tail = (...given) => {
    once = generatedTail(pipeline, end, again)
    return once(...given)
  }
  const waitAt = (within: readonly Place[]): Wait => {
    const failed = failing(within, end)
    return (exchange, promise, pc, before) => {
      if (pc >= pipeline.nodes.length) return waitedInside(exchange, promise, within[pc]!, before, end)
      if (twice !== undefined) return twice(exchange, promise, pc, before)
      return promise.then(
        () => once(exchange, pc, before),
        error => failed(exchange, error, pc, before),
      )
    }
  }
  return waitAt(places)
}

function waitedInside(
  exchange: Exchange,
  promise: Promise<void>,
  place: Place,
  before: MessageSnapshot | undefined,
  end: Ending<unknown> | undefined,
): Promise<unknown> {
  const rest = waitInside(exchange, promise, place, before)
  return end === undefined ? rest : whenEnded(exchange, rest, end)
}
