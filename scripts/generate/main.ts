import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { type DeclarationKind, type Description, describeCatalog } from '../../src/catalog/describe.ts'
import { routeSchema } from '../../src/catalog/generate/json-schema.ts'
import { markdownIndex, markdownPage } from '../../src/catalog/generate/markdown.ts'
import type { Schema } from '../../src/catalog/generate/schema/schema.ts'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import { refusals } from '../../src/catalog/refusals.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { endpointsModule } from '../../src/dsl/generate/endpoints-module.ts'
import { formatsModule, languagesModule } from '../../src/dsl/generate/values-modules.ts'
import { elements } from '../../src/model/elements/index.ts'
import { admissionPolicy } from '../../src/operator/resources/admission-policy.ts'
import { customResourceDefinitions } from '../../src/operator/resources/crds.ts'
import { operatorRoles, userRoles } from '../../src/operator/resources/roles.ts'
import { testSchema } from '../../src/testing/routes/test-schema.ts'
import { beansPage } from './beans-page.ts'
import { readCamelNames } from './camel-names.ts'
import { camelNamesModule } from './camel-names-module.ts'
import { commandsPage } from './commands-page.ts'
import { coveragePage } from './coverage.ts'
import { elementsModule } from './dsl/elements-module.ts'
import { withTypeScript } from './dsl/reference-line.ts'
import { stepsModule } from './dsl/steps-module.ts'
import { errorsPage } from './errors-page.ts'
import { eventsPage } from './events-page.ts'
import { propertiesPage } from './properties-page.ts'
import { resourcesPage } from './resources-page.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDERS: Readonly<Record<DeclarationKind, string>> = {
  eip: 'eips',
  connector: 'connectors',
  language: 'languages',
  format: 'formats',
  element: 'elements',
  bean: 'beans',
}
const TITLES: Readonly<Record<DeclarationKind, string>> = {
  eip: 'EIPs',
  connector: 'Connectors',
  language: 'Languages',
  format: 'Data formats',
  element: 'Elements of a route file',
  bean: 'Bean types',
}
/** Folders that hold nothing but generated files: what is no longer generated is removed. */
const OWNED = ['docs/reference', 'schemas']

/** Everything that is generated, by path. */
export function generatedFiles(): Map<string, string> {
  const catalog = builtInCatalog()
  const files = new Map<string, string>()
  files.set('schemas/route.schema.json', schemaText(routeSchema(catalog)))
  for (const [plural, definition] of customResourceDefinitions()) files.set(`schemas/crds/${plural}.yaml`, yamlDocuments([definition]))
  files.set('schemas/operator/admission-policy.yaml', yamlDocuments(admissionPolicy()))
  files.set('schemas/operator/cluster-roles.yaml', yamlDocuments(operatorRoles({ namespace: 'kafila-system' })))
  files.set('schemas/operator/namespaced-roles.yaml', yamlDocuments(operatorRoles({ namespace: 'default', watched: ['default'] })))
  files.set('schemas/operator/user-roles.yaml', yamlDocuments(userRoles()))
  files.set('schemas/test.schema.json', schemaText(testSchema(catalog)))
  const camel = readCamelNames(ROOT)
  files.set('src/catalog/camel-names.gen.ts', camelNamesModule(camel))
  files.set('src/dsl/steps.gen.ts', stepsModule(builtIn.steps))
  files.set('src/dsl/endpoints.gen.ts', endpointsModule(builtIn.connectors))
  files.set('src/dsl/languages.gen.ts', languagesModule(builtIn.languages))
  files.set('src/dsl/formats.gen.ts', formatsModule(builtIn.formats))
  files.set('src/dsl/elements.gen.ts', elementsModule(elements))
  files.set('docs/coverage.md', coveragePage(catalog, camel, refusals))
  files.set('docs/errors.md', errorsPage())
  files.set('docs/reference/README.md', referenceIndex())
  files.set('docs/reference/resources.md', resourcesPage())
  files.set('docs/reference/events.md', eventsPage())
  files.set('docs/reference/properties.md', propertiesPage())
  files.set('docs/reference/commands.md', commandsPage(commands))
  for (const [kind, descriptions] of byKind(describeCatalog(catalog))) {
    if (kind === 'bean') {
      files.set('docs/reference/beans.md', beansPage(descriptions))
      continue
    }
    files.set(`docs/reference/${FOLDERS[kind]}/README.md`, markdownIndex(TITLES[kind], descriptions, fileName))
    for (const description of descriptions)
      files.set(`docs/reference/${FOLDERS[kind]}/${fileName(description)}`, withTypeScript(markdownPage(description), description, catalog))
  }
  return files
}

function yamlDocuments(documents: readonly unknown[]): string {
  return documents.map(each => stringify(each, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n')
}

/** For editors to read, and for people to see what changes: a line for each definition or property, which is half the size of the usual form. */
function schemaText(schema: Schema): string {
  const inner = (value: unknown) => `{\n${lines(value as Schema, each => JSON.stringify(each))}\n}`
  return `{\n${lines(schema, (value, key) => (key === 'definitions' || key === 'properties' ? inner(value) : JSON.stringify(value)))}\n}\n`
}

function lines(schema: Schema, text: (value: unknown, key: string) => string): string {
  return Object.entries(schema)
    .map(([key, value]) => `${JSON.stringify(key)}:${text(value, key)}`)
    .join(',\n')
}

function fileName(description: Description): string {
  return `${description.name.replaceAll(/[^\w.-]/g, '-')}.md`
}

function referenceIndex(): string {
  const kinds = (Object.keys(FOLDERS) as DeclarationKind[])
    .filter(kind => kind !== 'bean')
    .map(kind => `- [${TITLES[kind]}](${FOLDERS[kind]}/README.md)`)
  return `# Reference\n\nGenerated from the declarations.\n\n${[...kinds, '- [Bean types](beans.md)', '- [Commands](commands.md)', '- [Events](events.md)', '- [Application properties](properties.md)', '- [Kubernetes resources](resources.md)', '- [Error codes](../errors.md)', '- [Coverage of Camel](../coverage.md)'].join('\n')}\n`
}

/** `generate [--check]`: exit code 1 where --check finds a file that is out of date. */
export async function main(args: readonly string[]): Promise<number> {
  const files = generatedFiles()
  const stale = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path)
  const extra = OWNED.flatMap(listFiles).filter(path => !files.has(path))
  if (args.includes('--check')) return tell([...stale, ...extra])
  for (const path of stale) write(path, files.get(path)!)
  for (const path of extra) rmSync(join(ROOT, path))
  console.log(`${files.size} generated files, ${stale.length} written, ${extra.length} removed`)
  return 0
}

function tell(outdated: readonly string[]): number {
  for (const path of outdated) console.log(`out of date: ${path}`)
  console.log(outdated.length === 0 ? 'generated files are up to date' : 'run `npm run generate`')
  return outdated.length === 0 ? 0 : 1
}

function read(path: string): string | undefined {
  return existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), text)
}

function listFiles(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(ROOT.length))
}

function byKind(descriptions: readonly Description[]): Map<DeclarationKind, Description[]> {
  const groups = new Map<DeclarationKind, Description[]>()
  for (const description of descriptions) groups.set(description.kind, [...(groups.get(description.kind) ?? []), description])
  return groups
}
