import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { IdempotentRepository } from '../kit/idempotent-repository.ts'

interface Limits {
  /** How many keys are known; the oldest beyond are forgotten. */
  readonly cacheSize: number
  /** Bytes beyond which the file is written anew with the keys that are known. */
  readonly maxFileStoreSize: number
}

/**
 * Keys in a file, one a line, and in memory. A key is known at once, and `add` resolves when it is in the file; changes of the file
 * happen one after the other. The file belongs to one process.
 */
export class FileIdempotentRepository implements IdempotentRepository {
  private readonly path: string
  private readonly limits: Limits
  private readonly keys = new Set<string>()
  private size = 0
  private last: Promise<void>

  constructor(path: string, limits: Limits) {
    this.path = path
    this.limits = limits
    this.last = this.load()
  }

  add(key: string): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.keys.has(key)) return false
      this.remember(key)
      this.size += Buffer.byteLength(key) + 1
      if (this.size > this.limits.maxFileStoreSize) await this.rewrite()
      else await appendFile(this.path, `${key}\n`)
      return true
    })
  }

  contains(key: string): Promise<boolean> {
    return this.inTurn(async () => this.keys.has(key))
  }

  remove(key: string): Promise<boolean> {
    return this.inTurn(async () => {
      if (!this.keys.delete(key)) return false
      await this.rewrite()
      return true
    })
  }

  confirm(): boolean {
    return true
  }

  private async load(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    // made where it is missing: that it cannot be is known before a message comes
    const text = await readFile(this.path, { encoding: 'utf8', flag: 'a+' })
    this.size = Buffer.byteLength(text)
    for (const key of text.split('\n')) if (key !== '') this.remember(key)
  }

  private remember(key: string): void {
    this.keys.add(key)
    if (this.keys.size > this.limits.cacheSize) this.keys.delete(this.keys.values().next().value!)
  }

  private async rewrite(): Promise<void> {
    const text = [...this.keys].map(key => `${key}\n`).join('')
    this.size = Buffer.byteLength(text)
    await writeFile(this.path, text)
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }
}
