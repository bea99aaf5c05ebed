import { failure } from '../failure.ts'
import { before } from '../java-text.ts'

/** The name before the parentheses, which must pair. */
export function methodName(source: string): string {
  const name = before(source, '(')
  if (name === null) return source
  if (!source.endsWith(')')) throw failure('IllegalArgument', `Method should end with parenthesis, was ${source}`)
  if (outerPair(source) === undefined) throw failure('IllegalArgument', `Method should have even pair of parenthesis, was ${source}`)
  return name
}

/** What stands between the first opening and the last closing parenthesis; `undefined` where they do not pair. */
export function outerPair(source: string): string | undefined {
  let [opening, closing, first, last] = [0, 0, -1, -1]
  let quote = ''
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!
    if ((char === "'" || char === '"') && (quote === '' || quote === char)) quote = quote === '' ? char : ''
    if (quote !== '') continue
    if (char === '(') {
      opening++
      if (first < 0) first = i
    } else if (char === ')') {
      closing++
      last = i
    }
  }
  return first < 0 || last < 0 || opening !== closing ? undefined : source.slice(first + 1, last)
}
