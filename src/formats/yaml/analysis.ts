/** In which styles a text can be written. */
export interface Analysis {
  readonly empty: boolean
  readonly multiline: boolean
  readonly flowPlain: boolean
  readonly blockPlain: boolean
  readonly singleQuoted: boolean
  readonly block: boolean
}

const EMPTY: Analysis = { empty: true, multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true, block: false }
const LINE_BREAKS = '\n\u0085\u2028\u2029'
const BLANKS = '\0 \t\r\n\u0085\u2028\u2029'
const PRINTABLE = /^[\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u

/** Finds out in which styles a text can be written without being misread: SnakeYAML's rules. */
export function analyze(text: string): Analysis {
  if (text === '') return EMPTY
  const { block, flow } = indicators([...text])
  const spaces = spacing(text)
  const special = [...text].some(char => !PRINTABLE.test(char))
  const edge = /^[ \n\u0085\u2028\u2029]|[ \n\u0085\u2028\u2029]$/.test(text)
  const quotable = !spaces.breakThenSpace && !spaces.spaceThenBreak && !special
  return {
    empty: false,
    multiline: spaces.lineBreaks,
    flowPlain: quotable && !edge && !spaces.lineBreaks && !flow,
    blockPlain: quotable && !edge && !block,
    singleQuoted: quotable,
    block: !text.endsWith(' ') && !spaces.spaceThenBreak && !special,
  }
}

function spacing(text: string): { lineBreaks: boolean; breakThenSpace: boolean; spaceThenBreak: boolean } {
  return {
    lineBreaks: /[\n\u0085\u2028\u2029]/.test(text),
    breakThenSpace: /[\n\u0085\u2028\u2029] /.test(text),
    spaceThenBreak: / [\n\u0085\u2028\u2029]/.test(text),
  }
}

/** Whether the text holds what has a meaning in block and in flow context. */
function indicators(chars: readonly string[]): { block: boolean; flow: boolean } {
  const start = chars.slice(0, 3).join('')
  let block = start === '---' || start === '...'
  let flow = block
  chars.forEach((char, index) => {
    const next = chars[index + 1]
    const followed = next === undefined || BLANKS.includes(next)
    if (index === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(char) || (char === '-' && followed)) block = flow = true
      if (char === '?' || char === ':') {
        flow = true
        block ||= followed
      }
    } else {
      if (',?[]{}:'.includes(char)) flow = true
      if (char === ':' && followed) block = true
      if (char === '#' && BLANKS.includes(chars[index - 1]!)) block = flow = true
    }
  })
  return { block, flow }
}

export function isLineBreak(char: string): boolean {
  return LINE_BREAKS.includes(char)
}
