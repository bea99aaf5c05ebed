import type { Exchange } from './exchange.ts'
import { copyProperties, type HeaderRecord } from './headers.ts'
import { runThen, type Step } from './step.ts'

/**
 * Takes over the result of a part: message, standing and failure become the result's; its properties and variables are added, and its own
 * correlation id stays.
 */
export function copyResults(target: Exchange, result: Exchange): void {
  if (target === result) return
  const { properties, variables } = target
  target.adopt(result)
  if (properties['CamelCorrelationId'] !== undefined) target.setProperty('CamelCorrelationId', properties['CamelCorrelationId'])
  addMissing(target, { properties, variables })
}

/** Properties and variables as they are at a time. */
export interface Entries {
  readonly properties: HeaderRecord
  readonly variables: HeaderRecord | undefined
}

/** What an exchange has now; it goes on with copies of it. */
export function keepEntries(exchange: Exchange): Entries {
  exchange.propertiesShared = true
  return { properties: exchange.properties, variables: exchange.variables && copyProperties(exchange.variables) }
}

/** Adds the properties and variables that an exchange does not have any more. */
export function addMissing(target: Exchange, { properties, variables }: Entries): void {
  if (target.properties !== properties) {
    for (const name in properties) {
      if (properties[name] !== undefined && target.properties[name] === undefined) target.setProperty(name, properties[name])
    }
  }
  for (const name in variables) {
    if (variables[name] !== undefined && target.variable(name) === undefined) target.setVariable(name, variables[name])
  }
}

/** A step that works on a copy, as far as can be seen: what it removes of properties and variables is there again behind it. */
export function onCopy(step: Step): Step {
  return exchange => {
    const kept = keepEntries(exchange)
    return runThen(step, exchange, () => addMissing(exchange, kept))
  }
}
