/** How many characters of a line are shown; the graph itself keeps the whole text. */
export const LINE = 44

/** A text in one line, cut at a length in characters as people count them. */
export function cut(text: string, length = LINE): string {
  // control characters are in no picture
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  const characters = [...line]
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}

/** The lines of a node or block: its name, and what it works with. */
export function linesOf({ title, detail }: { readonly title: string; readonly detail?: string }): string[] {
  return [cut(title), ...(detail === undefined || detail === '' ? [] : [cut(detail)])]
}
