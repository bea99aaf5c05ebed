import type { Position } from '../../core/diagnostic.ts'

/** Offsets of a piece of a text: from the first character to the one behind the last. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The text of a file; turns offsets into lines and columns, which are only looked for when somebody asks. */
export class SourceText {
  readonly file: string
  readonly text: string
  private starts: readonly number[] | undefined

  /** A byte order mark is left out, and a lone carriage return is a line end: neither moves an offset within a line. */
  constructor(file: string, text: string) {
    this.file = file
    const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    this.text = body.includes('\r') ? body.replaceAll(/\r(?!\n)/g, '\n') : body
  }

  position({ start, end }: Span): Position {
    const [line, column] = this.place(start)
    const [endLine, endColumn] = this.place(Math.max(start, end))
    return { file: this.file, line, column, endLine, endColumn }
  }

  private place(offset: number): [line: number, column: number] {
    this.starts ??= lineStarts(this.text)
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return [low + 1, offset - this.starts[low]! + 1]
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
