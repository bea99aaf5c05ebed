import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { Predicate, StepEmitter } from '../core/expression.ts'
import type { GatheringSink } from '../core/gathering.ts'
import { andThen, runThen, type Step } from '../core/step.ts'
import type { Sink } from '../kit/connector.ts'
import type { EndpointHandle } from '../kit/step.ts'
import { runStep } from './run-step.ts'

/** An interceptSendToEndpoint of a route, compiled. */
export interface SendInterceptor {
  matches(uri: string): boolean
  readonly onWhen: Predicate | undefined
  /** Says whose interceptor it is: properties of the exchange. */
  mark(exchange: Exchange): void
  /** The steps that run before the send. */
  readonly before: Step
  readonly skipsEndpoint: boolean
  /** Runs behind the send. */
  readonly after: Step | undefined
}

/** The interceptors of sends, of all routes of a runtime: an endpoint has one at most, the first that matches, whichever route sends. */
export class Interceptions {
  private readonly interceptors: SendInterceptor[] = []

  register(interceptor: SendInterceptor): void {
    this.interceptors.push(interceptor)
  }

  /** The step that sends to an endpoint as things are now: it says where to (`CamelToEndpoint`), then calls the interceptor or the sink. */
  send(endpoint: EndpointHandle): Step {
    const { uri } = endpoint
    const interceptor = this.interceptorOf(endpoint)
    const step = callStep(endpoint, interceptor)
    const ready = (exchange: Exchange) => {
      exchange.ownProperties()['CamelToEndpoint'] = uri
    }
    const send: Step = exchange => {
      ready(exchange)
      return step(exchange)
    }
    const address = (emitter: StepEmitter) => `${emitter.target('properties', 'CamelToEndpoint')} = ${JSON.stringify(uri)};`
    Object.assign(send, { emit: (emitter: StepEmitter) => `${address(emitter)} ${step.emit?.(emitter) ?? emitter.call(step)}` })
    if (interceptor !== undefined) return send
    const gathers = (exchange: Exchange) => {
      ready(exchange)
      return gatheringOf(endpoint)
    }
    return Object.assign(send, { gathers })
  }

  /** As `send`, without telling the exchange where it is sent. */
  call(endpoint: EndpointHandle): Step {
    return callStep(endpoint, this.interceptorOf(endpoint))
  }

  private interceptorOf({ uri }: EndpointHandle): SendInterceptor | undefined {
    return this.interceptors.find(each => each.matches(uri))
  }
}

function callStep(endpoint: EndpointHandle, interceptor: SendInterceptor | undefined): Step {
  const deliver = deliverTo(endpoint)
  const step = interceptor === undefined ? deliver : intercepted(interceptor, endpoint.uri, deliver)
  return endpoint.discard === undefined ? step : thenDiscarded(endpoint.discard, step)
}

/** For an endpoint that nobody keeps: what the step opens is given back, whatever became of the message. */
function thenDiscarded(discard: () => Promise<void>, step: Step): Step {
  return async exchange => {
    try {
      await runStep(step, exchange)
    } finally {
      await discard()
    }
  }
}

function gatheringOf(endpoint: EndpointHandle): GatheringSink | undefined {
  const sink = endpoint.sink()
  return sink instanceof Promise ? undefined : sink.gathering
}

function deliverTo(endpoint: EndpointHandle): Step {
  const step: Step = exchange => {
    const sink = endpoint.sink()
    return sink instanceof Promise ? sendLater(sink, exchange) : sink.send(exchange)
  }
  const emit = (emitter: StepEmitter) => {
    // a promise has no method `send`, which is found out sooner than that something is no promise
    const opened = `(t = ${emitter.constant(endpoint)}.sink())`
    return emitter.wait(`${opened}.send === undefined ? ${emitter.constant(sendLater)}(t, ex) : t.send(ex)`)
  }
  return Object.assign(step, { emit })
}

async function sendLater(sink: Promise<Sink>, exchange: Exchange): Promise<void> {
  return (await sink).send(exchange)
}

function intercepted({ onWhen, mark, before, skipsEndpoint, after }: SendInterceptor, uri: string, deliver: Step): Step {
  // the endpoint waits for a body on its own, so that the steps before it do not run again
  const alone: Step = exchange => runStep(deliver, exchange)
  const toEnd = after === undefined ? alone : followedBy(alone, after)
  const detour: Step = exchange => {
    mark(exchange)
    return andThen(before(exchange), () => (skipsEndpoint || exchange.status !== RUNNING ? undefined : toEnd(exchange)))
  }
  return exchange => {
    exchange.setProperty('CamelInterceptedEndpoint', uri)
    return onWhen === undefined ? detour(exchange) : andThen(onWhen(exchange), matched => (matched ? detour : alone)(exchange))
  }
}

/** A step behind another, whose failure keeps it from running no more than a stop does. */
function followedBy(step: Step, after: Step): Step {
  return exchange => runThen(step, exchange, () => runStep(after, exchange))
}
