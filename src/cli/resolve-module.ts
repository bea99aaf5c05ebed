import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

/** What `exports` of a package may be: a path, or one for each condition. */
type Target = string | null | { readonly [condition: string]: Target } | readonly Target[]

/** The conditions of `import`. */
const CONDITIONS: ReadonlySet<string> = new Set(['import', 'node', 'module-sync', 'default'])

/** The file that `import` of a package, or a path, gives in a folder: Node 20 tells programs only what `require` gives, which packages need not have. */
export function resolveModule(name: string, cwd: string): string {
  if (/^\.{0,2}\//.test(name)) return resolve(cwd, name)
  const require = createRequire(join(cwd, 'package.json'))
  const folder = require.resolve
    .paths(name)
    ?.map(modules => join(modules, name))
    .find(each => existsSync(join(each, 'package.json')))
  const entry = folder === undefined ? undefined : entryOf(folder)
  return entry === undefined ? require.resolve(name) : createRequire(join(folder!, 'package.json')).resolve(entry)
}

function entryOf(folder: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports?: Target }
  if (exports === undefined || exports === null) return undefined
  const hasPaths = typeof exports === 'object' && Object.keys(exports).some(key => key.startsWith('.'))
  return pick(hasPaths ? ((exports as { readonly [path: string]: Target })['.'] ?? null) : exports)
}

/** The first path whose conditions hold. */
function pick(target: Target): string | undefined {
  if (target === null || typeof target === 'string') return target ?? undefined
  const candidates = Array.isArray(target)
    ? target
    : Object.entries(target)
        .filter(([condition]) => CONDITIONS.has(condition))
        .map(([, each]) => each)
  for (const each of candidates) {
    const found = pick(each as Target)
    if (found !== undefined) return found
  }
  return undefined
}
