/** What JSON.parse would read otherwise than Jackson does: whole doubles, exponents, long integers, -0, keys that JavaScript reorders. */
const SPECIAL = /\d(?:\.0*(?!\d)|[eE]|\d{15}|(?<="\d+)"\s*:)|-0/

/** What is quicker to look for, and found wherever SPECIAL is. */
const PERHAPS_SPECIAL = /\d(?:\.0*(?!\d)|[eE]|\d{15}|"\s*:)|-0/

/** JSON whose numbers are integers of up to 15 digits, or have a fraction that is none of zeros. What stands in strings does not matter. */
const USUAL =
  /^[^"\d-]*(?:(?:"(?!\d+"\s*:)[^"\\]*(?:\\.[^"\\]*)*"|(?:0|-?[1-9]\d{0,14})(?![\d.eE])|-?\d{1,8}\.\d{0,5}[1-9]0?(?![\deE]))[^"\d-]*)*$/s

/** Longer texts are not matched as a whole: that takes memory for each number and string. */
const MAX_USUAL = 64 * 1024

/** Where so few characters stand between two colons, looking at all characters is quicker than going from colon to colon. */
const SPARSE = 16

/** Whether JSON.parse reads a text as Jackson does, unless the text is no JSON. */
export function isPlainJson(text: string): boolean {
  if (isSparseObject(text)) return true
  if (text.includes('__proto__')) return false
  if (text.length <= MAX_USUAL && USUAL.test(text)) return true
  return !(PERHAPS_SPECIAL.test(text) && SPECIAL.test(text))
}

/** Whether a text is an object without lists, few numbers, and nothing special: its numbers stand behind colons. */
function isSparseObject(text: string): boolean {
  if (text.charCodeAt(0) !== 0x7b || text.length < 8 * SPARSE || text.includes('[')) return false
  let left = text.length / SPARSE
  for (let colon = text.indexOf(':'); colon >= 0; left--) {
    const next = left < 0 ? -1 : behindColon(text, colon)
    if (next < 0) return false
    colon = text.indexOf(':', next)
  }
  return true
}

/** Where to go on behind a colon; -1 where it has to be looked at more closely. */
function behindColon(text: string, colon: number): number {
  const before = text.charCodeAt(colon - 1)
  // between a name and its colon there may be blanks; anything else is inside of a string
  if (before !== 0x22) return before <= 0x20 ? -1 : colon + 1
  // a name of digits, or `__proto__`
  const last = text.charCodeAt(colon - 2)
  if (isDigit(last) || last === 0x5f) return -1
  const at = text.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1
  const first = text.charCodeAt(at)
  if (first > 0x39 || first === 0x22) return at
  return first < 0x2d ? -1 : behindNumber(text, at)
}

/** The end of a number of up to 15 digits, without exponent, and with a fraction that is none of zeros; -1 for any other. */
function behindNumber(text: string, start: number): number {
  const first = text.charCodeAt(start) === 0x2d ? start + 1 : start
  let at = behindDigits(text, first)
  if (text.charCodeAt(at) === 0x2e) {
    at = behindDigits(text, at + 1)
    // a zero at the end may be one of many
    if (text.charCodeAt(at - 1) === 0x30) return -1
  } else if (first > start && text.charCodeAt(first) === 0x30) return -1
  const next = text.charCodeAt(at)
  return next === 0x65 || next === 0x45 || at - start > 15 || at === first ? -1 : at
}

function behindDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
