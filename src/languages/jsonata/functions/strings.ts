import type { Frame } from '../frame.ts'
import { charactersOf } from '../kinds.ts'
import { toText } from '../text.ts'
import { define } from './define.ts'

type Text = string | undefined

function string(frame: Frame, value: unknown, pretty: boolean | undefined): Text {
  return value === undefined ? undefined : toText(frame.run.unwrap(value), pretty)
}

function substring(_frame: Frame, text: Text, start: number, length: number | undefined): Text {
  if (text === undefined) return undefined
  const characters = charactersOf(text)
  const from = characters.length + start < 0 ? 0 : start
  if (length === undefined) return characters.slice(from).join('')
  if (length <= 0) return ''
  const end = from >= 0 ? from + length : characters.length + from + length
  return characters.slice(from, end).join('')
}

function substringBefore(_frame: Frame, text: Text, mark: string): Text {
  if (text === undefined) return undefined
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}

function substringAfter(_frame: Frame, text: Text, mark: string): Text {
  if (text === undefined) return undefined
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(at + String(mark).length)
}

/** Runs of blanks become one; those at the ends go. */
function trim(_frame: Frame, text: Text): Text {
  return text?.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')
}

function pad(frame: Frame, text: Text, width: number, filler: Text): Text {
  if (text === undefined) return undefined
  const missing = Math.abs(Math.trunc(width)) - charactersOf(text).length
  if (!(missing > 0)) return text
  const character = filler === undefined || filler.length === 0 ? ' ' : filler
  frame.run.checkLength(missing)
  const characters = charactersOf(character)
  const padding = Array.from({ length: missing }, (_, index) => characters[index % characters.length]).join('')
  return width > 0 ? text + padding : padding + text
}

function join(_frame: Frame, texts: readonly string[] | undefined, separator: Text): Text {
  return texts?.join(separator ?? '')
}

/** Functions of text that need no regular expression. */
export const stringFunctions = [
  define('string', '<x-b?:s>', 1, string),
  define('substring', '<s-nn?:s>', 3, substring),
  define('substringBefore', '<s-s:s>', 2, substringBefore),
  define('substringAfter', '<s-s:s>', 2, substringAfter),
  define('lowercase', '<s-:s>', 1, (_frame, text: Text) => text?.toLowerCase()),
  define('uppercase', '<s-:s>', 1, (_frame, text: Text) => text?.toUpperCase()),
  define('length', '<s-:n>', 1, (_frame, text: Text) => (text === undefined ? undefined : charactersOf(text).length)),
  define('trim', '<s-:s>', 1, trim),
  define('pad', '<s-ns?:s>', 3, pad),
  define('join', '<a<s>s?:s>', 2, join),
]
