import { group, list, text } from '../kit/field.ts'

/** The option `namespace`, common to the languages that look into XML. */
export const namespaceField = list(
  group(
    { key: text({ describe: 'The prefix.', required: true }), value: text({ describe: 'The URI.', required: true }) },
    { describe: 'A prefix.' },
  ),
  { describe: 'Prefixes that the expression uses.' },
)

/** Prefixes of an expression and their URIs. */
export type Namespaces = Readonly<Record<string, string>>

/** The option's entries as a table. */
export function namespacesOf(entries: readonly { key: string; value: string }[]): Namespaces {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]))
}
