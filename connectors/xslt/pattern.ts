import { ATTRIBUTE, DOCUMENT, ELEMENT, FRAGMENT, isText, type Node, parentOf } from './dom.ts'
import type { Compiled, Scope } from './xpath-engine.ts'

/** One alternative of a `match`: whether a node fits, and how strongly. */
export interface Pattern {
  readonly priority: number
  matches(node: Node, scope: Scope): boolean
}

/** Compiles the alternatives of a `match`. */
export function compilePattern(text: string, compile: (xpath: string) => Compiled, namespaces: ReadonlyMap<string, string>): Pattern[] {
  return alternatives(text).map(each => ({
    priority: defaultPriority(each),
    matches: quickMatch(each, namespaces) ?? slowMatch(each, compile),
  }))
}

/** Splits at bars that stand outside of brackets and quotes. */
function alternatives(text: string): string[] {
  const parts = ['']
  let depth = 0
  let quote = ''
  for (const char of text) {
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '[' || char === '(') depth += 1
    else if (char === ']' || char === ')') depth -= 1
    if (char === '|' && depth === 0 && quote === '') parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map(part => part.trim()).filter(part => part !== '')
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}._-]*`
const QNAME = new RegExp(`^(?:child::|@|attribute::)?(?:${NAME}:)?${NAME}$`, 'u')
const PREFIXED_ANY = new RegExp(String.raw`^(?:child::|@|attribute::)?${NAME}:\*$`, 'u')
const ANY = /^(?:child::|@|attribute::)?(?:\*|node\(\)|text\(\)|comment\(\)|processing-instruction\(\))$/

function defaultPriority(pattern: string): number {
  if (QNAME.test(pattern) || /^processing-instruction\(["'].*["']\)$/.test(pattern)) return 0
  if (PREFIXED_ANY.test(pattern)) return -0.25
  return ANY.test(pattern) ? -0.5 : 0.5
}

type Match = Pattern['matches']

const KINDS: Readonly<Record<string, (node: Node) => boolean>> = {
  '/': node => node.nodeType === DOCUMENT || node.nodeType === FRAGMENT,
  '*': node => node.nodeType === ELEMENT,
  '@*': node => node.nodeType === ATTRIBUTE,
  'text()': isText,
  'comment()': node => node.nodeType === 8,
  'processing-instruction()': node => node.nodeType === 7,
  'node()': node => node.nodeType !== ATTRIBUTE && parentOf(node) !== null,
}

/** Patterns of one step without condition need no search. */
function quickMatch(pattern: string, namespaces: ReadonlyMap<string, string>): Match | undefined {
  if (Object.hasOwn(KINDS, pattern)) return KINDS[pattern]!
  const name = new RegExp(`^(@)?(?:(${NAME}):)?(${NAME})$`, 'u').exec(pattern)
  if (name === null) return undefined
  const [, at, prefix, local] = name
  const type = at === undefined ? ELEMENT : ATTRIBUTE
  const uri = prefix === undefined ? '' : namespaces.get(prefix)
  return node => node.nodeType === type && (node.localName ?? node.nodeName) === local && (node.namespaceURI ?? '') === uri
}

/** A node fits where some node above it, or it itself, leads to it. */
function slowMatch(pattern: string, compile: (xpath: string) => Compiled): Match {
  const expression = compile(pattern)
  return (node, scope) => {
    for (let from: Node | null = pattern.startsWith('/') ? rootOf(node) : (parentOf(node) ?? node); from !== null; from = parentOf(from)) {
      const found = expression({ node: from, position: 1, size: 1 }, scope).toArray?.() ?? []
      if (found.includes(node)) return true
    }
    return false
  }
}

export function rootOf(node: Node): Node {
  let root = node
  for (let parent = parentOf(root); parent !== null; parent = parentOf(root)) root = parent
  return root
}
