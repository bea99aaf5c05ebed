import { JSON_MISMATCH } from '../../converters/json-cursor.ts'
import { JsonReader, type JsonReadOptions, readJson } from '../../converters/json-read.ts'
import { errors, isKafilaError, type KafilaError } from '../../core/errors.ts'
import type { Binder, JavaList } from './bind.ts'
import type { Features } from './features.ts'

const MAPPING = 'com.fasterxml.jackson.databind.JsonMappingException'
const CHAIN = ' (through reference chain: '

export interface TypedReading {
  /** What to read into; any value where it is not given. */
  readonly binder: Binder | undefined
  readonly features: Features
  readonly options: JsonReadOptions
  /** The name of the type, as messages have it. */
  readonly typeName: string
  /** What is to be told when the reader comes to the end of the text: there are bytes behind it that are no characters. */
  readonly broken?: Error | undefined
}

/**
 * Reads JSON into a type. Jackson reads and binds at once, so that a value of the wrong kind is told before JSON that is broken further
 * on. Here all is read, then bound; only where that fails, the text is read once more, step by step, to tell what Jackson meets first.
 */
export function readTyped(text: string, reading: TypedReading): unknown {
  const { binder, features, options } = reading
  if (features.on('UNWRAP_ROOT_VALUE')) return new TypedReader(text, reading).readUnwrapped()
  try {
    const value = readJson(text, options)
    return binder ? binder(value, features) : value
  } catch (error) {
    new TypedReader(text, reading).explain()
    throw error
  }
}

class TypedReader extends JsonReader {
  private readonly reading: TypedReading

  constructor(text: string, reading: TypedReading) {
    super(text, reading.options)
    this.reading = reading
  }

  /** Fails where Jackson does. */
  explain(): void {
    this.skipBlanks()
    if (this.text[this.at] === undefined && this.reading.broken === undefined) return
    this.walk(this.reading.binder)
  }

  /** The value of an object's only entry, whose name is that of the type. */
  readUnwrapped(): unknown {
    this.skipBlanks()
    const start = this.at
    if (this.text[start] === undefined) return this.read()
    const name = this.rootName()
    if (this.text[start] !== '{') {
      const value = this.text[start] === '[' ? [] : this.value()
      return value === null ? null : this.noToken(tokenOf(value), 'START_OBJECT', `needed to unwrap root name '${name}'`, start)
    }
    return this.nested(() => this.unwrapped(name, start))
  }

  protected override fail(reason: string, type?: string, column?: number): never {
    if (this.reading.broken !== undefined && this.at >= this.text.length) throw this.reading.broken
    return super.fail(reason, type, column)
  }

  private rootName(): string {
    return this.reading.typeName.replace(/<.*/, '').replace(/^.*\./, '')
  }

  private unwrapped(name: string, start: number): unknown {
    this.skipBlanks()
    const at = this.at
    if (this.text[at] === '}') this.noToken('END_OBJECT', 'FIELD_NAME', `to contain expected root name '${name}'`, at)
    this.unclosed('Object', start)
    if (this.text[at] !== '"') this.unexpected('was expecting double-quote to start field name')
    const key = this.string()
    this.colon()
    if (key !== name) this.wrongRoot(key, name, at)
    const value = this.bound(this.reading.binder)
    if (this.closed('}', 'Object', start)) return value
    return this.noToken('FIELD_NAME', 'END_OBJECT', `to match wrapper object with root name '${name}'`, this.at)
  }

  /** A number or a word behind the name is read together with it. */
  private wrongRoot(key: string, name: string, at: number): never {
    if (!this.isBracketOrText()) this.value()
    const { typeName } = this.reading
    const reason = `Root name ('${key}') does not match expected ('${name}') for type \`${typeName}\``
    const chain = `${CHAIN}${typeName.replace(/<.*/, '')}["${key}"])`
    throw errors.KF_FORMAT_JSON({ reason, at: this.place(at) + chain }, { type: JSON_MISMATCH })
  }

  private noToken(found: string, expected: string, why: string, at: number): never {
    const reason = `Unexpected token (${found}), expected ${expected}: Current token not ${expected} (${why}), but ${found}`
    throw errors.KF_FORMAT_JSON({ reason, at: this.place(at) }, { type: JSON_MISMATCH })
  }

  private bound(binder: Binder | undefined): unknown {
    const start = this.at
    const value = this.value()
    return binder ? this.placed(start, () => binder(value, this.reading.features)) : value
  }

  private walk(binder: Binder | undefined): void {
    const start = this.at
    const open = this.text[start]
    if (binder?.list !== undefined && open === '[') return this.nested(() => this.items(binder.list!, start)) as undefined
    if (binder?.list !== undefined && open !== undefined && this.reading.features.on('ACCEPT_SINGLE_VALUE_AS_ARRAY'))
      return this.through('java.lang.Object[0]', () => this.walk(binder.list!.item))
    if (open === '{' || open === '[') this.placed(start, () => binder?.(open === '{' ? {} : [], this.reading.features))
    this.bound(binder)
  }

  private items(list: JavaList, start: number): void {
    this.skipBlanks()
    if (this.take(']')) return
    this.unclosed('Array', start)
    for (let index = 0; ; index++) {
      this.item(list, index)
      const closed = () => this.closed(']', 'Array', start)
      if (list.readsBetween ? this.chained(`${list.javaClass}[${index + 1}]`, closed) : closed()) return
    }
  }

  /** Numbers and words are read before the item's own reader is asked, texts and what is in brackets by that one. */
  private item(list: JavaList, index: number): void {
    const name = `${list.javaClass}[${index}]`
    const read = () => this.walk(list.item)
    return list.readsBetween ? this.chained(name, read) : this.through(name, read)
  }

  private through(name: string, read: () => void): void {
    return this.isBracketOrText() || this.isScalar() ? this.chained(name, read) : read()
  }

  private isBracketOrText(): boolean {
    return '"{['.includes(this.text[this.at] ?? ' ')
  }

  /** Whether a number or a word stands here that can be read. */
  private isScalar(): boolean {
    const start = this.at
    try {
      this.value()
      return true
    } catch {
      return false
    } finally {
      this.at = start
    }
  }

  /** A failure of a binder, with the place of its value. */
  private placed<T>(start: number, bind: () => T): T {
    try {
      return bind()
    } catch (error) {
      throw isJsonFailure(error) ? placedAt(error, this.place(start)) : error
    }
  }

  /** A failure on the way to an item, with the item. */
  private chained<T>(item: string, read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw isJsonFailure(error) ? throughItem(error, item) : error
    }
  }
}

function isJsonFailure(error: unknown): error is KafilaError {
  return isKafilaError(error) && error.code === 'KF_FORMAT_JSON'
}

function placedAt(error: KafilaError, at: string): Error {
  const { reason, at: known } = error.details as { reason: string; at?: string }
  return known === undefined ? error : errors.KF_FORMAT_JSON({ reason, at }, { type: error.type })
}

function throughItem(error: KafilaError, item: string): Error {
  const { reason, at = '' } = error.details as { reason: string; at?: string }
  const place = at.includes(CHAIN) ? at.replace(CHAIN, `${CHAIN}${item}->`) : `${at}${CHAIN}${item})`
  const ofMapping = error.type.startsWith('com.fasterxml.jackson.databind.')
  return errors.KF_FORMAT_JSON({ reason, at: place }, ofMapping ? { type: error.type } : { type: MAPPING, cause: error })
}

function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY'
  if (typeof value === 'string') return 'VALUE_STRING'
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE'
  return typeof value === 'bigint' || typeof value === 'number' ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT'
}
