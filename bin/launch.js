// Loads the bundled command with V8's compiled form of it, kept in the user's cache folder: without it, compiling is most of the start.
// CommonJS, since Node's loader of ES modules alone costs as much as all of this.
const { mkdirSync, readFileSync, renameSync, writeFileSync, writeSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const vm = require('node:vm')

const dist = join(__dirname, '..', 'dist')
const entry = join(dist, 'cli.cjs')

/** How long after a start its compiled form is kept. */
const KEEP_AFTER_MS = 3000

/** Commands whose starts matter have compiled forms of their own, with the functions that they need. */
const OFTEN = ['run', 'validate', 'test']

/** Runs the command line and sets the exit code. */
exports.main = async args => {
  // asked often, and by other programs: loading the command takes longer than an empty process
  if (args.length === 1 && args[0] === '--version') return void writeSync(1, `${require('../package.json').version}\n`)
  const { main } = chunks(OFTEN.includes(args[0]) ? args[0] : 'other')('cli')
  process.exitCode = await main(args)
  // nothing is left to do: without this Node takes its heap apart before it ends
  process.once('beforeExit', () => process.exit())
}

/** Gives the function that loads a chunk of the build (scripts/build/script-chunks.mjs), with its first use, and gives its exports. */
function chunks(kind) {
  const functions = readScript(entry, kind)
  const loaded = new Map()
  return function load(name) {
    if (!loaded.has(name)) {
      if (functions[name] === undefined) Object.assign(functions, readScript(join(dist, 'chunks', `${name}.cjs`), kind))
      functions[name](require, load, exported => loaded.set(name, exported), lazy, named, meta, imported)
    }
    return loaded.get(name)()
  }
}

/** `import.meta` of the chunks. */
const meta = {
  get url() {
    return require('node:url').pathToFileURL(entry).href
  },
}

/** A module of Node that is loaded when something of it is used. */
function lazy(id) {
  let module
  return new Proxy({}, { get: (_, key) => (module ??= require(id))[key] })
}

/** Imports by Node itself: modules of the user, and libraries that stay outside of the build. */
function imported(specifier) {
  return import(specifier)
}

/** A library's namespace as Node would make it: the members of a CommonJS module beside its default. */
function named(namespace) {
  const names = Object.keys(namespace)
  return names.length === 1 && names[0] === 'default' ? { ...namespace.default, default: namespace.default } : namespace
}

function readScript(path, kind) {
  // the build holds ASCII only: latin1 reads it without decoding
  const source = readFileSync(path, 'latin1')
  const cache = cacheFile(path, kind, source.slice(2, 18))
  const cachedData = cache === undefined ? undefined : readCache(cache)
  const script = new vm.Script(source, { filename: path, cachedData })
  if (cache !== undefined) scripts.push([cache, script])
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) keepSoon()
  return script.runInThisContext()
}

/** One file per script, kind of start, digest of its text, Node version, architecture and options; none where KAFILA_CACHE=off. */
function cacheFile(path, kind, digest) {
  const home = process.env.XDG_CACHE_HOME ?? (process.env.HOME && join(process.env.HOME, '.cache')) ?? process.env.LOCALAPPDATA
  if (process.env.KAFILA_CACHE === 'off' || !home) return undefined
  const { versions, arch, execArgv } = process
  // V8 takes a compiled form only under the options that it was made with
  const options = [...execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').replaceAll(/\W+/g, '').slice(0, 100)
  return join(home, 'kafila', `${kind}-${basename(path, '.cjs')}-${versions.v8}-${arch}-${digest}${options}.cache`)
}

function readCache(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined // the first start of this build
  }
}

/** The scripts of this run with the files of their compiled forms, and whether a form is missing. */
const scripts = []
let isMissing = false

/**
 * Keeps the compiled forms of all scripts soon after the start, when the functions that a start needs have been compiled and not yet been
 * thrown away again, or at the end of a shorter run. All of them: a script that is new calls functions of the others that were not needed before.
 */
function keepSoon() {
  if (isMissing) return
  isMissing = true
  setTimeout(keep, KEEP_AFTER_MS).unref()
  process.once('exit', keep)
}

function keep() {
  process.removeListener('exit', keep)
  if (isMissing) for (const [path, script] of scripts) writeCache(path, script)
  isMissing = false
}

/** A folder that cannot be written is no failure. */
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
