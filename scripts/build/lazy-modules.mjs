// Makes modules load with their first use. Those that most starts need stay in the main file (hot), those of many routes go to a second file (warm), all others to a third (cold) or a chunk of their own.
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { commandCatalog } from './command-catalog.mjs'

/** What most routes use: its modules are in the file that every start reads. All that these import is hot, too. */
const HOT = [
  /^connectors\/(timer|direct|log)\//,
  /^src\/eips\/(log|set-body|set-header|set-headers|set-property|set-variable|to|choice|filter)\.ts$/,
  /^src\/languages\/(simple\/index|constant|header|exchange-property|variable)\.ts$/,
  /^src\/cli\/actions\/run-routes\.ts$/,
  /^src\/runtime\/validate\.ts$/,
]

/**
 * Imports of functions that are only called later: what opens the world (the `open…` functions that declarations of connectors import),
 * and for commands the catalogue. They become calls that load their module first.
 */
const LATER = [
  { importer: /^connectors\/[^/]+\/index\.ts$/, later: name => name.startsWith('open') },
  { importer: /^src\/cli\/commands\/[^/]+\.ts$/, later: (_, from) => from.startsWith('../../catalog/') },
]

/** What routes seldom need: whoever imports its functions loads it when one of them is called. By full path. */
const SELDOM = [
  /\/src\/core\/(java-exceptions|errors\/table)\.ts$/,
  /\/src\/compile\/rest\/(bind-route|serve-rest)\.ts$/,
  /\/src\/model\/elements\/rest\.ts$/,
  /\/src\/model\/templates\/read-(kamelet|pipe)\.ts$/,
  /\/src\/model\/(read-resource|route-document|yaml\/(syntax-hints|scalar-offset))\.ts$/,
  /\/src\/model\/properties-file\.ts$/,
  /\/src\/runtime\/(diagnose|module-bean|script-bean|kamelet-parameters)\.ts$/,
  /\/src\/converters\/xml-fault\.ts$/,
  /\/src\/languages\/simple\/functions\/index\.ts$/,
]

/** Gives esbuild's plugin for the command, whose cold modules are the members `modules` of the chunk `kafila:cold`, and of one for each connector with a client library. */
export async function lazyModules(root) {
  const name = path => relative(root, path).replaceAll('\\', '/')
  const all = await sources(root)
  const groups = new Map([
    ['warm', new Set(BESIDE.map(path => root + path))],
    ['cold', new Set()],
  ])
  const clients = await connectorsWithClients(all, name)
  const placeOf = (importer, from) => {
    const path = resolve(dirname(importer), from)
    if (HOT.some(each => each.test(name(path)))) return { name: name(path), module: `require(${JSON.stringify(path)})` }
    const group = groupOf(name(path), clients)
    groups.set(group, (groups.get(group) ?? new Set()).add(path))
    const modules = `__chunk(import('kafila:${group}')).modules`
    const key = JSON.stringify(name(path))
    return { name: name(path), group, key, modules, module: `${modules}[${key}]()` }
  }
  const load = (importer, from) => placeOf(importer, from).module
  const changed = new Map()
  for (const path of all) {
    const before = await readFile(path, 'utf8')
    const after = path === `${root}src/catalog/index.ts` ? await commandCatalog(root, placeOf) : loadedLater(before, path, name(path), load)
    if (after !== before) changed.set(path, after)
  }
  const groupModules = group => {
    const modules = [...groups.get(group)].map(path => `${JSON.stringify(name(path))}: () => require(${JSON.stringify(path)})`)
    // each group names what is there before it: so esbuild sees no difference in who uses that, and keeps it in one file
    const before = { warm: `${root}src/cli/main.ts`, cold: 'kafila:warm' }[group] ?? 'kafila:cold'
    return `export const modules = { ${modules.join(',\n')} }; export const before = () => require(${JSON.stringify(before)})`
  }
  return {
    name: 'lazy-modules',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^kafila:/ }, ({ path }) => ({ path, namespace: 'kafila' }))
      onLoad({ filter: /./, namespace: 'kafila' }, ({ path }) => ({
        contents: groupModules(path.slice('kafila:'.length)),
        loader: 'js',
        resolveDir: root,
      }))
      onLoad({ filter: /\.ts$/ }, ({ path }) => (changed.has(path) ? { contents: changed.get(path), loader: 'ts' } : undefined))
    },
  }
}

/** Connectors whose modules import a client library at once: all but their declarations are chunks of their own, with that library. */
async function connectorsWithClients(paths, name) {
  const found = new Set()
  for (const path of paths) {
    const connector = connectorOf(name(path))
    if (connector !== undefined && /^import (?!type )[^']* from '(?![.]|node:)/m.test(await readFile(path, 'utf8'))) found.add(connector)
  }
  return found
}

function connectorOf(name) {
  return /^connectors\/([^/]+)\/(?!index\.ts$)/.exec(name)?.[1]
}

/** Modules that are together in a file of their own, by its name; all others are cold. */
const GROUPS = [
  ['warm', /^src\/(eips|http|compile\/rest|formats\/(json|csv)|languages\/(simple|tokenize|jsonpath|file|bean-method))/],
  ['warm', /^connectors\/(cron|file|http|kamelet|mock|platform-http|rest|seda)\//],
  [
    'warm',
    /^src\/(core\/java-exceptions|converters\/xml-fault|bean-types\/aggregation|model\/(properties-file|elements\/rest|read-resource|route-document)|runtime\/kamelet)/,
  ],
  // what tells that something is wrong
  ['errors', /^src\/(core\/errors|model\/yaml|runtime\/diagnose)/],
  // routes in TypeScript, and what writes them
  ['modules', /^src\/(index\.ts|dsl|cli\/modules|cli\/actions\/convert-routes)/],
  ['operator', /^src\/(operator|oci|cli\/actions\/(k8s|operator))/],
  ['jsonata', /^(src\/languages|connectors)\/jsonata/],
  ['jq', /^src\/languages\/jq/],
  ['commands', /^src\/(cli\/(actions|commands|any-command)|testing|graph|catalog\/generate)/],
]

/** What is used by files of their own, which would read the cold one for it, and by nothing warm. */
const BESIDE = ['src/core/numerals.ts']

function groupOf(name, clients) {
  const connector = connectorOf(name)
  if (clients.has(connector)) return connector
  return GROUPS.find(([, of]) => of.test(name))?.[0] ?? 'cold'
}

/** The modules of the project. */
async function sources(root) {
  const folders = await Promise.all(
    ['src', 'connectors'].map(async folder =>
      (await readdir(`${root}${folder}`, { recursive: true })).map(each => resolve(root, folder, each)),
    ),
  )
  return folders.flat().filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts'))
}

/** A module's text, with the imports that can wait as calls that load: of functions, of modules, and of libraries that `createRequire` loads when they are needed. */
function loadedLater(source, path, name, load) {
  return withLaterLibraries(withNamedImports(source))
    .replaceAll(/^import \{ ([^}]+) \} from '(\.[^']+)'$/gm, (whole, list, from) => {
      const names = list.split(', ').filter(each => !each.startsWith('type '))
      const target = resolve(dirname(path), from)
      if (names.length === 0 || !names.every(each => waits(each, from, name, target))) return whole
      return names.map(each => laterFunction(each, target, load(path, from))).join('; ')
    })
    .replaceAll(/\bawait import\('(\.[^']+)'\)/g, (_, from) => `await Promise.resolve().then(() => ${load(path, from)})`)
}

/** Whether an import can wait. `target` is the path of the module that is imported. */
function waits(imported, from, importer, target) {
  if (SELDOM.some(each => each.test(target.replaceAll('\\', '/')))) return true
  return LATER.some(each => each.importer.test(importer) && each.later(imported, from))
}

function laterFunction(name, target, loaded) {
  if (!new RegExp(`^export (?:async )?function ${name}\\b`, 'm').test(readFileSync(target, 'utf8')))
    throw new TypeError(`${name} of ${target} is no function: its import cannot wait`)
  return `let load_${name}; const ${name} = (...args) => (load_${name} ??= ${loaded}.${name})(...args)`
}

function withLaterLibraries(source) {
  if (!source.includes('createRequire(import.meta.url)')) return source
  return source
    .replaceAll(/^const (load|require) = createRequire\(import\.meta\.url\)$/gm, '')
    .replaceAll(
      /(?<![.\w])(?:load|require|createRequire\(import\.meta\.url\))\('(@?\w[^']*)'\)/g,
      (_, library) => `__chunk(import('${library}')).default`,
    )
}

/** esbuild's plugin for the library: its lazily imported libraries are chunks, too. */
export const namedImports = {
  name: 'named-imports',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({ contents: withNamedImports(await readFile(path, 'utf8')), loader: 'ts' }))
  },
}

/** Members of CommonJS libraries by their names: a chunk of such a library has nothing but a default. `__named` comes from bin/kafila.js or the banner. */
function withNamedImports(source) {
  return source.replaceAll(/\bawait import\('(?:@?\w[^':]*)'[^)]*\)/g, whole => `${whole}.then(__named)`)
}
