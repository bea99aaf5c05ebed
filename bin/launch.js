// Loads the bundled command with V8's compiled form of it, kept in the user's cache folder: without it, compiling is most of the start.
// CommonJS, since Node's loader of ES modules alone costs as much as all of this.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname, join } = require('node:path')
const vm = require('node:vm')

const bundle = join(__dirname, '..', 'dist', 'cli.cjs')

/** Runs the command line and sets the exit code. */
exports.main = async args => {
  process.exitCode = await load(args[0]).main(args)
}

/** Commands whose starts matter have a compiled form of their own, with the functions that they need. */
const OFTEN = ['run', 'validate', 'test']

/** The exports of the bundle. */
function load(command) {
  // the bundle holds ASCII only: latin1 reads it without decoding
  const source = readFileSync(bundle, 'latin1')
  const cache = cacheFile(OFTEN.includes(command) ? command : 'other')
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

/** One file per kind of start, build, Node version and architecture; none where KAFILA_CACHE=off. */
function cacheFile(kind) {
  const home = process.env.XDG_CACHE_HOME ?? (process.env.HOME && join(process.env.HOME, '.cache')) ?? process.env.LOCALAPPDATA
  if (process.env.KAFILA_CACHE === 'off' || !home) return undefined
  const { size, mtimeMs } = statSync(bundle)
  return join(home, 'kafila', `${kind}-${process.versions.v8}-${process.arch}-${size}-${Math.trunc(mtimeMs)}.cache`)
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
