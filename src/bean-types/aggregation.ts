import { AggregateController } from '../eips/support/aggregate/controller.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { MemoryAggregationRepository } from '../stores/aggregation-repository.ts'

const memoryRepository = defineBeanType({
  names: ['org.apache.camel.processor.aggregate.MemoryAggregationRepository'],
  summary: 'Keeps unfinished groups in memory.',
  fields: {},
  create: () => new MemoryAggregationRepository(),
})

const controller = defineBeanType({
  names: ['org.apache.camel.processor.aggregate.DefaultAggregateController'],
  summary:
    'Completes or throws away the groups of an aggregate from outside: forceCompletionOfGroup(key), forceDiscardingOfAllGroups() and others.',
  fields: {},
  create: () => new AggregateController(),
})

/** What an aggregate is given as beans. */
export const aggregationBeans: readonly BeanTypeDefinition[] = [controller, memoryRepository]
