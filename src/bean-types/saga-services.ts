import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { duration, integer } from '../kit/field.ts'
import { MemorySagaService } from '../stores/memory-saga-service.ts'

const memory = defineBeanType({
  names: ['org.apache.camel.saga.InMemorySagaService'],
  summary: 'Keeps sagas in memory; those that are open are lost with the process.',
  fields: {
    maxRetryAttempts: integer({ describe: 'How often a compensation or completion is called before it is given up.', default: 5 }),
    retryDelayInMilliseconds: duration({ describe: 'Delay between the attempts.', default: 5000 }),
  },
  create: (options, { services }) => new MemorySagaService(services, options),
})

/** What keeps sagas. */
export const sagaServices: readonly BeanTypeDefinition[] = [memory as BeanTypeDefinition]
