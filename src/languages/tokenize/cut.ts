/** What one step of cutting gives: perhaps a part, and where to go on. `end` says that no part will follow. */
export interface Cutting {
  readonly part?: string
  readonly next: number
  readonly end?: boolean
}

/**
 * Cuts the next part out of `text` from `at`; `undefined` where it needs more text (or, with `final`, where nothing is left). It keeps
 * state between calls, so each run over a text makes its own.
 */
export type Cut = (text: string, at: number, final: boolean) => Cutting | undefined

/** All parts of a text. */
export function* partsOf(text: string, cut: Cut): Generator<string> {
  let at = 0
  for (;;) {
    const cutting = cut(text, at, true)
    if (cutting === undefined) return
    if (cutting.part !== undefined) yield cutting.part
    if (cutting.end) return
    at = cutting.next
  }
}

/**
 * All parts of a text that comes in pieces. A part longer than what has come is looked for again when there is twice as much. It gives
 * a part at once where it has come already, and a promise only where it waits for the next piece; one who asks `for await` sees no difference.
 */
export function partsOfChunks(chunks: AsyncIterable<string>, cut: Cut): AsyncIterableIterator<string> {
  return new ChunkParts(chunks[Symbol.asyncIterator](), cut) as unknown as AsyncIterableIterator<string>
}

type Part = IteratorResult<string, undefined>

const END: Part = { done: true, value: undefined }

class ChunkParts {
  private readonly chunks: AsyncIterator<string>
  private readonly cut: Cut
  private text = ''
  private at = 0
  private wanted = 0
  private final = false
  private ended = false
  private reading: Promise<Part> | undefined

  constructor(chunks: AsyncIterator<string>, cut: Cut) {
    this.chunks = chunks
    this.cut = cut
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Part | Promise<Part> {
    if (this.reading !== undefined) return this.reading.then(() => this.next())
    try {
      const part = this.part()
      if (part === undefined) return this.whenRead()
      return part.done && !this.final ? this.return() : part
    } catch (error) {
      void this.return()
      throw error
    }
  }

  async return(): Promise<Part> {
    this.ended = true
    this.final = true
    await this.chunks.return?.()
    return END
  }

  private whenRead(): Promise<Part> {
    this.reading = this.read().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  /** The next part of what has come; `undefined` where more has to come first. */
  private part(): Part | undefined {
    while (!this.ended) {
      const cutting = this.cut(this.text, this.at, this.final)
      if (cutting === undefined) {
        if (!this.final) return undefined
        break
      }
      this.at = cutting.next
      this.ended = cutting.end === true
      if (cutting.part !== undefined) return { done: false, value: cutting.part }
    }
    this.ended = true
    return END
  }

  private async read(): Promise<Part> {
    for (;;) {
      this.text = this.text.slice(this.at)
      this.at = 0
      this.wanted = this.text.length * 2
      do {
        const chunk = await this.chunks.next()
        if (chunk.done) this.final = true
        else this.text += chunk.value
      } while (!this.final && this.text.length < this.wanted)
      const part = this.part()
      if (part !== undefined) return part.done && !this.final ? this.return() : part
    }
  }
}
