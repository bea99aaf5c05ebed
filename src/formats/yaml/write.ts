import { type Analysis, analyze, isLineBreak } from './analysis.ts'
import { type OutNode, prepare } from './nodes.ts'

const BEST_WIDTH = 80
const BEST_INDENT = 2
const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\u000b': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

/** Writes a value as SnakeYAML does with its default settings: block style, flow style for what holds scalars only, 80 columns. */
export function writeYaml(value: unknown, prettyFlow: boolean): string {
  return new Emitter(prettyFlow).write(prepare(value))
}

/** Writes a value that is prepared already. */
export function emitYaml(node: OutNode): string {
  return new Emitter(false).write(node)
}

interface Place {
  readonly root?: boolean
  readonly mapping?: boolean
  readonly simpleKey?: boolean
}

class Emitter {
  private readonly prettyFlow: boolean
  private out = ''
  private column = 0
  private whitespace = true
  private indention = true
  private indent: number | undefined
  private flowLevel = 0

  constructor(prettyFlow: boolean) {
    this.prettyFlow = prettyFlow
  }

  write(node: OutNode): string {
    this.node(node, { root: true })
    this.writeIndent()
    return this.out
  }

  private node(node: OutNode, place: Place): void {
    if (node.kind === 'alias') this.indicator(`*${node.anchor}`, true)
    else if (node.kind === 'scalar') this.indented(true, false, () => this.scalar(node, place))
    else if (node.kind === 'list') this.list(node, place)
    else this.map(node)
  }

  /** Runs with a deeper indent; a list right under a key is not indented. */
  private indented(flow: boolean, indentless: boolean, action: () => void): void {
    const before = this.indent
    if (before === undefined) this.indent = flow ? BEST_INDENT : 0
    else if (!indentless) this.indent = before + BEST_INDENT
    action()
    this.indent = before
  }

  private list(node: OutNode & { kind: 'list' }, place: Place): void {
    if (node.anchor) this.indicator(`&${node.anchor}`, true)
    if (this.flowLevel > 0 || node.flow)
      return this.flow(
        '[',
        node.items.map(item => () => this.node(item, {})),
        ']',
      )
    this.indented(false, (place.mapping ?? false) && !this.indention, () => {
      for (const item of node.items) {
        this.writeIndent()
        this.indicator('-', true, false, true)
        this.node(item, {})
      }
    })
  }

  private map(node: OutNode & { kind: 'map' }): void {
    if (node.anchor) this.indicator(`&${node.anchor}`, true)
    if (node.tag) this.indicator(node.tag, true)
    if (this.flowLevel > 0 || node.flow)
      return this.flow(
        '{',
        node.entries.map(
          ([key, value]) =>
            () =>
              this.flowEntry(key, value),
        ),
        '}',
      )
    this.indented(false, false, () => {
      for (const [key, value] of node.entries) {
        this.writeIndent()
        this.blockEntry(key, value)
      }
    })
  }

  private blockEntry(key: OutNode, value: OutNode): void {
    if (isSimpleKey(key)) {
      this.node(key, { mapping: true, simpleKey: true })
      this.indicator(':', false)
    } else {
      this.indicator('?', true, false, true)
      this.node(key, { mapping: true })
      this.writeIndent()
      this.indicator(':', true, false, true)
    }
    this.node(value, { mapping: true })
  }

  private flow(open: string, items: readonly (() => void)[], close: string): void {
    this.indicator(open, true, true)
    this.flowLevel++
    this.indented(true, false, () => {
      if (this.prettyFlow) this.writeIndent()
      items.forEach((item, index) => {
        if (index > 0) this.indicator(',', false)
        if (this.column > BEST_WIDTH || this.prettyFlow) this.writeIndent()
        item()
      })
    })
    this.flowLevel--
    const overLines = this.prettyFlow && items.length > 0
    if (overLines) this.writeIndent()
    this.indicator(close, false)
    if (overLines && close === ']') this.writeIndent()
  }

  private flowEntry(key: OutNode, value: OutNode): void {
    if (isSimpleKey(key)) {
      this.node(key, { mapping: true, simpleKey: true })
      this.indicator(':', false)
    } else {
      this.indicator('?', true)
      this.node(key, { mapping: true })
      if (this.column > BEST_WIDTH || this.prettyFlow) this.writeIndent()
      this.indicator(':', true)
    }
    this.node(value, { mapping: true })
  }

  private scalar(node: OutNode & { kind: 'scalar' }, place: Place): void {
    const analysis = analyze(node.text)
    const style = this.style(node, analysis, place)
    const tag = node.tag ?? (style === 'plain' ? undefined : node.quotedTag)
    if (tag) this.indicator(tag, true)
    const split = !place.simpleKey
    if (style === 'plain') this.plain(node.text, split)
    else if (style === 'single') this.singleQuoted(node.text, split)
    else if (style === 'double') this.doubleQuoted(node.text, split)
    else this.literal(node.text)
  }

  private style(node: OutNode & { kind: 'scalar' }, analysis: Analysis, place: Place): 'plain' | 'single' | 'double' | 'literal' {
    if (node.double) return 'double'
    const multilineKey = place.simpleKey && analysis.multiline
    if (node.plain && !multilineKey && (this.flowLevel > 0 ? analysis.flowPlain : analysis.blockPlain)) return 'plain'
    if (node.literal && this.flowLevel === 0 && !place.simpleKey && analysis.block) return 'literal'
    return analysis.singleQuoted && !multilineKey ? 'single' : 'double'
  }

  private put(text: string): void {
    this.out += text
    this.column += text.length
  }

  private indicator(text: string, needWhitespace: boolean, whitespace = false, indention = false): void {
    if (!this.whitespace && needWhitespace) this.put(' ')
    this.whitespace = whitespace
    this.indention &&= indention
    this.put(text)
  }

  private lineBreak(char = '\n'): void {
    this.out += char
    this.column = 0
    this.whitespace = true
    this.indention = true
  }

  private writeIndent(): void {
    const indent = this.indent ?? 0
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.lineBreak()
    this.whitespace = true
    if (this.column < indent) this.put(' '.repeat(indent - this.column))
  }

  /** Line breaks inside a folded scalar: one more than there are, since a single one means a blank. */
  private folds(breaks: string): void {
    if (breaks[0] === '\n') this.lineBreak()
    for (const char of breaks) this.lineBreak(char === '\n' ? '\n' : char)
    this.writeIndent()
  }

  private plain(text: string, split: boolean): void {
    if (text === '') return
    if (!this.whitespace) this.put(' ')
    this.whitespace = false
    this.indention = false
    for (const part of text.match(/ +|[\n\u0085\u2028\u2029]+|[^ \n\u0085\u2028\u2029]+/g)!) {
      if (part === ' ' && this.column > BEST_WIDTH && split) {
        this.writeIndent()
        this.whitespace = false
        this.indention = false
      } else if (isLineBreak(part[0]!)) {
        this.folds(part)
        this.whitespace = false
        this.indention = false
      } else this.put(part)
    }
  }

  private singleQuoted(text: string, split: boolean): void {
    this.indicator("'", true)
    const parts = text.match(/ +|[\n\u0085\u2028\u2029]+|[^ \n\u0085\u2028\u2029]+/g) ?? []
    parts.forEach((part, index) => {
      const inner = index > 0 && index < parts.length - 1
      if (part === ' ' && this.column > BEST_WIDTH && split && inner) this.writeIndent()
      else if (isLineBreak(part[0]!)) this.folds(part)
      else this.put(part.replaceAll("'", "''"))
    })
    this.indicator("'", false)
  }

  private doubleQuoted(text: string, split: boolean): void {
    this.indicator('"', true)
    const chars = [...text]
    chars.forEach((char, index) => {
      const last = index >= chars.length - 1
      if (char === ' ' && index > 0 && !last && this.column > BEST_WIDTH && split) {
        this.put('\\')
        this.writeIndent()
        this.whitespace = false
        this.indention = false
        this.put('\\ ')
        return
      }
      this.put(escaped(char))
    })
    this.indicator('"', false)
  }

  private literal(text: string): void {
    this.indicator(`|${blockHints(text)}`, true)
    this.lineBreak()
    let start = true
    for (const line of text.split(/(?<=[\n\u0085\u2028\u2029])/)) {
      const content = line.replace(/[\n\u0085\u2028\u2029]$/, '')
      if (content !== '') {
        if (!start || this.column === 0) this.writeIndent()
        this.put(content)
        this.whitespace = false
        this.indention = false
      }
      start = false
      if (content.length < line.length) this.lineBreak(line.at(-1))
    }
  }
}

function blockHints(text: string): string {
  const indent = /^[ \n\u0085\u2028\u2029]/.test(text) ? String(BEST_INDENT) : ''
  if (!isLineBreak(text.at(-1)!)) return `${indent}-`
  return text.length === 1 || isLineBreak(text.at(-2)!) ? `${indent}+` : indent
}

function escaped(char: string): string {
  const named = ESCAPES[char]
  if (named !== undefined) return `\\${named}`
  if (/[\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]/.test(char) || char.length > 1) return char
  const code = char.charCodeAt(0)
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** Keys that need no question mark: short, on one line, not empty. */
function isSimpleKey(key: OutNode): boolean {
  if (key.kind === 'alias') return true
  if (key.kind !== 'scalar') return key.kind === 'list' ? key.items.length === 0 : key.entries.length === 0
  const { empty, multiline } = analyze(key.text)
  return !empty && !multiline && key.text.length < 128
}
