// Loads a TypeScript module of this project: bundled to a temporary file first, since Node 20 does not read TypeScript.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Imports `path` (below the project), with libraries left outside the bundle. */
export async function runTypeScript(path) {
  const folder = mkdtempSync(join(root, 'node_modules', '.kafila-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const outfile = join(folder, 'module.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    // files beside the source are found from the source, not from the temporary bundle
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, path)).href) },
  })
  return import(pathToFileURL(outfile).href)
}
