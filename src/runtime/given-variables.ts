import { exceptionMessage } from '../core/exceptions.ts'
import { readResource } from '../kit/resource.ts'
import { canonicalName } from '../model/names.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import { type PropertyProblem, wrongProperty } from './main-options.ts'

/** Where the variables of properties come from. */
export interface VariableSource {
  readonly properties: ReadonlyMap<string, string>
  readonly lookup: Lookup
  readonly directory: string
}

/**
 * The `global:` variables that application properties set (`camel.variable.NAME`). As in Camel whole numbers and truth values are no texts,
 * `resource:` reads a file, and placeholders of other values stay as they are. What is wrong goes to `problems`.
 */
export function givenVariables(source: VariableSource, problems: PropertyProblem[]): Map<string, unknown> {
  const variables = new Map<string, unknown>()
  for (const [property, value] of source.properties) {
    const name = /^camel\.variable\.(?:global\.)?(.+)$/.exec(property)?.[1]
    if (name === undefined) continue
    try {
      variables.set(canonicalName(name), variableOf(value, source))
    } catch (cause) {
      problems.push(wrongProperty(property, exceptionMessage(cause), undefined, cause))
    }
  }
  return variables
}

function variableOf(text: string, { lookup, directory }: VariableSource): unknown {
  if (text.startsWith('resource:')) {
    const location = resolvePlaceholders(text.slice('resource:'.length), lookup) ?? ''
    return inLines(readResource(location, directory).toString('utf8'))
  }
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}

/** As Camel reads texts: line by line, each with a line feed. */
function inLines(text: string): string {
  return text === '' ? '' : `${text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '')}\n`
}
