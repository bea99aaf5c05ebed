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

/** All parts of a text that comes in pieces. A part longer than what has come is looked for again when there is twice as much. */
export async function* partsOfChunks(chunks: AsyncIterable<string>, cut: Cut): AsyncGenerator<string> {
  let text = ''
  let wanted = 0
  for await (const chunk of chunks) {
    text += chunk
    if (text.length < wanted) continue
    let at = 0
    for (;;) {
      const cutting = cut(text, at, false)
      if (cutting === undefined) break
      if (cutting.part !== undefined) yield cutting.part
      if (cutting.end) return
      at = cutting.next
    }
    text = text.slice(at)
    wanted = text.length * 2
  }
  yield* partsOf(text, cut)
}
