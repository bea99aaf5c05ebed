// Turns the ES modules of a split build into scripts for bin/kafila.js, which loads them synchronously and with V8's compiled form of them.
import { createHash } from 'node:crypto'
import { builtinModules } from 'node:module'
import { basename } from 'node:path'
import { transform } from 'esbuild'

/** Modules of Node that cost a millisecond each, and that a start does not need: loaded when something of them is used. */
const LAZY = [
  'child_process',
  'crypto',
  'dns',
  'fs/promises',
  'http',
  'https',
  'module',
  'net',
  'os',
  'readline',
  'stream',
  'stream/promises',
  'timers/promises',
  'tls',
  'worker_threads',
  'zlib',
]
const LAZY_NODE = new Set(LAZY.flatMap(name => [name, `node:${name}`]))
const NODE = new Set(builtinModules.flatMap(name => [name, `node:${name}`]))

/** What `bin/kafila.js` gives to each chunk. */
const GIVEN = 'require,__load,__exports,__lazy,__named,__meta,__import'
const OPEN = `function(${GIVEN}){"use strict";`

/** Chunks that are one script with all that they import and the layers before have not, in their order. */
const LAYERS = ['kafila_warm', 'kafila_cold']

/** An import or export as esbuild writes it, on lines of its own. */
const IMPORT = /^import (?:(\w+|\* as \w+)(?:, )?)?(?:\{([^}]*)\})?(?: from )?"([^"]+)";$/gm
const EXPORTS = /^export \{([^}]*)\};$/gm
const DEFAULT = /^export default (.*);$/gm

/**
 * The scripts for the files of a split build: `cli.cjs` with the entry and all that it imports at once, the warm and the cold one with what they import, and one for each other chunk. A script
 * gives its chunks as functions by their names. Such a function gets what the chunk exports from `__load(name)` of another, and says what it exports
 * with `__exports(() => …)`; what it imports is evaluated first, and does not change any more.
 */
export async function scriptsOf(outputFiles, entry) {
  const chunks = new Map()
  const maps = new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
  for (const { path, text } of outputFiles)
    if (path.endsWith('.js')) chunks.set(basename(path, '.js'), chunkOf(basename(path), text, maps.get(`${basename(path)}.map`)))
  const scripts = new Map()
  const placed = new Set()
  const layers = [entry, ...LAYERS.map(layer => [...chunks.keys()].find(each => each.startsWith(layer)))]
  for (const name of [...layers, ...chunks.keys()]) {
    const together = layers.includes(name) ? [...closure(name, chunks)] : [name]
    const members = together.filter(each => !placed.has(each))
    for (const each of members) placed.add(each)
    if (members.length > 0) scripts.set(name, members)
  }
  for (const [name, members] of scripts) chunks.get(name).before = scriptsBefore(name, members, entry, scripts, chunks)
  return (await Promise.all([...scripts].map(([name, members]) => script(name, members, chunks, name === entry)))).flat()
}

/** Scripts that hold chunks which those of a script import, besides the entry's: they are read before. */
function scriptsBefore(name, members, entry, scripts, chunks) {
  const imports = members.flatMap(each => chunks.get(each).imports)
  const others = [...scripts].filter(([other]) => other !== name && other !== entry)
  return others.filter(([other, held]) => held.some(each => each !== other && imports.includes(each))).map(([other]) => other)
}

/** A chunk's text, what it imports at once from others, and its exports by the names that others use. */
function chunkOf(file, whole, map) {
  const text = withModulesAsFunctions(withoutOtherLayers(file, whole))
  const named = [...text.matchAll(IMPORT)].filter(([, all, list, from]) => (all ?? list) !== undefined && from.startsWith('.'))
  const imports = named.map(([, , , from]) => basename(from, '.js'))
  const exported = new Map([...text.matchAll(EXPORTS)].flatMap(([, list]) => pairs(list)).map(([local, name]) => [name, local]))
  const lazy = new Set([...text.matchAll(/\b(init_\w+) = __esm\(/g)].map(([, name]) => name))
  return { text, map, imports, exported, lazy }
}

/** A group names the layer before it only to say to esbuild what is there (`before`): nobody calls that, and it need not be loaded. */
function withoutOtherLayers(file, text) {
  return text.replaceAll(IMPORT, (whole, all, list, from) => {
    if (all !== undefined || list === undefined) return whole
    const names = list.split(',').map(each => each.trim())
    const kept = names.filter(each => !isOtherLayer(each, file))
    if (kept.length === names.length) return whole
    return withLinesOf(whole, kept.length === 0 ? '' : `import { ${kept.join(', ')} } from "${from}";`)
  })
}

/** A module as esbuild wraps it: the only method of an object, by the module's path. */
const WRAPPED = /\b__(esm|commonJS)\(\{\n {2}"[^"\n]+"\(([^)\n]*)\) \{([\s\S]*?)\n {2}\}\n\}\)/g
const CALLED = /\(0, (fn|cb)\[__getOwnPropNames\(\1\)\[0\]\]\)\(/g

/** The same with each module as a function: V8 takes a millisecond or two to make hundreds of objects that each have a name of their own. */
function withModulesAsFunctions(text) {
  const changed = text
    .replaceAll(WRAPPED, (_, kind, names, body) => `__${kind}(function(${names}) {\n${body}\n\n})`)
    .replaceAll(CALLED, '$1(')
  if (/\b__(esm|commonJS)\(\{|\[__getOwnPropNames\((fn|cb)\)/.test(changed))
    throw new TypeError('esbuild wraps modules in another way than is known here')
  return changed
}

function isOtherLayer(name, file) {
  return LAYERS.some(layer => [`init_${layer}`, `${layer}_exports`].includes(name) && !file.startsWith(layer))
}

function closure(name, chunks, found = new Set()) {
  for (const each of chunks.get(name).imports) if (!found.has(each)) closure(each, chunks, found)
  return found.add(name)
}

/** `a, b as c` as pairs of names. */
function pairs(list) {
  return list
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')
    .map(each => {
      const [from, to = from] = each.split(' as ')
      return [from, to]
    })
}

async function script(name, members, chunks, isEntry) {
  const sections = []
  let text = '({'
  for (const member of members) {
    const { code, map } = await minified(member, chunks, isEntry)
    text += `${JSON.stringify(member)}:${OPEN}\n`
    sections.push({ offset: { line: text.split('\n').length - 1, column: 0 }, map })
    text += `${code}\n},`
  }
  const path = isEntry ? `${name}.cjs` : `chunks/${name}.cjs`
  return [
    { path, text: `/*${digest(text)}*/${text}})` },
    { path: `${path}.map`, text: JSON.stringify({ version: 3, sections }) },
  ]
}

/** By it `bin/kafila.js` tells builds apart: npm gives all files the same time, and V8 only looks at the length. */
function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

async function minified(name, chunks, isEntry) {
  const { text, map: before, before: scripts = [] } = chunks.get(name)
  const body = text
    .replaceAll(IMPORT, (whole, all, list, from) => withLinesOf(whole, imported(whole, all, list, from, chunks)))
    .replaceAll(EXPORTS, (whole, list) => withLinesOf(whole, `__exports(() => ({${pairs(list).map(([a, b]) => `${b}: ${a}`)}}));`))
    .replaceAll(DEFAULT, (_, value) => `__exports(() => ({ default: __default })); const __default = ${value};`)
    .replaceAll(/__chunk\(import\("(\.[^"]+)"\)\)/g, (_, from) => `__load("${basename(from, '.js')}")`)
    .replaceAll(/\bimport\("(\.[^"]+)"\)/g, (_, from) => `Promise.resolve().then(() => __load("${basename(from, '.js')}"))`)
    .replaceAll(/\bawait import\(/g, 'await __import(')
  // libraries that a start needs (commander) ask for more of Node than it needs
  const lazyBody = isEntry
    ? body.replaceAll(/ = __require\("([^"]+)"\)(?=[;,])/g, (whole, id) => (LAZY_NODE.has(id) ? ` = __lazy("${id}")` : whole))
    : body
  const { code, map } = await transform(
    `${scripts.map(each => `__load("${each}");`).join('')}${lazyBody}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(before).toString('base64')}`,
    {
      loader: 'js',
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      minify: true,
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'error',
    },
  )
  const lazily = code.trimEnd().replaceAll(/=require\("([^"]+)"\)/g, (whole, id) => (LAZY_NODE.has(id) ? `=__lazy("${id}")` : whole))
  return { code: lazily, map: { ...JSON.parse(map), names: [] } }
}

/** The same with as many line ends, for source maps. */
function withLinesOf(before, after) {
  return after + '\n'.repeat(before.split('\n').length - 1)
}

function imported(whole, all, list, from, chunks) {
  if (from.startsWith('.')) return importedChunk(basename(from, '.js'), pairs(list ?? ''), chunks)
  if (!NODE.has(from) || LAZY_NODE.has(from)) return whole
  const module = `require("${from}")`
  const names = pairs(list ?? '').map(([name, local]) => `${name}: ${local}`)
  return [all && `const ${all.replace('* as ', '')} = ${module};`, names.length > 0 && `const { ${names} } = ${module};`]
    .filter(Boolean)
    .join(' ')
}

/** First the modules that the names belong to are evaluated, then the names are read. */
function importedChunk(name, names, chunks) {
  const { exported, lazy } = chunks.get(name)
  const [first, then] = [names.filter(([each]) => lazy.has(exported.get(each))), names.filter(([each]) => !lazy.has(exported.get(each)))]
  const read = list => (list.length === 0 ? '' : `const { ${list.map(([each, local]) => `${each}: ${local}`)} } = __load("${name}");`)
  return `${read(first)} ${first.map(([, local]) => `${local}();`).join(' ')} ${read(then)}`
}
