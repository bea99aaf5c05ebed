import type { Step } from '../../core/step.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'
import { patternOf, sendMessage } from './send-message.ts'

/** Sending to endpoints that messages name, each send under the route's error handler; made once per endpoint. */
export class GuardedSends {
  private readonly context: StepContext
  private readonly steps = new WeakMap<EndpointHandle, Step>()

  constructor(context: StepContext) {
    this.context = context
  }

  to(endpoint: EndpointHandle): Step {
    let step = this.steps.get(endpoint)
    if (step === undefined) {
      const pattern = patternOf(endpoint.uri)
      const send: Step = exchange => this.context.send(endpoint, exchange)
      step = this.context.guarded(pattern === undefined ? send : exchange => sendMessage(exchange, send, { pattern }))
      this.steps.set(endpoint, step)
    }
    return step
  }
}
