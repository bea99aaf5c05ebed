import { fault } from '../fault.ts'
import { formatDateTime } from '../format/date-format.ts'
import { parseDateTime } from '../format/date-parse.ts'
import type { Frame } from '../frame.ts'
import { define } from './define.ts'

type Text = string | undefined

const ISO_8601 = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/

function toMillis(frame: Frame, text: Text, picture: Text): number | undefined {
  if (text === undefined) return undefined
  if (picture !== undefined) return parseDateTime(text, picture, frame.run.timestamp)
  if (!ISO_8601.test(text)) throw fault('D3110', { value: text })
  return Date.parse(text)
}

function fromMillis(_frame: Frame, millis: number | undefined, picture: Text, zone: Text): Text {
  return millis === undefined ? undefined : formatDateTime(millis, picture, zone)
}

/** Functions of time; `$now` and `$millis` stand still during an evaluation. */
export const timeFunctions = [
  define('now', '<s?s?:s>', 2, (frame: Frame, picture: Text, zone: Text) => formatDateTime(frame.run.timestamp, picture, zone)),
  define('millis', '<:n>', 0, (frame: Frame) => frame.run.timestamp),
  define('toMillis', '<s-s?:n>', 2, toMillis),
  define('fromMillis', '<n-s?s?:s>', 3, fromMillis),
]
