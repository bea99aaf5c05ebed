#!/usr/bin/env node
// Loads the bundled command with V8's compiled form of it, kept in the user's cache folder: without it, compiling is most of the start.
// CommonJS, since Node's loader of ES modules alone costs as much as all of this. One small file that calls few functions of Node: V8 compiles them anew in each process.
const { readFileSync, writeSync } = require('node:fs')
const { join } = require('node:path')

const dist = join(__dirname, '../dist')

/** Commands whose starts matter have compiled forms of their own, with the functions that they need. */
const OFTEN = ['run', 'validate', 'test']

/** Runs the command line and sets the exit code. */
async function main(args) {
  // asked often, and by other programs: loading the command takes longer than an empty process
  if (args.length === 1 && args[0] === '--version') return void writeSync(1, `${require('../package.json').version}\n`)
  const { main } = chunks(OFTEN.includes(args[0]) ? args[0] : 'other')('cli')
  process.exitCode = await main(args)
  // nothing is left to do: without this Node takes its heap apart before it ends
  process.on('beforeExit', () => process.exit())
}

/** Gives the function that loads a chunk of the build (scripts/build/script-chunks.mjs), with its first use, and gives its exports. */
function chunks(kind) {
  const functions = readScript('cli', `${dist}/cli.cjs`, kind)
  const loaded = new Map()
  return function load(name) {
    if (!loaded.has(name)) {
      if (functions[name] === undefined) Object.assign(functions, readScript(name, `${dist}/chunks/${name}.cjs`, kind))
      functions[name](require, load, exported => loaded.set(name, exported), lazy, named, meta, imported)
    }
    return loaded.get(name)()
  }
}

/** `import.meta` of the chunks. */
const meta = {
  get url() {
    return require('node:url').pathToFileURL(`${dist}/cli.cjs`).href
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

/** The scripts of this run with the files of their compiled forms. */
const scripts = []

function readScript(name, path, kind) {
  // the build holds ASCII only: latin1 reads it without decoding
  const source = readFileSync(path, 'latin1')
  const cache = cacheFile(name, kind, source.slice(2, 18))
  const cachedData = cache === undefined ? undefined : readCache(cache)
  const script = new (require('node:vm').Script)(source, { filename: path, cachedData })
  if (cache !== undefined) scripts.push([cache, script])
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) require('./keep-forms.js').keepSoon(scripts)
  return script.runInThisContext()
}

/** One file per script, kind of start, digest of its text, Node version, architecture and options; none where KAFILA_CACHE=off. */
function cacheFile(name, kind, digest) {
  const { env, versions, arch, execArgv } = process
  const home = env.XDG_CACHE_HOME ?? (env.HOME && `${env.HOME}/.cache`) ?? env.LOCALAPPDATA
  if (env.KAFILA_CACHE === 'off' || !home) return undefined
  // V8 takes a compiled form only under the options that it was made with
  const options = [...execArgv, env.NODE_OPTIONS ?? ''].join(' ').replaceAll(/\W+/g, '').slice(0, 100)
  return `${home}/kafila/${kind}-${name}-${versions.v8}-${arch}-${digest}${options}.cache`
}

function readCache(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined // the first start of this build
  }
}

main(process.argv.slice(2))
