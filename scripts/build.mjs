// Bundles the command, the library and the kit into dist/. The command is one CommonJS file, so that the launcher can keep its compiled form.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

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

await rm(`${root}dist`, { recursive: true, force: true })
const [command] = await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    plugins: [loadLater],
    // modules of the user are loaded by Node itself, from where they stand
    define: { 'import.meta.url': '__fileUrl' },
    banner: { js: `const __fileUrl = require('node:url').pathToFileURL(__filename).href; ${LAZY_REQUIRE}` },
  }),
  build({
    ...common,
    entryPoints: { index: 'src/index.ts', kit: 'src/kit/index.ts' },
    format: 'esm',
    splitting: true,
    sourcemap: 'linked',
    chunkNames: 'chunks/[name]-[hash]',
    // bundled CommonJS libraries ask for Node's modules by `require`
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  }),
])

for (const { path, text } of command.outputFiles) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text.replaceAll(new RegExp(`=require\\("(node:)?(${LAZY.join('|')})"\\)`, 'g'), '=__lazy("node:$2")'))
}
