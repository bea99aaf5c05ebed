import type { Node } from '../ast.ts'
import type { Plan } from '../plan.ts'
import type { Evaluate } from '../values.ts'

/** Compiles a node in the scope that stands for its own place. `plain`: nobody will ask whether the result is a sequence. */
export type CompileNode = (node: Node, scope: Scope, plain: boolean) => Evaluate

/** Where a node stands: what is known of the whole expression, and how deep it is inside the function body (or text) around it. */
export class Scope {
  readonly plan: Plan
  readonly depth: number
  /** Calls that the parser marked as tail calls are such: nothing is done with their results. */
  readonly tails: boolean
  private readonly compileNode: CompileNode

  constructor(plan: Plan, compileNode: CompileNode, depth = 0, tails = true) {
    this.plan = plan
    this.compileNode = compileNode
    this.depth = depth
    this.tails = tails
  }

  /** Compiles a node one level deeper. */
  compile(node: Node, plain = false): Evaluate {
    return this.compileNode(node, new Scope(this.plan, this.compileNode, this.depth + 1, this.tails), plain)
  }

  /** The same place, but something is done with the result. */
  withoutTails(): Scope {
    return new Scope(this.plan, this.compileNode, this.depth, false)
  }

  /** The scope of a function body. */
  body(): Scope {
    return new Scope(this.plan, this.compileNode)
  }
}
