import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errors } from '../core/errors.ts'
import type { StateRepository } from '../kit/state-repository.ts'

/**
 * States in a file, a line `key=value` for each change, of which the last counts (the file of Camel's class of this name). A state is on the disk
 * when `setState` resolves; what a crash has cut off at the end is left out. The file belongs to one process.
 */
export class FileStateRepository implements StateRepository {
  private readonly path: string
  private readonly maxFileStoreSize: number
  private readonly states = new Map<string, string>()
  private size = 0
  private loaded: Promise<void> | undefined
  private last: Promise<unknown> = Promise.resolve()

  /** `maxFileStoreSize`: bytes beyond which the file is written anew with what counts. */
  constructor(path: string, maxFileStoreSize: number) {
    this.path = path
    this.maxFileStoreSize = maxFileStoreSize
  }

  async setState(key: string, value: string): Promise<void> {
    if (/[=\n]/.test(key) || value.includes('\n'))
      throw errors.KF_FIELD_INVALID({ option: 'key', reason: `\`${key}\` has an equals sign or a line end, or its value a line end` })
    return this.inTurn(async () => {
      const line = `${key}=${value}\n`
      this.states.set(key, value)
      this.size += Buffer.byteLength(line)
      if (this.size > this.maxFileStoreSize) await this.rewrite()
      else await durably(this.path, 'a', line)
    })
  }

  async getState(key: string): Promise<string | undefined> {
    return this.inTurn(async () => this.states.get(key))
  }

  private async load(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    const text = await readFile(this.path, 'utf8').catch(whenMissing)
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    for (const line of whole.split('\n')) {
      const at = line.indexOf('=')
      if (at > 0) this.states.set(line.slice(0, at), line.slice(at + 1))
    }
    this.size = Buffer.byteLength(whole)
    if (whole !== text) await writeFile(this.path, whole)
  }

  private async rewrite(): Promise<void> {
    const text = [...this.states].map(([key, value]) => `${key}=${value}\n`).join('')
    await durably(`${this.path}.new`, 'w', text)
    await rename(`${this.path}.new`, this.path)
    this.size = Buffer.byteLength(text)
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(async () => {
      await (this.loaded ??= this.load())
      return work()
    })
    this.last = result.catch(() => undefined)
    return result
  }
}

async function durably(path: string, flag: 'a' | 'w', text: string): Promise<void> {
  const file = await open(path, flag)
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
}

function whenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
