import { callOptions, firstLiteral, type OptionSpan } from './call-options.ts'
import type { Places, Positions, ValueSpan } from './positions.ts'
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
  const sources = new Map([...modules].map(([url, { file, text }]) => [url, new CallSource(new SourceText(file, text))]))
  for (const [node, at] of places) {
    const source = sources.get(at.self.url)
    if (source !== undefined) positions.set(node, source.placesOf(node, at))
  }
}

/** The text of a module with the calls in it. */
class CallSource {
  private readonly source: SourceText
  private readonly options = new Map<number, ReadonlyMap<string, OptionSpan>>()

  constructor(source: SourceText) {
    this.source = source
  }

  placesOf(node: object, at: CallPlaces): Places {
    const { source } = this
    const self = this.word(at.self)
    const keys = Object.keys(node)
    if (Array.isArray(node)) return { source, self, keys: new Map(), values: new Map(keys.map(key => [key, this.value(self, at, key)])) }
    return {
      source,
      self,
      keys: new Map(keys.map(key => [key, this.optionsOf(self).get(key)?.key ?? self])),
      values: new Map(keys.map(key => [key, this.value(self, at, key)])),
    }
  }

  /** A value is where its own call is; a text as first argument, or among the options, where it is written; else where the call of its node is. */
  private value(self: Span, { self: place, values, texts, first }: CallPlaces, key: string): ValueSpan {
    const own = values.get(key)
    // what stands in another module is told by the place of what holds it
    const word = own?.url === place.url ? this.word(own) : undefined
    const isText = texts.has(key)
    if (word !== undefined && !isText) return word
    const written =
      key === first || word !== undefined ? firstLiteral(this.source.text, (word ?? self).end) : this.optionsOf(self).get(key)?.value
    if (isText) return written ?? { ...(word ?? self), style: 'double' }
    return written === undefined ? self : { start: written.start, end: written.end }
  }

  private optionsOf({ end }: Span): ReadonlyMap<string, OptionSpan> {
    let options = this.options.get(end)
    if (options === undefined) this.options.set(end, (options = callOptions(this.source.text, end)))
    return options
  }

  private word({ line, column }: CallPlace): Span {
    const { text } = this.source
    let start = 0
    for (let passed = 1; passed < line && start >= 0; passed++) start = text.indexOf('\n', start) + 1 || text.length
    start = Math.min(text.length, start + column - 1)
    const [word = ''] = /^[\w$]+/.exec(text.slice(start, start + 200)) ?? []
    return { start, end: start + word.length }
  }
}
