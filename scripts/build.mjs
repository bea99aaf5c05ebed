// Bundles the command, the library and the kit into dist/. The command is one CommonJS file, so that the launcher can keep its compiled form.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

const common = { absWorkingDir: root, outdir: 'dist', bundle: true, platform: 'node', target: 'node20.19', logLevel: 'warning' }

await rm(`${root}dist`, { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    // modules of the user are loaded by Node itself, from where they stand
    define: { 'import.meta.url': '__fileUrl' },
    banner: { js: "const __fileUrl = require('node:url').pathToFileURL(__filename).href;" },
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
