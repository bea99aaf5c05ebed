import type { Exchange } from './exchange.ts'
import type { HeaderRecord } from './headers.ts'

/**
 * Takes over the result of a part: message, standing and failure become the result's; its properties and variables are added, and its own
 * correlation id stays.
 */
export function copyResults(target: Exchange, result: Exchange): void {
  if (target === result) return
  const { properties, variables } = target
  target.adopt(result)
  if (properties['CamelCorrelationId'] !== undefined) target.setProperty('CamelCorrelationId', properties['CamelCorrelationId'])
  addMissing(target, properties, variables)
}

/** Adds the properties and variables that an exchange does not have. */
export function addMissing(target: Exchange, properties: HeaderRecord, variables: HeaderRecord | undefined): void {
  for (const name in properties) {
    if (properties[name] !== undefined && target.properties[name] === undefined) target.setProperty(name, properties[name])
  }
  for (const name in variables) {
    if (variables[name] !== undefined && target.variable(name) === undefined) target.setVariable(name, variables[name])
  }
}
