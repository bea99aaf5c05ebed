// Loads the bundled command with V8's compiled form of it, kept in the user's cache folder: without it, compiling is most of the start.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const bundle = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url))

/** The exports of the bundle. */
export function load() {
  const source = readFileSync(bundle, 'utf8')
  const cache = cacheFile()
  const cachedData = cache === undefined ? undefined : readCache(cache)
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) { ${source}\n})`, {
    filename: bundle,
    cachedData,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle))
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) process.once('exit', () => writeCache(cache, script))
  return module.exports
}

/** One file per build, Node version and architecture; none where KAFILA_CACHE=off. */
function cacheFile() {
  if (process.env.KAFILA_CACHE === 'off') return undefined
  try {
    const { size, mtimeMs } = statSync(bundle)
    const folder = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
    return join(folder, 'kafila', `cli-${process.versions.v8}-${process.arch}-${size}-${Math.trunc(mtimeMs)}.cache`)
  } catch {
    return undefined // no home folder: start without
  }
}

function readCache(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined // the first start of this build
  }
}

/** Written after the run, when the functions that a run needs have been compiled; a folder that cannot be written is no failure. */
function writeCache(path, script) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const temporary = `${path}.${process.pid}`
    writeFileSync(temporary, script.createCachedData())
    renameSync(temporary, path)
  } catch {
    // starting without a cache is slower, not wrong
  }
}
