import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import type { Parts } from './multicast-run.ts'

/** Copies of a message that are all there before the first runs (multicast, recipientList): each knows its index and whether it is the last. */
export class ListedParts implements Parts {
  step: Step
  private readonly copies: readonly Exchange[]
  private readonly steps: readonly Step[]
  private index = 0

  constructor(copies: readonly Exchange[], steps: readonly Step[]) {
    this.copies = copies
    this.steps = steps
    this.step = () => undefined
  }

  next(): Exchange | undefined {
    const { index } = this
    const copy = this.copies[index]
    if (copy === undefined) return undefined
    const properties = copy.ownProperties()
    properties['CamelMulticastIndex'] = index
    properties['CamelMulticastComplete'] = index + 1 === this.copies.length
    this.step = this.steps[index]!
    this.index = index + 1
    return copy
  }
}
