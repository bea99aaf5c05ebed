/** Lines around a change that are shown. */
const CONTEXT = 2

type Edit = readonly [' ' | '-' | '+', string]

/** The lines of two texts that differ, with `-` and `+`, and some around them. */
export function lineDiff(before: string, after: string): string {
  const edits = editsOf(linesOf(before), linesOf(after))
  const near = edits.map((_, index) => edits.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(([sign]) => sign !== ' '))
  let text = ''
  for (const [index, [sign, line]] of edits.entries()) {
    if (near[index]) text += `  ${sign} ${line}\n`
    else if (near[index - 1]) text += '  ...\n'
  }
  return text
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

/** By the longest common subsequence. */
function editsOf(before: readonly string[], after: readonly string[]): Edit[] {
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column]
          ? common[(row + 1) * width + column + 1]! + 1
          : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!)
  const edits: Edit[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      edits.push([' ', before[row]!])
      row++
      column++
    } else if (column >= after.length || (row < before.length && common[(row + 1) * width + column]! >= common[row * width + column + 1]!))
      edits.push(['-', before[row++]!])
    else edits.push(['+', after[column++]!])
  }
  return edits
}
