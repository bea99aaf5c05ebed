import { evaluationFailure } from '../failure.ts'

/** A piece of XML that ends (before) `end`. `content` is what it adds to an element's text. */
export type XmlPiece =
  | { readonly kind: 'start'; readonly end: number; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'end'; readonly end: number; readonly name: string }
  | { readonly kind: 'other'; readonly end: number; readonly content: string }

/** A tag longer than this is taken for a mistake rather than gathered without end. */
const MAX_TAG = 1_000_000

const NAME = '[^\\s<>/=&\'"!?]+'
const START = new RegExp(`^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>$`)
const END = new RegExp(`^</(${NAME})\\s*>$`)

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/** What is not XML. */
export function notXml(reason: string): Error {
  return evaluationFailure('xtokenize', 'javax.xml.stream.XMLStreamException', reason)
}

/** The piece of `text` that begins at `at`; `undefined` where it needs more text (or, with `final`, where nothing is left). */
export function scanXml(text: string, at: number, final: boolean): XmlPiece | undefined {
  if (at >= text.length) return undefined
  if (text[at] !== '<') {
    const next = text.indexOf('<', at)
    const end = next < 0 ? text.length : next
    return { kind: 'other', end, content: text.slice(at, end) }
  }
  const piece = markup(text, at)
  if (!piece && final) throw notXml('Unexpected end of input inside of markup')
  return piece
}

function markup(text: string, at: number): XmlPiece | undefined {
  const head = text.slice(at, at + 9)
  for (const [open, close] of SECTIONS) {
    if (head.startsWith(open)) return section(text, at, open, close)
    if (open.startsWith(head)) return undefined
  }
  if (head === '<!DOCTYPE') return doctype(text, at)
  if ('<!DOCTYPE'.startsWith(head)) return undefined
  return tag(text, at)
}

function section(text: string, at: number, open: string, close: string): XmlPiece | undefined {
  const found = text.indexOf(close, at + open.length)
  if (found < 0) return undefined
  const content = open === '<![CDATA[' ? escaped(text.slice(at + open.length, found)) : ''
  return { kind: 'other', end: found + close.length, content }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A DOCTYPE is passed over: nothing it declares is known, and nothing is loaded. */
function doctype(text: string, at: number): XmlPiece | undefined {
  const regex = /<!DOCTYPE(?:[^[>"']|"[^"]*"|'[^']*')*(?:\[[^\]]*\]\s*)?>/y
  regex.lastIndex = at
  if (regex.test(text)) return { kind: 'other', end: regex.lastIndex, content: '' }
  if (text.length - at > MAX_TAG) throw notXml('The DOCTYPE has no end')
  return undefined
}

function tag(text: string, at: number): XmlPiece | undefined {
  const end = tagEnd(text, at)
  if (end === undefined) return undefined
  const source = text.slice(at, end)
  const start = START.exec(source)
  if (start) return { kind: 'start', end, name: start[1]!, attributes: start[2]!, empty: start[3] === '/' }
  const close = END.exec(source)
  if (close) return { kind: 'end', end, name: close[1]! }
  throw notXml(`Unexpected character in the tag ${source.slice(0, 60)}`)
}

/** Behind the `>` that ends a tag; one within quotes does not. */
function tagEnd(text: string, at: number): number | undefined {
  const regex = /[>"']/g
  regex.lastIndex = at
  for (let found = regex.exec(text); found; found = regex.exec(text)) {
    if (found[0] === '>') return regex.lastIndex
    const quote = text.indexOf(found[0], regex.lastIndex)
    if (quote < 0) break
    regex.lastIndex = quote + 1
  }
  if (text.length - at > MAX_TAG) throw notXml('A tag has no end')
  return undefined
}
