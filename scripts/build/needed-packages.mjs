/** Of the packages of a lockfile those with the given names, and what they need: found as Node finds them, in the nearest folder above. */
export function neededPackages(packages, names) {
  const needed = new Map()
  for (const name of names) if (packages[`node_modules/${name}`]?.dev !== true) add(name, '')
  return Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)))

  function add(name, from) {
    const path = find(name, from)
    if (path === undefined || needed.has(path)) return
    const found = packages[path]
    needed.set(path, found)
    for (const each of Object.keys({ ...found.dependencies, ...found.optionalDependencies })) add(each, path)
  }

  function find(name, from) {
    const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`
    if (packages[path] !== undefined) return path
    return from === '' ? undefined : find(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
  }
}
