import { errors } from '../core/errors.ts'
import { goOnThread } from '../core/thread-name.ts'
import { bean, boolean, choice, integer, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

const NO_THREADS = 'Has no effect: there is one thread.'
const OF_A_POOL = ['poolSize', 'maxPoolSize', 'keepAliveTime', 'timeUnit', 'maxQueueSize', 'rejectedPolicy'] as const

export const threads = defineStep({
  name: 'threads',
  summary: 'Lets the source take its next message while this one goes on.',
  category: 'flow control',
  notes: [
    'In Camel the rest of the route runs on another thread. Here there is one thread: the source is set free, and other work gets its turn before the message goes on. How many messages are in flight is bounded by the route.',
    'Order is not kept behind it where a message has to wait.',
    'Delivery: the message stays the responsibility of its source until its way has ended.',
  ],
  fields: {
    executorService: bean({ describe: NO_THREADS }),
    poolSize: integer({ describe: NO_THREADS }),
    maxPoolSize: integer({ describe: NO_THREADS }),
    keepAliveTime: integer({ describe: NO_THREADS }),
    timeUnit: choice(['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS'], { describe: NO_THREADS }),
    maxQueueSize: integer({ describe: NO_THREADS }),
    allowCoreThreadTimeOut: boolean({ describe: NO_THREADS, default: false }),
    threadName: text({ describe: 'What `${threadName}` tells behind it, after `Camel (app) thread #7 - `.', default: 'Threads' }),
    rejectedPolicy: choice(['Abort', 'CallerRuns', 'Block'], { describe: NO_THREADS }),
    callerRunsWhenRejected: boolean({ describe: NO_THREADS, default: true }),
  },
  examples: [
    {
      title: 'The source does not wait',
      yaml: `- from:
    uri: direct:start
    steps:
      - threads: {}
      - to: mock:end
`,
    },
  ],
  compile(options, context) {
    const given = OF_A_POOL.find(name => options[name] !== undefined)
    if (options.executorService !== undefined && given !== undefined)
      throw errors.KF_ROUTE_INVALID({ what: 'threads', reason: `${given} and executorService cannot be used together` })
    const name = options.threadName
    return exchange => {
      exchange.release?.()
      goOnThread(exchange, name)
      return Promise.resolve(context.turn())
    }
  },
})
