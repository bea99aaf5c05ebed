// Bundles the command, the library and the kit into dist/. The command is one CommonJS file, so that the launcher can keep its compiled form.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { licensesText } from './licenses.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Libraries that stay outside: they bring WebAssembly that they find beside themselves. */
const UNBUNDLED = ['libxml2-wasm']

const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
  external: UNBUNDLED,
  write: false,
  metafile: true,
}

/** Modules of Node that cost a millisecond each, and that a start does not need: loaded when something of them is used. */
const LAZY = [
  'child_process',
  'crypto',
  'dns',
  'fs/promises',
  'http',
  'https',
  'net',
  'os',
  'readline',
  'stream',
  'tls',
  'worker_threads',
  'zlib',
]
const LAZY_REQUIRE = `const __lazy = id => { let loaded; return new Proxy({}, { get: (_, key) => (loaded ??= require(id))[key] }) };`

/**
 * Imports of functions that are only called later become calls that load their module first, so that a start evaluates what it needs: what
 * opens the world (the `open…` functions that declarations of connectors import), and for commands the catalogue.
 */
const LATER = [
  { importer: /connectors.[^/\\]+.index\.ts$/, later: name => name.startsWith('open') },
  { importer: /cli.commands.[^/\\]+\.ts$/, later: (_, from) => from.startsWith('../../catalog/') },
]
const loadLater = {
  name: 'load-later',
  setup({ onLoad }) {
    onLoad({ filter: /src.catalog.index\.ts$/ }, async () => ({
      contents: await lazyCatalog(),
      loader: 'ts',
      resolveDir: `${root}src/catalog`,
    }))
    for (const { importer, later } of LATER)
      onLoad({ filter: importer }, async ({ path }) => ({ contents: withLater(await readFile(path, 'utf8'), later), loader: 'ts' }))
  },
}

function withLater(source, later) {
  return source.replaceAll(/^import \{ ([^}]+) \} from '([^']+)'$/gm, (whole, list, from) => {
    const names = list.split(', ').filter(name => !name.startsWith('type '))
    const delayed = names.filter(name => later(name, from))
    if (delayed.length < names.length || names.length === 0) return whole
    return delayed.map(name => `const ${name} = (...args) => require('${from}').${name}(...args)`).join('; ')
  })
}

/** The lists of declarations, by their names in the catalogue. */
const LISTS = { steps: 'steps', connectors: 'connectors', languages: 'languages', formats: 'formats', beanTypes: 'bean-types' }

/** The command's catalogue: all names, and for each what loads its declaration. A start evaluates only those that its routes use. */
async function lazyCatalog() {
  const folder = `${root}src/catalog`
  const groups = []
  for (const [list, file] of Object.entries(LISTS)) {
    const source = await readFile(`${folder}/${file}.ts`, 'utf8')
    for (const [, named, plain, path] of source.matchAll(/^import (?:\{ (\w+) \}|(\w+)) from '([^']+)'$/gm))
      groups.push({ list, path, member: named ?? 'default', local: named ?? plain, spread: source.includes(`...${named}`) })
  }
  const names = await evaluate(
    folder,
    `${groups.map(({ path, member }, i) => `import { ${member} as g${i} } from '${path}'`).join('\n')}
     const names = each => each.names ?? [each.name, ...(each.aliases ?? [])]
     export default [${groups.map((_, i) => `[].concat(g${i}).map(names)`).join(', ')}]`,
  )
  const entries = list =>
    groups.flatMap((group, i) =>
      group.list !== list
        ? []
        : names[i].flatMap((each, at) =>
            each.map(name => `[${JSON.stringify(name)}, () => require('${group.path}').${group.member}${group.spread ? `[${at}]` : ''}]`),
          ),
    )
  return `import { LazyMap } from './lazy-map.ts'
import { refusedNames } from './refused-names.ts'
let shared
export function builtInCatalog() {
  shared ??= {
${Object.keys(LISTS)
  .map(list => `    ${list}: new LazyMap([${entries(list).join(', ')}]),`)
  .join('\n')}
    refusals: refusedNames(),
  }
  return shared
}`
}

/** The default export of a module that is given as text. */
async function evaluate(resolveDir, contents) {
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

const [command, library] = await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [loadLater],
    // modules of the user are loaded by Node itself, from where they stand
    define: { 'import.meta.url': '__fileUrl' },
    banner: { js: `const __fileUrl = require('node:url').pathToFileURL(__filename).href; ${LAZY_REQUIRE}` },
  }),
  build({
    ...common,
    entryPoints: { index: 'src/index.ts', kit: 'src/kit/index.ts', testing: 'src/testing/index.ts' },
    format: 'esm',
    splitting: true,
    sourcemap: 'linked',
    chunkNames: 'chunks/[name]-[hash]',
    // bundled CommonJS libraries ask for Node's modules by `require`
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  }),
])

// written when all is built, so that a folder in use is only away for a moment
await rm(`${root}dist`, { recursive: true, force: true })
for (const { path, text } of command.outputFiles) {
  await write(path, text.replaceAll(new RegExp(`=require\\("(node:)?(${LAZY.join('|')})"\\)`, 'g'), '=__lazy("node:$2")'))
}
for (const { path, contents } of library.outputFiles) await write(path, contents)
await write(`${root}dist/THIRD-PARTY-LICENSES.txt`, licensesText(root, [command.metafile, library.metafile]))

async function write(path, contents) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, contents)
}
