const UNRESERVED = /%(2[dDeE]|3\d|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])/g

/**
 * The path of a request as routes are matched against it: without dot segments and doubled slashes, and with letters, digits, `-`, `.`,
 * `_` and `~` decoded; everything else stays encoded. A path that needs none of this is given back as it is.
 */
export function normalizePath(path: string): string {
  if (path === '') return '/'
  if (!path.includes('%') && !path.includes('//') && !path.includes('/.')) return path[0] === '/' ? path : `/${path}`
  const decoded = path.replaceAll(UNRESERVED, code => decodeURIComponent(code))
  return removeDotSegments((decoded[0] === '/' ? decoded : `/${decoded}`).replaceAll(/\/{2,}/g, '/'))
}

function removeDotSegments(path: string): string {
  const parts = path.split('/').slice(1)
  const kept: string[] = []
  for (const part of parts) {
    if (part === '..') kept.pop()
    else if (part !== '.') kept.push(part)
  }
  const last = parts.at(-1)
  if ((last === '.' || last === '..') && kept.at(-1) !== '') kept.push('')
  return `/${kept.join('/')}`
}
