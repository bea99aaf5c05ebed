/** The part before the first `mark`; `null` where there is none. */
export function before(text: string, mark: string): string | null {
  const at = text.indexOf(mark)
  return at < 0 ? null : text.slice(0, at)
}

/** The part after the first `mark`; `null` where there is none. */
export function after(text: string, mark: string): string | null {
  const at = text.indexOf(mark)
  return at < 0 ? null : text.slice(at + mark.length)
}

/** The part between the first `start` and the next `end`; `null` where either is missing. */
export function between(text: string, start: string, end: string): string | null {
  const rest = after(text, start)
  return rest === null ? null : before(rest, end)
}

/** `String.trim` of Java: takes off everything up to the blank, and nothing else (no non-breaking space). */
export function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text.charCodeAt(start) <= 32) start++
  while (end > start && text.charCodeAt(end - 1) <= 32) end--
  return text.slice(start, end)
}

const BLANK = /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/

/** `String.isBlank` of Java. */
export function isBlank(text: string | null): text is null {
  return text === null || BLANK.test(text)
}

/** Takes all quotation marks out, wherever they stand. */
export function removeQuotes(text: string): string {
  return text.replaceAll(/['"]/g, '')
}

/** Takes off one pair of quotation marks that enclose the text (blanks around them too); other text is returned as it is. */
export function stripQuotes(text: string): string {
  const trimmed = trim(text)
  return isQuoted(trimmed) && trimmed.length >= 2 ? trimmed.slice(1, -1) : text
}

/** Whether text starts and ends with the same quotation mark. */
export function isQuoted(text: string): boolean {
  return isQuotedBy(text, "'") || isQuotedBy(text, '"')
}

/** Whether text starts and ends with this quotation mark; a single mark counts. */
export function isQuotedBy(text: string, mark: string): boolean {
  return text.startsWith(mark) && text.endsWith(mark)
}

/** Whether text is a whole number: an optional minus and digits. */
export function isWholeNumber(text: string): boolean {
  return /^-?\d+$/.test(text)
}

/** Whether text is a decimal number without exponent that neither starts nor ends with its dot. */
export function isDecimalNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}
