import { existsSync, readFileSync } from 'node:fs'
import { createRequire, type LoadHookContext, type ResolveHookContext } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { MessagePort } from 'node:worker_threads'

/**
 * Hooks of Node's loader for modules of routes: TypeScript is loaded with its types erased (every other character keeps its line and column), and
 * `kafila` is the package that runs, wherever the module stands. A module of its own, since Node 20 runs hooks in a thread beside.
 */

/** What the hooks are told. */
export interface HookData {
  /** The names that `kafila` exports. */
  readonly exported: readonly string[]
  /** What the other names of this package stand for. */
  readonly packages: Readonly<Record<string, string>>
  readonly port: MessagePort
}

/** What the hooks tell: that a module imports another, or what is wrong with the text of one. */
export type HookReport =
  | { readonly parent: string; readonly url: string }
  | { readonly url: string; readonly problem: { readonly line: number; readonly column: number; readonly reason: string } }

type Resolved = { url: string; format?: string | null | undefined; shortCircuit?: boolean | undefined }
type Loaded = { format: string; source?: string | undefined; shortCircuit?: boolean | undefined }

let data: HookData | undefined

/** Called once, before the hooks. */
export function initialize(given: HookData): void {
  data = given
}

export function resolve<R extends Resolved | Promise<Resolved>>(
  specifier: string,
  context: Partial<ResolveHookContext>,
  next: (specifier: string, context?: Partial<ResolveHookContext>) => R,
): R | Resolved {
  if (data !== undefined && specifier === 'kafila') return { url: LIBRARY, format: 'module', shortCircuit: true }
  const own = data?.packages[specifier]
  if (own !== undefined) return { url: own, shortCircuit: true }
  const { parentURL } = context
  const found = next(typeScriptFor(specifier, parentURL), context)
  return found instanceof Promise ? (found.then(each => told(each, parentURL)) as R) : told(found as Resolved, parentURL)
}

/** The library that runs, under a name of its own. */
const LIBRARY = 'kafila:library'

/** A module that gives what this process has of the library already: it need not be loaded a second time. */
function library(names: readonly string[]): string {
  const members = names.map(name => `export const ${name} = library[${JSON.stringify(name)}]`)
  return `const library = globalThis[Symbol.for('kafila.library')]\n${members.join('\n')}\n`
}

const TYPESCRIPT = /\.m?ts(?:\?|$)/

export function load<R extends Loaded | Promise<Loaded>>(
  url: string,
  context: Partial<LoadHookContext>,
  next: (url: string, context?: Partial<LoadHookContext>) => R,
): R | Loaded {
  if (url === LIBRARY) return { format: 'module', source: library(data?.exported ?? []), shortCircuit: true }
  if (!url.startsWith('file:') || !TYPESCRIPT.test(url)) return next(url, context)
  return { format: 'module', source: withoutTypes(readFileSync(fileURLToPath(url.replace(/\?.*/, '')), 'utf8'), url), shortCircuit: true }
}

/** `./orders.js` may stand for `./orders.ts`, as TypeScript's own resolution has it. */
function typeScriptFor(specifier: string, parentURL: string | undefined): string {
  if (!/^\.{1,2}\/.*\.m?js$/.test(specifier) || parentURL === undefined) return specifier
  const url = new URL(specifier, parentURL)
  const written = specifier.replace(/js$/, 'ts')
  return !existsSync(url) && existsSync(new URL(written, parentURL)) ? written : specifier
}

/** What a module imports belongs to the same load of it: the number of the load goes on from module to module. */
function told(found: Resolved, parentURL: string | undefined): Resolved {
  if (parentURL === undefined || !found.url.startsWith('file:') || found.url.includes('/node_modules/')) return found
  const [load] = /\?kafila=\d+$/.exec(parentURL) ?? []
  const url = load !== undefined && !found.url.includes('?') ? found.url + load : found.url
  data?.port.postMessage({ parent: parentURL, url } satisfies HookReport)
  return { ...found, url }
}

interface SwcProblem {
  readonly message: string
  readonly startLine?: number
  readonly startColumn?: number
}

function withoutTypes(text: string, url: string): string {
  const { transformSync } = createRequire(import.meta.url)('@swc/wasm-typescript') as typeof import('@swc/wasm-typescript')
  try {
    return transformSync(text, { mode: 'strip-only', module: true, filename: url }).code
  } catch (cause) {
    // thrown in another thread it would lose its place: it is told beside
    const { message, startLine = 1, startColumn = 0 } = cause as SwcProblem
    data?.port.postMessage({ url, problem: { line: startLine, column: startColumn + 1, reason: message } } satisfies HookReport)
    return ''
  }
}
