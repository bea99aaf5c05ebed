/** What a reader of a page does with one of its blocks of code. */
export type PageStep =
  // commands of one block have one `block`
  | {
      readonly kind: 'run'
      readonly line: number
      readonly block: number
      readonly command: string
      readonly exitCode: number
      readonly ends: 'itself' | 'Ctrl-C'
    }
  | { readonly kind: 'shown'; readonly line: number; readonly output: string }
  | { readonly kind: 'write'; readonly line: number; readonly file: string; readonly text: string }
  | { readonly kind: 'change'; readonly line: number; readonly file: string; readonly before: string; readonly after: string }

/** Stands before a block that is no instruction. */
const ONLY_SHOWN = '<!-- only shown -->'

/**
 * The instructions of a page, in their order. `sh` is run, line by line; `text` is what the commands of the block before print; `diff` changes the
 * file that the last line before it names, and any other block is the content of that file. A block that is none of these is an error.
 */
export function readPage(page: string): PageStep[] {
  const lines = page.split('\n')
  const steps: PageStep[] = []
  let before = ''
  for (let index = 0; index < lines.length; index++) {
    const [, language] = /^```(\w+)$/.exec(lines[index]!) ?? []
    if (language === undefined) {
      if (lines[index]!.trim() !== '') before = lines[index]!
      continue
    }
    const end = lines.indexOf('```', index + 1)
    const text = `${lines.slice(index + 1, end).join('\n')}\n`
    if (before !== ONLY_SHOWN) steps.push(...stepsOf(language, text, before, index + 1))
    before = ''
    index = end
  }
  return steps
}

function stepsOf(language: string, text: string, before: string, line: number): PageStep[] {
  if (language === 'sh')
    return text
      .trimEnd()
      .split('\n')
      .map((command, index) => runStep(command, line + index + 1, line))
  if (language === 'text') return [{ kind: 'shown', line, output: text }]
  const file = [...before.matchAll(/`([^` ]+\/?[^` ]*\.\w+)`/g)].at(-1)?.[1]
  if (file === undefined) throw new RangeError(`line ${line}: nothing says what to do with the block`)
  if (language !== 'diff') return [{ kind: 'write', line, file, text }]
  const side = (other: string) =>
    text
      .split('\n')
      .filter(each => each !== '' && !each.startsWith(other))
      .map(each => each.slice(1))
      .join('\n')
  return [{ kind: 'change', line, file, before: side('+'), after: side('-') }]
}

function runStep(written: string, line: number, block: number): PageStep {
  const [, command, remark] = /^(.*?)(?:\s+#\s*(.*))?$/.exec(written)!
  const exitCode = /^exit code (\d+)$/.exec(remark ?? '')?.[1]
  const ends = remark === 'Ctrl-C ends it' ? 'Ctrl-C' : 'itself'
  return { kind: 'run', line, block, command: command!, exitCode: exitCode === undefined ? 0 : Number(exitCode), ends }
}

/** Whether output is what a page shows: `…` stands for any text, in a line of its own for any lines. Blanks at ends of lines do not count. */
export function outputMatches(shown: string, printed: string): boolean {
  const pattern = trimmed(shown)
    .split('\n')
    .map(line => (line === '…' ? '(?:.*\n)*?' : `${escaped(line).replaceAll('…', '.*')}\n`))
    .join('')
  return new RegExp(`^${pattern}$`).test(`${trimmed(printed)}\n`)
}

const trimmed = (text: string) => text.replaceAll(/[ \t]+$/gm, '').replaceAll(/^\n+|\n+$/g, '')

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
