import type { Exchange } from '../core/exchange.ts'
import type { StepEmitter } from '../core/expression.ts'
import type { Recovery } from '../core/gathering.ts'
import type { Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ReferencePipeline } from './reference-pipeline.ts'

/**
 * A step that sends to an endpoint, and leaves its effect to be done with others where that is open. What fails then goes to the error
 * policy of the step; a redelivery sends the message alone.
 */
export function gatheringStep(node: PipelineNode, policy: ErrorPolicy | undefined, routeId: string): Step {
  const { step: plain } = node
  const gathers = plain.gathers!
  const step: Step = exchange => {
    const { gathering } = exchange.services
    return gathering.open ? gathering.send(exchange, gathers(exchange), plain, recovery) : plain(exchange)
  }
  // a message whose effect is still to be done is as it was before it was sent
  const again = Object.assign((exchange: Exchange) => plain(exchange), { failsUnchanged: true })
  const alone = new ReferencePipeline([{ ...node, step: again }], policy, routeId)
  const recovery: Recovery = (exchange, error) => alone.failed(exchange, error, 0, undefined)
  const emit = (emitter: StepEmitter) => {
    const given = [gathers, plain, recovery].map(each => emitter.constant(each))
    const sent = emitter.wait(`ex.services.gathering.send(ex, ${given[0]}(ex), ${given[1]}, ${given[2]})`)
    return `if (ex.services.gathering.open) { ${sent} } else { ${plain.emit?.(emitter) ?? emitter.call(plain)} }`
  }
  return Object.assign(step, { emit })
}
