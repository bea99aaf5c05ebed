const COMPARISON = /^(.+?)\s(==|!=|<=|>=|=~|<|>|in|nin|subsetof|anyof|noneof|size|empty)\s+(.+)$/s

/** Camel's short form of a predicate, `store.book.price < 10`, as a path with a filter; anything else as it is. */
export function easyPredicate(text: string): string {
  if (text.startsWith('$')) return text
  const [, left, operator, right] = COMPARISON.exec(text) ?? []
  if (left === undefined) return text
  const dot = left.lastIndexOf('.')
  const [before, name] = dot < 0 ? ['..*', left] : [left.slice(0, dot), left.slice(dot + 1)]
  return `$${before.startsWith('.') ? '' : '.'}${before}[?(@.${name} ${operator} ${right})]`
}
