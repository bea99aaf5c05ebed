import { writeSync } from 'node:fs'
import type { Exchange } from '../../src/core/exchange.ts'
import type { GatheredBatch, GatheredFailure, GatheringSink } from '../../src/core/gathering.ts'
import type { AppendFiles } from './append-files.ts'
import { cannotStore } from './content.ts'
import { writeAll } from './write-file.ts'

/** So many characters are written together, at most with one message more: V8 keeps longer texts apart, page by page, which costs more. */
const MAX_LENGTH = 64 * 1024

/** How messages become appends. */
export interface AppendPlan {
  /** The file that a message is for; `undefined` where it has to be written alone. */
  target(exchange: Exchange): string | undefined
  /** What it appends to that; `undefined` where it has to be written alone. */
  text(exchange: Exchange, target: string): string | undefined
  /** Written behind each of them. */
  readonly suffix: string
  /** Sees to it that the folder of a file is there. */
  prepare(target: string): void
}

/** Appends that are written by one call into the system: those of messages behind each other to one file. */
export class GatheredAppends implements GatheringSink {
  private readonly plan: AppendPlan
  private readonly files: AppendFiles
  private target = ''
  private texts: string[] = []
  private length = 0

  constructor(plan: AppendPlan, files: AppendFiles) {
    this.plan = plan
    this.files = files
  }

  get full(): boolean {
    return this.length >= MAX_LENGTH
  }

  take(exchange: Exchange): boolean {
    const { plan, texts } = this
    const target = plan.target(exchange)
    if (target === undefined || (texts.length > 0 && target !== this.target)) return false
    const text = plan.text(exchange, target)
    if (text === undefined) return false
    if (texts.length === 0) {
      plan.prepare(target)
      this.target = target
    }
    texts.push(text)
    this.length += text.length
    return true
  }

  release(): GatheredBatch {
    const { target, texts, plan, files } = this
    this.texts = []
    this.length = 0
    return new AppendBatch(target, texts, plan.suffix, files)
  }
}

class AppendBatch implements GatheredBatch {
  private readonly target: string
  private readonly texts: readonly string[]
  private readonly suffix: string
  private readonly files: AppendFiles
  private next = 0
  private together = true

  constructor(target: string, texts: readonly string[], suffix: string, files: AppendFiles) {
    this.target = target
    this.texts = texts
    this.suffix = suffix
    this.files = files
  }

  run(): GatheredFailure | undefined {
    try {
      if (this.together) this.writeTogether()
      for (; this.next < this.texts.length; this.next++) this.files.write(this.target, this.text())
      return undefined
    } catch (error) {
      // the device is full, or the file cannot be opened: each of the others shows by itself whether it can be written
      return { index: this.next++, error: cannotStore(this.target, error) }
    }
  }

  /** The one that is next. */
  private text(): string {
    return this.texts[this.next]! + this.suffix
  }

  /** One call for all. Where the system takes less, the text in which it stopped is written to its end; it is that text that fails then. */
  private writeTogether(): void {
    this.together = false
    const file = this.files.opened(this.target)
    const all = this.files.encoded(this.texts.join(this.suffix) + this.suffix)
    let written = writeSync(file, all)
    if (written === all.length) {
      this.next = this.texts.length
      return
    }
    while (this.next < this.texts.length) {
      const bytes = Buffer.byteLength(this.text())
      if (written < bytes) break
      written -= bytes
      this.next++
    }
    if (written === 0) return
    writeAll(file, Buffer.from(this.text()).subarray(written))
    this.next++
  }
}
