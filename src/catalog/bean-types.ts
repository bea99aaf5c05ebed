import { dataSets } from '../../connectors/dataset/bean-types.ts'
import { aggregationBeans } from '../bean-types/aggregation.ts'
import { aggregationStrategies } from '../bean-types/aggregation-strategies.ts'
import { circuitBreakers } from '../bean-types/circuit-breakers.ts'
import { clusterServices } from '../bean-types/cluster-services.ts'
import { comparators } from '../bean-types/comparators.ts'
import { dataFormatBeans } from '../bean-types/data-formats.ts'
import { dataSources } from '../bean-types/data-sources.ts'
import { errorHandlers } from '../bean-types/error-handlers.ts'
import { exceptions } from '../bean-types/exceptions.ts'
import { expressionBeans } from '../bean-types/expressions.ts'
import { idempotentRepositories } from '../bean-types/idempotent-repositories.ts'
import { javaAtomics } from '../bean-types/java-atomics.ts'
import { javaBuilders } from '../bean-types/java-builders.ts'
import { javaCollections } from '../bean-types/java-collections.ts'
import { javaFiles } from '../bean-types/java-file.ts'
import { javaValues } from '../bean-types/java-values.ts'
import { loggers } from '../bean-types/loggers.ts'
import { processors } from '../bean-types/processors.ts'
import { rabbitBeans } from '../bean-types/rabbitmq.ts'
import { resumeStrategies } from '../bean-types/resume-strategies.ts'
import { sagaServices } from '../bean-types/saga-services.ts'
import { schemaResolvers } from '../bean-types/schema-resolvers.ts'
import { stateRepositories } from '../bean-types/state-repositories.ts'
import { storeBeans } from '../bean-types/stores.ts'
import { threadPools } from '../bean-types/thread-pools.ts'
import type { AnyBeanType } from '../kit/catalog.ts'

/** All bean types, sorted by their first name. */
export const beanTypes: readonly AnyBeanType[] = [
  ...aggregationBeans,
  ...aggregationStrategies,
  ...dataFormatBeans,
  ...dataSets,
  ...dataSources,
  ...errorHandlers,
  ...exceptions,
  ...circuitBreakers,
  ...clusterServices,
  ...comparators,
  ...expressionBeans,
  ...loggers,
  ...idempotentRepositories,
  ...javaAtomics,
  ...javaBuilders,
  ...javaCollections,
  ...javaFiles,
  ...javaValues,
  ...processors,
  ...resumeStrategies,
  ...sagaServices,
  ...schemaResolvers,
  ...stateRepositories,
  ...storeBeans,
  ...threadPools,
  ...rabbitBeans,
]
