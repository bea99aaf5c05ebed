// Bundles the command, the library and the kit into dist/. The command is one CommonJS file, so that the launcher can keep its compiled form.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { lazyModules, namedImports } from './build/lazy-modules.mjs'
import { scriptsOf } from './build/script-chunks.mjs'
import { UNBUNDLED } from './build/unbundled.mjs'
import { licensesText } from './licenses.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bundled CommonJS libraries ask for Node's modules by `require`; their chunks have only a default, whose members are wanted by name. */
const LIBRARY_BANNER = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
const __named = module => (Object.keys(module).join() === 'default' ? { ...module.default, default: module.default } : module);`

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
  // the text of the sources would be most of the package
  sourcesContent: false,
}

const [command, library] = await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    format: 'esm',
    splitting: true,
    minifySyntax: true,
    sourcemap: 'external',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [await lazyModules(root)],
    // modules of the user are loaded by Node itself, from where they stand
    define: { 'import.meta.url': '__meta.url' },
  }),
  build({
    ...common,
    entryPoints: {
      index: 'src/index.ts',
      kit: 'src/kit/index.ts',
      testing: 'src/testing/index.ts',
      'module-hooks': 'src/cli/modules/hooks.ts',
    },
    format: 'esm',
    splitting: true,
    sourcemap: 'linked',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [namedImports],
    banner: { js: LIBRARY_BANNER },
  }),
])

// written when all is built, so that a folder in use is only away for a moment
// the declarations are the compiler's, and npm builds again when it has made them
for (const name of await readdir(`${root}dist`).catch(() => []))
  if (name !== 'types') await rm(`${root}dist/${name}`, { recursive: true, force: true })
for (const { path, text } of await scriptsOf(command.outputFiles, 'cli')) await write(`${root}dist/${path}`, text)
for (const { path, contents } of library.outputFiles) await write(path, contents)
await write(`${root}dist/THIRD-PARTY-LICENSES.txt`, licensesText(root, [command.metafile, library.metafile]))

async function write(path, contents) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, contents)
}
