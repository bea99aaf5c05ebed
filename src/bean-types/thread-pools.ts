import type { ThreadPool } from '../eips/support/threads-of.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

const threadPool = defineBeanType({
  names: [
    'java.util.concurrent.ExecutorService',
    'java.util.concurrent.ScheduledExecutorService',
    'java.util.concurrent.ThreadPoolExecutor',
    'java.util.concurrent.ScheduledThreadPoolExecutor',
  ],
  summary: 'A thread pool: here a bound on how much runs at a time. The constructor argument is the number of threads.',
  fields: {},
  create: (_options, { constructorArguments: [threads] }): ThreadPool => ({ threads: threads === undefined ? undefined : Number(threads) }),
})

export const threadPools: readonly BeanTypeDefinition[] = [threadPool]
