import picomatch from 'picomatch'

/** Whether a path below the start folder matches one of several Ant patterns (`**` is any number of folders, a pattern that ends in a slash takes all below). */
export function compileAntPatterns(patterns: string | undefined, caseSensitive: boolean): ((path: string) => boolean) | undefined {
  if (patterns === undefined) return undefined
  const all = patterns
    .split(',')
    .map(pattern => pattern.trim())
    .filter(pattern => pattern !== '')
    .map(pattern => (pattern.endsWith('/') ? `${pattern}**` : pattern))
  // only *, ** and ? mean something in Ant patterns
  return picomatch(
    all.map(pattern => pattern.replaceAll(/[[\]{}()!+@\\]/g, '\\$&')),
    { dot: true, nocase: !caseSensitive },
  )
}
