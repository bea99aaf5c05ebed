/** Whether a name matches a pattern. */
export type NameMatcher = (name: string) => boolean

/**
 * Camel's patterns for names and URIs, compared without case: the name itself, `prefix*`, or a regular expression over the whole
 * name. A text that is no regular expression matches only itself.
 */
export function compilePattern(pattern: string): NameMatcher {
  const folded = pattern.toLowerCase()
  if (pattern === '*') return () => true
  if (pattern.endsWith('*')) {
    const prefix = folded.slice(0, -1)
    const regular = wholeExpression(pattern)
    return name => name.toLowerCase().startsWith(prefix) || regular(name)
  }
  const regular = wholeExpression(pattern)
  return name => name.toLowerCase() === folded || regular(name)
}

function wholeExpression(pattern: string): NameMatcher {
  if (!/[\\^$.|?*+()[\]{}]/.test(pattern)) return () => false
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 'i')
    return name => expression.test(name)
  } catch {
    // not a regular expression: Camel takes it as a plain name
    return () => false
  }
}
