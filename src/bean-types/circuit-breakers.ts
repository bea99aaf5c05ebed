import { faultToleranceFields } from '../eips/support/circuit-breaker/fault-tolerance.ts'
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
    new CircuitBreakerConfiguration('resilience4j', {
      ...options,
      recordException: recordExceptions,
      ignoreException: ignoreExceptions,
    }),
})

const faultTolerance = defineBeanType({
  names: ['org.apache.camel.model.FaultToleranceConfigurationDefinition'],
  summary: 'Settings of a circuit breaker by the rules of MicroProfile Fault Tolerance: for `configuration`.',
  fields: faultToleranceFields,
  create: options => new CircuitBreakerConfiguration('faultTolerance', options),
})

/** Settings of circuit breakers, as beans. */
export const circuitBreakers: readonly BeanTypeDefinition[] = [faultTolerance as BeanTypeDefinition, resilience4j as BeanTypeDefinition]
