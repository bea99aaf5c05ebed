import { markJavaClass } from '../../../converters/java-class.ts'
import { javaRegex } from '../java-regex.ts'

/** `String.split` of Java: empty parts at the end are dropped, unless a limit is negative; an empty match at the start gives no part. */
export function splitByRegex(text: string, pattern: string, limit = 0): string[] {
  return markJavaClass(split(text, pattern, limit), 'java.lang.String[]')
}

function split(text: string, pattern: string, limit: number): string[] {
  const regex = javaRegex(pattern, 'g')
  const parts: string[] = []
  let start = 0
  for (const match of text.matchAll(regex)) {
    if (limit > 0 && parts.length === limit - 1) break
    const end = match.index + match[0].length
    if (end === 0 || (match[0] === '' && match.index >= text.length)) continue
    parts.push(text.slice(start, match.index))
    start = end
  }
  if (start === 0 && parts.length === 0) return [text]
  parts.push(text.slice(start))
  if (limit === 0) while (parts.length > 0 && parts.at(-1) === '') parts.pop()
  return parts
}

/** A replacement of Java (`$1`, `${name}`, `\$`) applied to a match. */
export function expandReplacement(
  replacement: string,
  match: readonly (string | undefined)[],
  groups: Record<string, string> | undefined,
): string {
  return replacement.replaceAll(/\\(.)|\$\{(\w+)\}|\$(\d)/gs, (_, escaped?: string, name?: string, digit?: string) => {
    if (escaped !== undefined) return escaped
    return (name === undefined ? match[Number(digit)] : groups?.[name]) ?? ''
  })
}

/** `String.replaceAll` and `replaceFirst` of Java. */
export function replaceByRegex(text: string, pattern: string, replacement: string, onlyFirst: boolean): string {
  return text.replace(javaRegex(pattern, onlyFirst ? '' : 'g'), (...all: unknown[]) => {
    const groups = typeof all.at(-1) === 'object' ? (all.pop() as Record<string, string>) : undefined
    return expandReplacement(replacement, all.slice(0, -2) as string[], groups)
  })
}
