import type { CamelNames } from './coverage.ts'

/** The source of the module that holds Camel's names, so that a file that uses what is missing here is told so, and not that it does not exist. */
export function camelNamesModule(camel: CamelNames): string {
  const lists = (['steps', 'connectors', 'languages', 'formats'] as const).map(kind => `  ${kind}: ${quoted([...camel[kind]].sort())},`)
  return `// Generated from Camel's catalog ${camel.version} by \`npm run generate\`. Do not edit.\n/** What Camel ${camel.version} has, by name. */\nexport const camelNames = {\n${lists.join('\n')}\n} as const\n`
}

function quoted(names: readonly string[]): string {
  return `'${names.join(' ')}'.split(' ')`
}
