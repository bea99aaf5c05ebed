import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errors, keyBytes, lastChanges } from 'kafila/kit'

/** So many lines more than entries, and half of them: the file is written anew. */
const SURPLUS = 1000

/**
 * Entries in memory, and each change of them as a line of a journal, which the disk has before anybody is told of the change. Changes that
 * come while the disk is busy share one flush.
 */
export class JournalStore {
  /** What is told as done is there after `kill -9`. */
  durable = true
  /** For one process at a time: nobody tells another one what has changed. */
  shared = false
  #path
  #clock
  #entries = new Map()
  #opening
  #file
  #lines = 0
  #waiting = []
  #flushing
  #failure
  #closed = false

  constructor(path, clock) {
    this.#path = path
    this.#clock = clock
  }

  async get(key) {
    keyBytes(key)
    await this.#ready()
    const entry = this.#live(key)
    await this.#flushing
    return entry?.value
  }

  async set(key, value, options) {
    await this.batch([{ op: 'set', key, value, ...options }])
  }

  async add(key, value, options) {
    return this.swap(key, undefined, value, options)
  }

  async swap(key, expected, next, { ttlMs } = {}) {
    keyBytes(key)
    const change = copied(next === undefined ? { op: 'delete', key } : { op: 'set', key, value: next, ttlMs })
    await this.#ready()
    const isExpected = isSame(this.#live(key)?.value, expected)
    // that something else is there is only told when the disk has it
    await (isExpected ? this.#write([change]) : this.#flushing)
    return isExpected
  }

  async delete(key) {
    keyBytes(key)
    await this.#ready()
    const isThere = this.#live(key) !== undefined
    await (isThere ? this.#write([{ op: 'delete', key }]) : this.#flushing)
    return isThere
  }

  async batch(changes) {
    for (const { key } of changes) keyBytes(key)
    const copies = lastChanges(changes).map(copied)
    await this.#ready()
    if (copies.length > 0) await this.#write(copies)
  }

  async *scan(prefix, { after, limit = Number.POSITIVE_INFINITY } = {}) {
    await this.#ready()
    await this.#flushing
    let left = limit
    for (const key of this.#keys(prefix)) {
      if (left <= 0) return
      const entry = this.#live(key)
      if (entry === undefined || (after !== undefined && byBytes(key, after) <= 0)) continue
      left -= 1
      yield [key, entry.value]
    }
  }

  async clear(prefix) {
    await this.#ready()
    const keys = this.#keys(prefix).filter(key => this.#live(key) !== undefined)
    if (keys.length > 0) await this.#write(keys.map(key => ({ op: 'delete', key })))
    return keys.length
  }

  async close() {
    if (this.#closed) return
    this.#closed = true
    // one that could not be opened has nothing to close
    if ((await this.#opening?.catch(() => 'failed')) === 'failed') return
    await this.#flushing
    await this.#file?.close()
  }

  /** The same promise for all who come first, so that they go on in the order of their calls. */
  #ready() {
    if (this.#closed) throw errors.KF_STORE_CLOSED({ store: this.#path })
    if (this.#failure !== undefined) throw this.#failure
    this.#opening ??= this.#open().catch(cause => {
      this.#opening = undefined
      throw this.#failed(cause)
    })
    return this.#opening
  }

  async #open() {
    await mkdir(dirname(this.#path), { recursive: true })
    const text = await readFile(this.#path, 'utf8').catch(error => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const lines = text.split('\n')
    // a line without end was not finished when the process died: nobody was told of it
    const unfinished = lines.pop()
    this.#entries.clear()
    for (const [index, line] of lines.entries()) for (const change of this.#parsed(line, index + 1)) this.#apply(change)
    this.#lines = lines.length
    if (lines.length === 0 || unfinished !== '' || this.#hasSurplus()) await this.#rewrite()
    else this.#file = await open(this.#path, 'a')
  }

  #parsed(line, number) {
    try {
      return JSON.parse(line).map(([key, value, expires]) => ({ key, value: value && Buffer.from(value, 'base64'), expires }))
    } catch (cause) {
      throw errors.KF_STORE_FORMAT({ reason: `line ${number} of ${this.#path}` }, { cause })
    }
  }

  /** Changes what is in memory at once, and resolves when the disk has it. */
  #write(changes) {
    const now = this.#clock.now()
    const made = changes.map(({ op, key, value, ttlMs }) => ({
      key,
      value: op === 'delete' ? null : value,
      expires: ttlMs === undefined ? undefined : now + ttlMs,
    }))
    for (const change of made) this.#apply(change)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: lineOf(made), resolve, reject })
      this.#flushing ??= this.#flush().finally(() => {
        this.#flushing = undefined
      })
    })
  }

  #apply({ key, value, expires }) {
    if (value === null) this.#entries.delete(key)
    else this.#entries.set(key, { value, expires })
  }

  async #flush() {
    while (this.#waiting.length > 0) {
      const written = this.#waiting.splice(0)
      try {
        if (this.#hasSurplus()) await this.#rewrite()
        else {
          await this.#file.appendFile(written.map(each => each.line).join(''))
          await this.#file.datasync()
          this.#lines += written.length
        }
        for (const { resolve } of written) resolve()
      } catch (cause) {
        // what the disk has is not known any more: nothing is written until the store is opened again
        this.#failure = this.#failed(cause)
        for (const { reject } of [...written, ...this.#waiting.splice(0)]) reject(this.#failure)
      }
    }
  }

  #hasSurplus() {
    return this.#lines > SURPLUS + 2 * this.#entries.size
  }

  /** The file with nothing but what is there now, in place of the old one. */
  async #rewrite() {
    for (const key of this.#entries.keys()) if (this.#live(key) === undefined) this.#entries.delete(key)
    const next = await open(`${this.#path}.new`, 'w')
    const lines = [...this.#entries].map(([key, { value, expires }]) => lineOf([{ key, value, expires }]))
    await next.writeFile(lines.join(''))
    await next.datasync()
    await rename(`${this.#path}.new`, this.#path)
    await syncFolder(dirname(this.#path))
    await this.#file?.close()
    this.#file = next
    this.#lines = lines.length
  }

  #keys(prefix) {
    return [...this.#entries.keys()].filter(key => key.startsWith(prefix)).sort(byBytes)
  }

  #live(key) {
    const entry = this.#entries.get(key)
    return entry !== undefined && (entry.expires ?? Number.POSITIVE_INFINITY) > this.#clock.now() ? entry : undefined
  }

  #failed(cause) {
    if (cause.code?.startsWith('KF_')) return cause
    return errors.KF_STORE_FAILED({ store: this.#path, reason: cause.message }, { cause })
  }
}

function lineOf(changes) {
  return `${JSON.stringify(changes.map(({ key, value, expires }) => [key, value && Buffer.from(value).toString('base64'), expires]))}\n`
}

/** What the caller does to its bytes afterwards changes nothing. */
function copied(change) {
  return change.op === 'set' ? { ...change, value: Buffer.from(change.value) } : change
}

function isSame(a, b) {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0
}

function byBytes(a, b) {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}

/** A new name is there after a crash of the machine only when the folder is on the disk; Windows has no way to ask for that. */
async function syncFolder(path) {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
