import { resilienceFields } from '../eips/support/circuit-breaker/resilience-fields.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { CircuitBreakerConfiguration } from '../kit/circuit-breaker-configuration.ts'
import { list, text } from '../kit/field.ts'

const { recordException, ignoreException, ...scalars } = resilienceFields
const names = (describe: string) => list(text({ describe: 'A class of exceptions.' }), { describe })

const resilience4j = defineBeanType({
  names: ['org.apache.camel.model.Resilience4jConfigurationDefinition'],
  summary: 'Settings of a circuit breaker: for `configuration`.',
  fields: { ...scalars, recordExceptions: names(recordException.describe), ignoreExceptions: names(ignoreException.describe) },
  create: ({ recordExceptions, ignoreExceptions, ...options }) =>
    new CircuitBreakerConfiguration({ ...options, recordException: recordExceptions, ignoreException: ignoreExceptions }),
})

/** Settings of circuit breakers, as beans. */
export const circuitBreakers: readonly BeanTypeDefinition[] = [resilience4j as BeanTypeDefinition]
