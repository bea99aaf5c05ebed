import { toText } from '../converters/index.ts'
import type { Exchange } from '../core/exchange.ts'
import { isByteSource } from '../core/stream-body.ts'
import { coveredText, isSecret, MASK } from './covered-text.ts'
import { type ShownBody, shownBody } from './shown-body.ts'

/** A header's value: a text, at most a thousand characters of it, where it is none of the others. */
export type ShownHeader = string | number | boolean | null

/** A message as people and tests get to see it: secrets covered, long texts cut. */
export interface ShownMessage extends ShownBody {
  readonly headers: Readonly<Record<string, ShownHeader>>
}

const MOST_OF_HEADER = 1000

/** The message of an exchange as it is now; `most`: how many characters of the body. It reads no stream. */
export function shownMessage(exchange: Exchange, most: number): ShownMessage {
  const headers = exchange.headerEntries().map(([name, value]) => [name, isSecret(name) ? MASK : shownHeader(value)] as const)
  return { headers: Object.fromEntries(headers), ...shownBody(exchange.body, most) }
}

/** Looks at a message now; what is given shows it later, with the body where that was a stream and has been read since. */
export function lookAt(exchange: Exchange, most: number): { readonly shown: ShownMessage; later(): ShownMessage } {
  const { body } = exchange
  const shown = shownMessage(exchange, most)
  return { shown, later: () => (shown.bodyType === 'stream' ? { ...shown, ...shownBody(body, most) } : shown) }
}

function shownHeader(value: unknown): ShownHeader {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  if (isByteSource(value)) return 'a stream'
  try {
    return coveredText((toText(value) ?? '').slice(0, MOST_OF_HEADER))
  } catch {
    return typeof value
  }
}
