import type { Step } from '../../core/step.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'
import { patternOf, sendMessage } from './send-message.ts'

/** The steps that send to endpoints that messages name, made once per endpoint. */
export class EndpointSteps {
  private readonly make: (endpoint: EndpointHandle) => Step
  private readonly steps = new WeakMap<EndpointHandle, Step>()
  private last: EndpointHandle | undefined
  private lastStep: Step | undefined

  constructor(make: (endpoint: EndpointHandle) => Step) {
    this.make = make
  }

  to(endpoint: EndpointHandle): Step {
    // most messages go where the one before went: that is found out sooner than what a weak map has
    if (endpoint === this.last) return this.lastStep!
    let step = this.steps.get(endpoint)
    if (step === undefined) {
      step = this.make(endpoint)
      this.steps.set(endpoint, step)
    }
    this.last = endpoint
    this.lastStep = step
    return step
  }
}

/** Sends to endpoints, each send under the route's error handler. `keepsPattern`: the option `exchangePattern` has no effect. */
export function guardedSteps(context: StepContext, keepsPattern = false): EndpointSteps {
  return new EndpointSteps(endpoint => {
    const pattern = keepsPattern ? undefined : patternOf(endpoint.uri)
    const send = context.sender(endpoint)
    return context.guarded(pattern === undefined ? send : exchange => sendMessage(exchange, send, { pattern }))
  })
}
