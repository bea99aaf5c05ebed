import type { Positions, ValueSpan } from './positions.ts'
import type { Raw } from './yaml/parse.ts'
import { SourceText, type Span } from './yaml/source-text.ts'

/** Where a call stands in the module of a program; line and column count from 1. */
export interface CallPlace {
  readonly url: string
  readonly line: number
  readonly column: number
}

/** Where the parts of a node of a document were made. */
export interface CallPlaces {
  readonly self: CallPlace
  /** Of values by their keys or indices, where they have places of their own. */
  readonly values: ReadonlyMap<string, CallPlace>
  /** Keys of values that are texts, and not numbers or booleans. */
  readonly texts: ReadonlySet<string>
  /** The key of the value that is the first argument of the call. */
  readonly first: string | undefined
}

/** A route file that a program made: what a parser gives of a text, and the functions and objects that it names. */
export interface RouteDocument {
  readonly raw: readonly Raw[]
  readonly places: ReadonlyMap<object, CallPlaces>
  /** Functions and objects of the program, by the names under which the routes refer to them as beans. */
  readonly objects: ReadonlyMap<string, unknown>
  /** The modules of the program by their URLs: the name that diagnostics show, and the text. */
  readonly modules: ReadonlyMap<string, { readonly file: string; readonly text: string }>
}

/** Says where the nodes of a document stand, as if they had been read. */
export function placeDocument({ places, modules }: RouteDocument, positions: Positions): void {
  const sources = new Map([...modules].map(([url, { file, text }]) => [url, new SourceText(file, text)]))
  for (const [node, at] of places) {
    const source = sources.get(at.self.url)
    if (source === undefined) continue
    const self = wordAt(source, at.self)
    const keys = Object.keys(node)
    positions.set(node, {
      source,
      self,
      keys: new Map(Array.isArray(node) ? [] : keys.map(key => [key, self])),
      values: new Map(keys.map(key => [key, valueSpan(source, at, key)])),
    })
  }
}

/** A text that is the first argument is looked for behind the call; other values are where their own call is, or that of their node. */
function valueSpan(source: SourceText, { self, values, texts, first }: CallPlaces, key: string): ValueSpan {
  const own = values.get(key)
  // what stands in another module is told by the place of what holds it
  const word = wordAt(source, own?.url === self.url ? own : self)
  if (!texts.has(key)) return word
  return (key === first ? literalBehind(source.text, word.end) : undefined) ?? { ...word, style: 'double' }
}

function wordAt({ text }: SourceText, { line, column }: CallPlace): Span {
  let start = 0
  for (let passed = 1; passed < line && start >= 0; passed++) start = text.indexOf('\n', start) + 1 || text.length
  start = Math.min(text.length, start + column - 1)
  const [word = ''] = /^[\w$]+/.exec(text.slice(start, start + 200)) ?? []
  return { start, end: start + word.length }
}

const LITERAL = /^(?:<[^()]*>)?\s*\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/

function literalBehind(text: string, from: number): ValueSpan | undefined {
  const found = LITERAL.exec(text.slice(from, from + 10_000))
  if (found === null) return undefined
  const literal = found[1]!
  const start = from + found[0].length - literal.length
  // without escapes a literal is written as YAML writes it
  return { start, end: start + literal.length, style: literal.startsWith("'") ? 'single' : 'double' }
}
