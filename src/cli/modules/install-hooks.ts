import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolder } from '../package-folder.ts'
import type { HookReport } from './hooks.ts'

/** Modules as the loader sees them. */
export interface ModuleHooks {
  /** What happened since the last call. */
  reports(): HookReport[]
}

/** Node 22.15 runs hooks in the thread of the modules; the types are those of Node 20. */
interface NodeModule {
  readonly register: typeof import('node:module').register
  readonly registerHooks?: (hooks: { resolve: unknown; load: unknown }) => void
}

let installed: Promise<ModuleHooks> | undefined

/** Installs the hooks of the loader, once in a process: what they do holds for all of it. */
export function installHooks(): Promise<ModuleHooks> {
  installed ??= install()
  return installed
}

async function install(): Promise<ModuleHooks> {
  const module: NodeModule = await import('node:module')
  const { MessageChannel, receiveMessageOnPort } = await import('node:worker_threads')
  const dist = (file: string) => pathToFileURL(join(packageFolder(), 'dist', file)).href
  const { port1, port2 } = new MessageChannel()
  const library = await import('../../index.ts')
  // the one way from here to a module that Node loads
  Object.assign(globalThis, { [Symbol.for('kafila.library')]: library })
  const packages = { 'kafila/kit': dist('kit.js'), 'kafila/testing': dist('testing.js') }
  const data = { exported: Object.keys(library), packages, port: port2 }
  const hooks = dist('module-hooks.js')
  port1.unref()
  if (typeof module.registerHooks === 'function') {
    const { initialize, resolve, load } = await import(hooks)
    port2.unref()
    initialize(data)
    module.registerHooks({ resolve, load })
  } else module.register(hooks, { data, transferList: [port2] })
  return { reports: () => [...received(() => receiveMessageOnPort(port1))] }
}

function* received(next: () => { message: unknown } | undefined): Generator<HookReport> {
  for (let found = next(); found !== undefined; found = next()) yield found.message as HookReport
}
