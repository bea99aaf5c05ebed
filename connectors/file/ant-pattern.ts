/**
 * Whether a path below the start folder matches one of several Ant patterns, separated by commas: `*` and `?` stand for parts of a name,
 * `**` for any number of folders; a pattern that ends in a slash takes all below. `undefined` where there is no pattern.
 */
export function compileAntPatterns(patterns: string | undefined, caseSensitive: boolean): ((path: string) => boolean) | undefined {
  if (patterns === undefined) return undefined
  const all = patterns
    .split(',')
    .map(pattern => pattern.trim())
    .filter(pattern => pattern !== '')
    .map(pattern => antExpression(pattern, caseSensitive))
  return path => all.some(expression => expression.test(path))
}

function antExpression(pattern: string, caseSensitive: boolean): RegExp {
  const parts = (pattern.endsWith('/') ? `${pattern}**` : pattern).split('/')
  const source = parts.map((part, index) => partSource(part, index === parts.length - 1)).join('')
  return new RegExp(`^${source}$`, caseSensitive ? '' : 'i')
}

function partSource(part: string, last: boolean): string {
  if (part === '**') return last ? '.*' : '(?:[^/]+/)*'
  const name = part
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
  return last ? name : `${name}/`
}
