// Keeps V8's compiled forms of scripts. A module of its own: most starts find them kept.
const { mkdirSync, renameSync, writeFileSync } = require('node:fs')
const { dirname } = require('node:path')

/** How long after a start its compiled form is kept. */
const KEEP_AFTER_MS = 3000

let isWaiting = false

/**
 * Keeps the compiled forms of all scripts, pairs of a file and a script, soon after the start, when the functions that a start needs have been compiled and
 * not yet been thrown away again, or at the end of a shorter run. All of them: a script that is new calls functions of the others that were not needed before.
 */
exports.keepSoon = scripts => {
  if (isWaiting) return
  isWaiting = true
  const keep = () => {
    process.removeListener('exit', keep)
    for (const [path, script] of scripts) writeCache(path, script)
    isWaiting = false
  }
  setTimeout(keep, KEEP_AFTER_MS).unref()
  process.once('exit', keep)
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
