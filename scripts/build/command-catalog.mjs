// The catalogue as the command has it: a table of names, and what loads the declaration of each.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** The lists of declarations, by their names in the catalogue. */
const LISTS = { steps: 'steps', connectors: 'connectors', languages: 'languages', formats: 'formats', beanTypes: 'bean-types' }

/** The source of the command's `src/catalog/index.ts`. `load` gives the text that loads a module. A start makes only the lists and evaluates only the declarations that its routes use. */
export async function commandCatalog(root, load) {
  const folder = `${root}src/catalog`
  const modules = await declaringModules(folder)
  const names = await evaluate(
    root,
    folder,
    `${modules.map(({ path, member }, i) => `import { ${member} as m${i} } from '${path}'`).join('\n')}
     const names = each => each.names ?? [each.name, ...(each.aliases ?? [])]
     export default [${modules.map((_, i) => `[].concat(m${i}).map(names)`).join(', ')}]`,
  )
  const entry = ({ path, member }, all) => `[${JSON.stringify(all)}, () => ${load(`${folder}/index.ts`, path)}.${member}]`
  const list = name => modules.flatMap((module, i) => (module.list === name ? [entry(module, names[i])] : []))
  return `import { LazyMap } from './lazy-map.ts'
const made = {}
const byName = modules => new LazyMap(modules.flatMap(([each, load]) =>
  each.flatMap((names, at) => names.map(name => [name, () => { const loaded = load(); return Array.isArray(loaded) ? loaded[at] : loaded }]))))
const catalog = {
${Object.keys(LISTS)
  .map(name => `  get ${name}() { return (made.${name} ??= byName([${list(name).join(', ')}])) },`)
  .join('\n')}
  get refusals() { return (made.refusals ??= ${load(`${folder}/index.ts`, './refused-names.ts')}.refusedNames()) },
}
export function builtInCatalog() { return catalog }`
}

/** The modules that the lists import: path, and the export that is a declaration or, where the list spreads it, several. */
async function declaringModules(folder) {
  const modules = []
  for (const [list, file] of Object.entries(LISTS)) {
    const source = await readFile(`${folder}/${file}.ts`, 'utf8')
    for (const [, named, , path] of source.matchAll(/^import (?:\{ (\w+) \}|(\w+)) from '([^']+)'$/gm))
      modules.push({ list, path, member: named ?? 'default' })
  }
  return modules
}

/** The default export of a module that is given as text. */
async function evaluate(root, resolveDir, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    logLevel: 'warning',
  })
  const path = `${root}node_modules/.kafila-catalog-${process.pid}.mjs`
  await writeFile(path, outputFiles[0].text)
  try {
    return (await import(pathToFileURL(path).href)).default
  } finally {
    await rm(path)
  }
}
