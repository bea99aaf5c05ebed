import { toText, writeJson } from '../converters/index.ts'
import { type ByteSource, isByteSource } from '../core/stream-body.ts'
import { isMap, JsonNode, mapEntries } from '../core/values.ts'
import { coveredText, isSecret, MASK } from './covered-text.ts'

/** What stands for a body where people look at messages. */
export interface ShownBody {
  /** `json`: a list, a map or a value of a program, written as JSON. `bytes`: in base64. `stream`: not read so far, so nothing is shown. */
  readonly bodyType: 'text' | 'json' | 'bytes' | 'stream' | 'none'
  readonly body: string
  /** Whether there is more of it. */
  readonly cut: boolean
}

/** Deeper values are cut. */
const DEEPEST = 32

/**
 * A body as text of at most `most` characters, secrets covered. It takes time for what is shown and not for what the body holds, reads no stream,
 * and never throws. The body stays as it is.
 */
export function shownBody(body: unknown, most: number): ShownBody {
  if (body === null || body === undefined) return { bodyType: 'none', body: '', cut: false }
  if (typeof body === 'string') return shownText(body, most)
  if (body instanceof Uint8Array) return shownBytes(body, most)
  if (isByteSource(body)) return shownSource(body, most)
  if (isWritten(body)) return new ShownJson(most).write(body instanceof JsonNode ? body.value : body)
  try {
    return shownText(toText(body) ?? '', most)
  } catch {
    return { bodyType: 'stream', body: '', cut: false }
  }
}

function shownSource(source: ByteSource, most: number): ShownBody {
  if (source.text !== undefined) return shownText(source.text, most)
  const { bytes } = source
  return bytes === undefined ? { bodyType: 'stream', body: '', cut: false } : shownBytes(bytes, most)
}

function isWritten(body: unknown): boolean {
  return typeof body !== 'object' || Array.isArray(body) || isMap(body) || body instanceof JsonNode
}

function shownText(text: string, most: number): ShownBody {
  return { bodyType: 'text', body: coveredText(text.slice(0, most)), cut: text.length > most }
}

function shownBytes(bytes: Uint8Array, most: number): ShownBody {
  const shown = bytes.subarray(0, most)
  const cut = bytes.length > most
  try {
    // as a stream: a character that the cut goes through is no mistake
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(shown, { stream: cut })
    return { bodyType: 'text', body: coveredText(text), cut }
  } catch {
    return { bodyType: 'bytes', body: Buffer.from(shown.buffer, shown.byteOffset, shown.length).toString('base64'), cut }
  }
}

/** Writes as much of a value as there is room for. */
class ShownJson {
  private readonly most: number
  private text = ''
  private cut = false

  constructor(most: number) {
    this.most = most
  }

  write(value: unknown): ShownBody {
    this.value(value, 0)
    return { bodyType: 'json', body: this.text.slice(0, this.most), cut: this.cut || this.text.length > this.most }
  }

  private get isFull(): boolean {
    return this.text.length > this.most
  }

  private value(value: unknown, depth: number): void {
    if (Array.isArray(value)) return this.items(value, depth)
    if (isMap(value)) return this.entries(value, depth)
    if (value instanceof JsonNode) return this.value(value.value, depth)
    this.text += this.scalar(value)
  }

  private items(list: readonly unknown[], depth: number): void {
    this.all('[', ']', list, depth, each => this.value(each, depth + 1))
  }

  private entries(map: Parameters<typeof mapEntries>[0], depth: number): void {
    this.all('{', '}', mapEntries(map), depth, ([key, value]) => {
      this.text += `${this.scalar(String(key))}:`
      if (isSecret(String(key))) this.text += `"${MASK}"`
      else this.value(value, depth + 1)
    })
  }

  private all<T>(open: string, close: string, list: Iterable<T>, depth: number, each: (item: T) => void): void {
    this.text += open
    let isFirst = true
    for (const item of list) {
      if (this.isFull || depth >= DEEPEST) {
        this.cut = true
        this.text += '…'
        break
      }
      if (!isFirst) this.text += ','
      isFirst = false
      each(item)
    }
    this.text += close
  }

  private scalar(value: unknown): string {
    if (typeof value === 'string') return JSON.stringify(coveredText(this.partOf(value)))
    if (value instanceof Uint8Array) return `"${value.length} bytes"`
    if (isByteSource(value)) return '"a stream"'
    try {
      return typeof value === 'object' && value !== null ? JSON.stringify(this.partOf(toText(value) ?? 'null')) : writeJson(value)
    } catch {
      return 'null'
    }
  }

  private partOf(text: string): string {
    if (text.length <= this.most) return text
    this.cut = true
    return text.slice(0, this.most)
  }
}
