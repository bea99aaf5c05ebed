import { type Document, isCollection, isScalar, type Node, visit } from 'yaml'
import type { Span } from './source-text.ts'

/** A syntax error as the parser tells it. */
export interface ParserError {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

/** A syntax error in words of the user, at the place where the mistake is rather than where the parser noticed it. */
export interface SyntaxProblem {
  readonly reason: string
  readonly span: Span
  readonly fix?: string
  /** What follows is a consequence of it. */
  readonly last?: boolean
}

type Explain = (error: ParserError, text: string, document: Document) => SyntaxProblem

/** Explains an error of the parser. */
export function explainSyntax(error: ParserError, text: string, document: Document): SyntaxProblem {
  return runawayQuote(error, text, document) ?? (EXPLAIN[error.code] ?? plain)(error, text, document)
}

/** A quote that was closed by one of another line: what is wrong there is a consequence. */
function runawayQuote({ pos }: ParserError, text: string, document: Document): SyntaxProblem | undefined {
  const quoted = lastNode(document, node => {
    if (!isScalar(node) || !/["']/.test(text[start(node)] ?? '') || !text.slice(start(node), node.range![1]).includes('\n')) return false
    return start(node) === pos[0] || (node.range![1] <= pos[0] && text.slice(node.range![1], pos[0]).trim() === '')
  })
  if (quoted === undefined) return undefined
  const fix = 'close it in its line, if the text is not meant to go on'
  return { reason: 'the quote that opens here is closed in another line', span: at(start(quoted)), fix, last: true }
}

const EXPLAIN: Readonly<Record<string, Explain>> = {
  MISSING_CHAR: missing,
  BAD_INDENT: indentation,
  BLOCK_AS_IMPLICIT_KEY: nested,
  MULTILINE_IMPLICIT_KEY: noColon,
  TAB_AS_INDENT: error => ({ reason: 'a tab is used as indentation', span: at(error.pos[0]), fix: 'use blanks' }),
  BAD_SCALAR_START: (error, text) => ({
    reason: `a text without quotes cannot begin with ${text[error.pos[0]]}`,
    span: at(error.pos[0]),
    fix: 'put quotes around it',
  }),
  BAD_DQ_ESCAPE: (error, text) => ({
    reason: `${text.slice(error.pos[0], error.pos[0] + 2)} is no escape of a text in double quotes`,
    span: { start: error.pos[0], end: error.pos[0] + 2 },
    fix: 'write \\\\ for a backslash, or use single quotes',
  }),
  UNEXPECTED_TOKEN: unexpected,
}

function plain({ message, pos }: ParserError): SyntaxProblem {
  return { reason: message.charAt(0).toLowerCase() + message.slice(1), span: at(pos[0]) }
}

function missing(error: ParserError, text: string, document: Document): SyntaxProblem {
  const { message, pos } = error
  if (/closing .quote/.test(message)) {
    const mark = message.includes('"') ? '"' : "'"
    const open = lastNode(document, node => isScalar(node) && text[start(node)] === mark && node.range![1] >= pos[0])
    return { reason: `the quote ${mark} that opens here is not closed`, span: at(open === undefined ? pos[0] : start(open)), last: true }
  }
  if (/followed by map values/.test(message)) {
    return { reason: 'a colon is missing behind this key', span: at(lineTextStart(text, pos[0])), fix: 'write key: value' }
  }
  return plain(error)
}

function indentation(error: ParserError, text: string, document: Document): SyntaxProblem {
  const { message, pos } = error
  if (/^Flow/.test(message)) {
    const mark = message.includes('end with a ]') ? '[' : '{'
    const open = lastNode(
      document,
      node => isCollection(node) && text[start(node)] === mark && start(node) < pos[0] && !isClosed(node, text),
    )
    return { reason: `the ${mark} that opens here is not closed`, span: at(open === undefined ? pos[0] : start(open)), last: true }
  }
  return {
    reason: 'this line is not indented like its neighbours',
    span: at(skipBlanks(text, pos[0])),
    fix: `align it with the other ${/sequence/.test(message) ? 'items of the list' : 'keys of the map'}`,
  }
}

/** A value that goes on as a key: a second colon in a line, or a line that is indented too far. */
function nested(error: ParserError, text: string): SyntaxProblem {
  const from = error.pos[0]
  const lineEnd = text.indexOf('\n', from)
  const rest = text.slice(from, lineEnd < 0 ? text.length : lineEnd)
  if (/:(\s|$)/.test(rest) || rest.startsWith('? ')) {
    return {
      reason: 'a value cannot be a key with a value itself',
      span: at(from),
      fix: 'put quotes around a text that holds a colon and a blank',
    }
  }
  const next = skipBlanks(text, lineEnd + 1)
  return {
    reason: 'this line is indented more than the one it belongs to',
    span: at(lineEnd < 0 ? from : next),
    fix: 'align it with the keys above',
    last: true,
  }
}

function noColon(error: ParserError, text: string): SyntaxProblem {
  const from = error.pos[0]
  const line = text.slice(from).split('\n', 1)[0]!.trimEnd()
  const colon = /^([\w.-]+):\S/.exec(line)
  return {
    reason: colon ? 'a blank is missing behind the colon' : 'this line is no key with a value',
    span: at(colon ? from + colon[1]!.length : from),
    fix: colon ? `write ${colon[1]}: ${line.slice(colon[1]!.length + 1)}` : 'write key: value',
    last: true,
  }
}

function unexpected(error: ParserError, text: string): SyntaxProblem {
  const { message, pos } = error
  const before = text.slice(0, pos[0]).trimEnd().at(-1)
  if (/at node end/.test(message) && (before === '"' || before === "'")) {
    const fix = before === '"' ? 'write \\" for a quote inside of the text' : "write '' for a quote inside of the text"
    return { reason: 'there is more behind the closing quote', span: at(pos[0]), fix, last: true }
  }
  if (/block-seq-ind/.test(message)) {
    return { reason: 'a list cannot begin on the line of its key', span: at(pos[0]), fix: 'put it on a line of its own', last: true }
  }
  const closing = /Unexpected flow-(map|seq)-end/.exec(message)
  if (closing) return { reason: `${closing[1] === 'map' ? '}' : ']'} closes nothing`, span: at(pos[0]) }
  if (/, in flow/.test(message)) return { reason: 'there is nothing before this comma', span: at(pos[0]) }
  if (/Block scalar header|Not a YAML token/.test(message)) {
    return {
      reason: 'the text begins on the line behind | or >',
      span: at(pos[0]),
      fix: 'put quotes around a text that begins with | or >',
      last: true,
    }
  }
  return plain(error)
}

function lastNode(document: Document, wanted: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined
  visit(document, {
    Node: (_, node) => {
      if (node.range && wanted(node as Node)) found = node as Node
    },
  })
  return found
}

function isClosed(node: Node, text: string): boolean {
  return /[\]}]/.test(text[node.range![1] - 1] ?? '') && node.range![1] - 1 > start(node)
}

function start(node: Node): number {
  return node.range![0]
}

function at(offset: number): Span {
  return { start: offset, end: offset + 1 }
}

function skipBlanks(text: string, offset: number): number {
  let next = offset
  while (text[next] === ' ' || text[next] === '\t') next += 1
  return next
}

function lineTextStart(text: string, offset: number): number {
  return skipBlanks(text, text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1)
}
