import type { Position } from '../core/diagnostic.ts'
import { canonicalName } from './names.ts'
import { type ScalarStyle, scalarOffset } from './yaml/scalar-offset.ts'
import type { SourceText, Span } from './yaml/source-text.ts'

/** Where a value stands, and how it is written where it is a text. */
export interface ValueSpan extends Span {
  readonly style?: ScalarStyle
}

/** Where an object of a file stands, with its keys and values. Offsets only: lines are counted when somebody asks. */
export interface Places {
  readonly source: SourceText
  readonly self: Span
  readonly keys: ReadonlyMap<string, Span>
  readonly values: ReadonlyMap<string, ValueSpan>
  /** Keys that were given more than once, with the second place. */
  readonly repeated?: ReadonlyMap<string, Span>
}

/**
 * Where the objects of a model stand in their files. Kept beside the model, so that the model stays plain, frozen JSON. Options are
 * found by Camel's name also where the file writes them with dashes, or by another key (an expression by its language).
 */
export class Positions {
  private readonly places = new WeakMap<object, Places>()
  private readonly aliases = new WeakMap<object, Map<string, string>>()
  private readonly faulty = new WeakSet<object>()

  set(node: object, places: Places): void {
    this.places.set(node, places)
  }

  /** The place of one object serves for another that was made from it. */
  inherit(node: object, from: object): void {
    const places = this.places.get(from)
    if (places) this.places.set(node, places)
    const aliases = this.aliases.get(from)
    if (aliases) this.aliases.set(node, aliases)
    if (this.faulty.has(from)) this.faulty.add(node)
  }

  /** As `inherit`, where the values of some keys are texts now, however the file writes what was there. */
  inheritTexts(node: object, from: object, keys: readonly string[]): void {
    this.inherit(node, from)
    const places = this.places.get(from)
    if (places === undefined || keys.length === 0) return
    const values = new Map(places.values)
    for (const key of keys) if (values.has(key)) values.set(key, { ...values.get(key)!, style: 'double' })
    this.places.set(node, { ...places, values })
  }

  /** An object that stands for a text given in place of options: the text is the value of `key`. */
  wrap(node: object, key: string, parent: object, parentKey: string): void {
    const places = this.places.get(parent)
    const span = places && valueSpan(places, parentKey)
    if (places && span)
      this.places.set(node, { source: places.source, self: span, keys: new Map([[key, span]]), values: new Map([[key, span]]) })
  }

  /** A list joined of two keeps the places of the items of both. */
  inheritItems(node: readonly unknown[], first: readonly unknown[], second: readonly unknown[]): void {
    const [a, b] = [this.places.get(first), this.places.get(second)]
    if (!a || !b) return
    const shifted = [...b.values].map(([index, span]) => [String(Number(index) + first.length), span] as const)
    this.places.set(node, { ...a, values: new Map([...a.values, ...shifted]) })
  }

  /** An option that the file gives under another key. */
  alias(node: object, option: string, key: string): void {
    if (option === key) return
    const aliases = this.aliases.get(node) ?? new Map<string, string>()
    aliases.set(option, key)
    this.aliases.set(node, aliases)
  }

  /** Remembers that something is wrong with an object, so that what follows from it is not reported too. */
  markFaulty(node: object): void {
    this.faulty.add(node)
  }

  isFaulty(node: object): boolean {
    return this.faulty.has(node)
  }

  of(node: unknown): Position | undefined {
    const places = typeof node === 'object' && node !== null ? this.places.get(node) : undefined
    return places?.source.position(places.self)
  }

  /** Where a key of an object stands; the object itself where the key is not in the file. */
  key(node: object, key: string): Position | undefined {
    const places = this.places.get(node)
    const written = places && this.written(node, key, places)
    return places?.source.position(places.keys.get(written!) ?? places.values.get(written!) ?? places.self)
  }

  /** Where the value of a key stands. */
  value(node: object, key: string): Position | undefined {
    const places = this.places.get(node)
    return places?.source.position(valueSpan(places, this.written(node, key, places)) ?? places.self)
  }

  /** Whether the value of a key is a text without quotes, or is missing. */
  isPlain(node: object, key: string): boolean {
    const places = this.places.get(node)
    const style = places?.values.get(this.written(node, key, places))?.style
    return style === undefined || style === 'plain'
  }

  /** Whether the key stands in the file. */
  has(node: object, key: string): boolean {
    const places = this.places.get(node)
    return places?.values.has(this.written(node, key, places)) ?? false
  }

  /** Where the character at `offset` of the text under a key stands: through quotes, escapes and folded lines. */
  inside(node: object, key: string, text: string, offset: number, length = 1): Position | undefined {
    const places = this.places.get(node)
    const span = places && valueSpan(places, this.written(node, key, places))
    if (!places || !span) return this.value(node, key)
    if (span.style === undefined) return places.source.position(span)
    const raw = places.source.text.slice(span.start, span.end)
    const start = span.start + scalarOffset(raw, span.style, text, offset)
    const end = span.start + scalarOffset(raw, span.style, text, Math.min(text.length, offset + length))
    return places.source.position({ start, end: Math.max(start, end) })
  }

  /** The second place of a key that was given more than once. */
  repeated(node: object, key: string): Position | undefined {
    const places = this.places.get(node)
    const span = places?.repeated?.get(key)
    return span && places!.source.position(span)
  }

  private written(node: object, key: string, places: Places): string {
    const alias = this.aliases.get(node)?.get(key) ?? key
    if (places.keys.has(alias) || places.values.has(alias)) return alias
    for (const name of places.keys.keys()) if (canonicalName(name) === alias) return name
    return alias
  }
}

function valueSpan(places: Places, key: string): ValueSpan | undefined {
  return places.values.get(key) ?? places.keys.get(key)
}
