import { isNode } from './xml.ts'

/**
 * Camel's rule of truth for an expression used as predicate: false for null, `''`, blanks, `'false'` and an empty list; a text
 * `'true'` or `'false'` counts in any case; everything else, also 0, is true.
 */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (value === null || value === undefined) return false
  if (typeof value === 'string') return isTrueText(value)
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof Set) return value.size > 0
  return isNode(value) ? value.nodeType !== 9 || value.firstChild !== null : true
}

function isTrueText(value: string): boolean {
  const text = value.trim()
  return text !== '' && (text.length !== 5 || text.toLowerCase() !== 'false')
}
