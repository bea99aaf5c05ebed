import { writeSync } from 'node:fs'
import type { Exchange } from '../../src/core/exchange.ts'
import type { GatheredBatch, GatheredFailure, GatheringSink } from '../../src/core/gathering.ts'
import type { AppendFiles } from './append-files.ts'
import { cannotStore } from './content.ts'
import { writeAll } from './write-file.ts'

/** So many characters are written together, at most with one message more. */
const MAX_LENGTH = 256 * 1024

/** What a message appends to which file; `undefined` where it has to be written alone. */
export type AppendOf = (exchange: Exchange) => { readonly target: string; readonly text: string } | undefined

/** Appends that are written by one call into the system: those of messages behind each other to one file. */
export class GatheredAppends implements GatheringSink {
  private readonly appendOf: AppendOf
  private readonly prepare: (target: string) => void
  private readonly files: AppendFiles
  private target = ''
  private texts: string[] = []
  private length = 0

  /** `prepare` sees to it that the folder of a file is there. */
  constructor(appendOf: AppendOf, prepare: (target: string) => void, files: AppendFiles) {
    this.appendOf = appendOf
    this.prepare = prepare
    this.files = files
  }

  get full(): boolean {
    return this.length >= MAX_LENGTH
  }

  take(exchange: Exchange): boolean {
    const append = this.appendOf(exchange)
    if (append === undefined) return false
    const { target, text } = append
    if (this.texts.length === 0) {
      this.prepare(target)
      this.target = target
    } else if (this.target !== target) return false
    this.texts.push(text)
    this.length += text.length
    return true
  }

  release(): GatheredBatch {
    const { target, texts, files } = this
    this.texts = []
    this.length = 0
    return new AppendBatch(target, texts, files)
  }
}

class AppendBatch implements GatheredBatch {
  private readonly target: string
  private readonly texts: readonly string[]
  private readonly files: AppendFiles
  private next = 0
  private together = true

  constructor(target: string, texts: readonly string[], files: AppendFiles) {
    this.target = target
    this.texts = texts
    this.files = files
  }

  run(): GatheredFailure | undefined {
    try {
      if (this.together) this.writeTogether()
      for (; this.next < this.texts.length; this.next++) this.files.write(this.target, this.texts[this.next]!)
      return undefined
    } catch (error) {
      // the device is full, or the file cannot be opened: each of the others shows by itself whether it can be written
      return { index: this.next++, error: cannotStore(this.target, error) }
    }
  }

  /** One call for all. Where the system takes less, the text in which it stopped is written to its end; it is that text that fails then. */
  private writeTogether(): void {
    this.together = false
    const file = this.files.opened(this.target)
    let written = writeSync(file, this.texts.join(''))
    while (this.next < this.texts.length) {
      const bytes = Buffer.byteLength(this.texts[this.next]!)
      if (written < bytes) break
      written -= bytes
      this.next++
    }
    if (written === 0) return
    writeAll(file, Buffer.from(this.texts[this.next]!).subarray(written))
    this.next++
  }
}
