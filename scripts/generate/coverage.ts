import type { Catalog, Refusal } from '../../src/kit/catalog.ts'

/** Names of Camel's catalog, by kind. */
export interface CamelNames {
  readonly version: string
  readonly steps: readonly string[]
  readonly connectors: readonly string[]
  readonly languages: readonly string[]
  readonly formats: readonly string[]
}

/** What is refused for a reason, by kind. */
export type Reasons = Readonly<Record<'steps' | 'connectors' | 'languages' | 'formats', readonly Refusal[]>>

/** The table of what Camel has, and what of it is here: have, refused with a reason, or missing. */
export function coveragePage(catalog: Catalog, camel: CamelNames, reasons: Reasons): string {
  const sections = [
    section('EIPs (steps)', camel.steps, catalog.steps, reasons.steps),
    section('Languages', camel.languages, catalog.languages, reasons.languages),
    section('Data formats', camel.formats, catalog.formats, reasons.formats),
    section('Connectors (components)', camel.connectors, catalog.connectors, reasons.connectors),
  ]
  return `# Coverage of Apache Camel ${camel.version}\n\nGenerated from Camel's catalog. What is missing is refused by name when a route uses it.\n\n${sections.join('\n\n')}\n`
}

function section(title: string, names: readonly string[], have: ReadonlyMap<string, unknown>, refusals: readonly Refusal[]): string {
  const refused = new Map(refusals.map(each => [each.name, each]))
  const present = names.filter(name => have.has(name))
  const absent = names.filter(name => !have.has(name))
  const withReason = absent.filter(name => refused.has(name))
  const missing = absent.filter(name => !refused.has(name))
  const rows = withReason.map(name => `| ${name} | ${refused.get(name)!.reason} |`)
  return [
    `## ${title}: ${present.length} of ${names.length}`,
    `**Have**: ${list(present)}`,
    ...(rows.length > 0 ? [`**Refused with a reason**:\n\n| name | reason |\n|---|---|\n${rows.join('\n')}`] : []),
    ...(missing.length > 0 ? [`**Missing**: ${list(missing)}`] : []),
  ].join('\n\n')
}

function list(names: readonly string[]): string {
  return names.length === 0
    ? 'none'
    : [...names]
        .sort()
        .map(name => `\`${name}\``)
        .join(', ')
}
