import { closeSync, openSync } from 'node:fs'
import type { ConnectorContext } from '../../src/kit/index.ts'
import { writeAll } from './write-file.ts'

/** How many files may be open for appending at a time. */
const MAX_OPEN = 32

/** Bytes that are kept to encode texts into. */
const BUFFER = 256 * 1024

/**
 * Appends to files. A file stays open until the event loop has turned, since opening costs more than writing: the lines of a split go to
 * one open file. Each append is written at once. What moves or deletes files in the same runtime closes them first.
 */
export class AppendFiles {
  private readonly files = new Map<string, number>()
  private scheduled = false
  private buffer: Buffer | undefined

  /** Writes behind the end of a file, which is created where it is missing; its folder must be there. Throws as `node:fs` does. */
  write(path: string, content: string | Buffer): void {
    writeAll(this.opened(path), content)
  }

  /** The file, open for appending, in this turn of the event loop. */
  opened(path: string): number {
    return this.files.get(path) ?? this.open(path)
  }

  /** A text in UTF-8; the bytes are valid until the next call. */
  encoded(text: string): Buffer {
    // a character has three bytes at most, a pair of them four
    if (text.length * 3 > BUFFER) return Buffer.from(text)
    this.buffer ??= Buffer.allocUnsafeSlow(BUFFER)
    return this.buffer.subarray(0, this.buffer.write(text))
  }

  isOpen(path: string): boolean {
    return this.files.has(path)
  }

  closeAll(): void {
    for (const file of this.files.values()) closeSync(file)
    this.files.clear()
  }

  private open(path: string): number {
    if (this.files.size >= MAX_OPEN) this.closeAll()
    const file = openSync(path, 'a')
    this.files.set(path, file)
    if (!this.scheduled) {
      this.scheduled = true
      setImmediate(() => {
        this.scheduled = false
        this.closeAll()
      })
    }
    return file
  }
}

/** The open files of a runtime. */
export function appendFiles(context: ConnectorContext): AppendFiles {
  return context.shared('file:appends', () => new AppendFiles())
}
