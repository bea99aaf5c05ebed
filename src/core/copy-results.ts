import type { Exchange } from './exchange.ts'
import { copyProperties, type HeaderRecord, NO_ENTRIES } from './headers.ts'
import { runThen, type Step } from './step.ts'

/**
 * Takes over the result of a part: message, standing and failure become the result's; its properties and variables are added, and its own
 * correlation id stays.
 */
export function copyResults(target: Exchange, result: Exchange): void {
  if (target === result) return
  const before = entriesOf(target)
  target.adopt(result)
  addOwn(target, before)
}

/** The same from a part that nobody uses any more. */
export function takeResults(target: Exchange, result: Exchange): void {
  if (target === result) return
  const before = entriesOf(target)
  target.takeOver(result)
  addOwn(target, before)
}

function entriesOf({ properties, variables }: Exchange): Entries {
  return { properties, variables }
}

function addOwn(target: Exchange, before: Entries): void {
  const correlation = before.properties['CamelCorrelationId']
  if (correlation !== undefined) target.ownProperties()['CamelCorrelationId'] = correlation
  addMissing(target, before)
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
  if (target.properties !== properties && properties !== NO_ENTRIES) {
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
