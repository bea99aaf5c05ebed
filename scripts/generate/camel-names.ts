import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CamelNames } from './coverage.ts'

/** Listed with the steps, but only clauses of doTry. */
const CLAUSES = ['doCatch', 'doFinally']

const VERSION = '4.22.1'

/** Reads the names of Camel's catalog from the development dependency that holds it. */
export function readCamelNames(root: string): CamelNames {
  const folder = join(root, 'node_modules/@kaoto/camel-catalog/dist/camel-catalog/camel-main', VERSION)
  const files = readdirSync(folder)
  const read = (prefix: string) => JSON.parse(readFileSync(join(folder, files.find(file => file.startsWith(prefix))!), 'utf8'))
  const dsl = read('camelYamlDsl') as { items: { definitions: Record<string, { properties: object }> } }
  return {
    version: VERSION,
    steps: Object.keys(dsl.items.definitions['org.apache.camel.model.ProcessorDefinition']!.properties).filter(
      name => !CLAUSES.includes(name),
    ),
    connectors: Object.keys(read('camel-catalog-aggregate-components')),
    languages: Object.keys(read('camel-catalog-aggregate-languages')),
    formats: Object.keys(read('camel-catalog-aggregate-dataformats')),
  }
}
