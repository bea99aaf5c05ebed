// The catalogue as the command has it: a table of names, and what loads the declaration of each.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** The lists of declarations, by their names in the catalogue. */
const LISTS = { steps: 'steps', connectors: 'connectors', languages: 'languages', formats: 'formats', beanTypes: 'bean-types' }

/**
 * The source of the command's `src/catalog/index.ts`. `placeOf` gives the group that a module is in, and what loads it. A start makes only the lists and evaluates only the declarations that its routes use.
 * Where a declaration stands is data, since hundreds of functions are more for V8 to take in than one text.
 */
export async function commandCatalog(root, placeOf) {
  const folder = `${root}src/catalog`
  const modules = await declaringModules(folder)
  const names = await evaluate(
    root,
    folder,
    `${modules.map(({ path, member }, i) => `import { ${member} as m${i} } from '${path}'`).join('\n')}
     const names = each => each.names ?? [each.name, ...(each.aliases ?? [])]
     export default [${modules.map((_, i) => `[].concat(m${i}).map(names)`).join(', ')}]`,
  )
  const places = modules.map(({ path }) => placeOf(`${folder}/index.ts`, path))
  const lines = name => modules.flatMap((module, i) => (module.list === name ? linesOf(names[i], places[i], module.member) : []))
  const groups = new Map(places.filter(({ key }) => key !== undefined).map(({ group, modules: loaded }) => [group, loaded]))
  const hot = places.filter(({ key }) => key === undefined)
  return `import { LazyMap } from '../core/lazy-map.ts'
const made = {}
const groups = { ${[...groups].map(([group, loaded]) => `${JSON.stringify(group)}: () => ${loaded}`).join(', ')} }
const hot = { ${hot.map(({ name, module }) => `${JSON.stringify(name)}: () => ${module}`).join(', ')} }
const declaration = place => {
  const [group, path, member, at] = place.split(' ')
  const found = (group === 'hot' ? hot : groups[group]())[path]()[member]
  return Array.isArray(found) ? found[at] : found
}
const byName = lines => new LazyMap(lines.split('\\n').flatMap(line => {
  const [names, place] = line.split('=')
  return names.split(' ').map(name => [name, place])
}), declaration)
const catalog = {
${Object.keys(LISTS)
  .map(name => `  get ${name}() { return (made.${name} ??= byName(${JSON.stringify(lines(name).join('\n'))})) },`)
  .join('\n')}
  get refusals() { return (made.refusals ??= ${placeOf(`${folder}/index.ts`, './refused-names.ts').module}.refusedNames()) },
}
export function builtInCatalog() { return catalog }`
}

/** `names=group path member index` for each declaration of a module. */
function linesOf(declared, { group = 'hot', name }, member) {
  return declared.map((names, at) => `${names.join(' ')}=${group} ${name} ${member} ${at}`)
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
