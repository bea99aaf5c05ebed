import type { Exchange } from '../../core/exchange.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import type { MulticastPlan, Parts } from './multicast-run.ts'
import { ParallelRun } from './parallel-run.ts'
import { SequentialRun } from './sequential-run.ts'

/** Runs the parts of a message and gives the joined result to it; throws where the parts cannot be made or joined. */
export function runParts(plan: MulticastPlan, original: Exchange, parts: Parts, strategy: AggregationStrategy): void | Promise<void> {
  const run = plan.parallel ? new ParallelRun(plan, original, parts, strategy) : new SequentialRun(plan, original, parts, strategy)
  if (parts.close === undefined) return run.run()
  const failed = (error: unknown): never => {
    parts.close?.()
    throw error
  }
  try {
    return run.run()?.catch(failed)
  } catch (error) {
    return failed(error)
  }
}
