import type { ThreadPool } from '../eips/support/threads-of.ts'
import { type BeanContext, type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

const threadPool = defineBeanType({
  names: [
    'java.util.concurrent.ExecutorService',
    'java.util.concurrent.Executors',
    'java.util.concurrent.ScheduledExecutorService',
    'java.util.concurrent.ScheduledThreadPoolExecutor',
    'java.util.concurrent.ThreadPoolExecutor',
  ],
  summary: 'A thread pool: here a bound on how much runs at a time. The first argument is the number of threads.',
  fields: {},
  create: (_options, context): ThreadPool => ({ threads: threads(context) }),
})

/** How many threads the pool would have; a cached one has no bound. */
function threads({ constructorArguments: [count], factory }: BeanContext): number | undefined {
  if (factory?.method.startsWith('newSingleThread')) return 1
  return count === undefined ? undefined : Number(count)
}

/** Thread pools, as beans. */
export const threadPools: readonly BeanTypeDefinition[] = [threadPool]
