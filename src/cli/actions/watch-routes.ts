import { type FSWatcher, statSync, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Kafila } from '../../runtime/kafila.ts'
import { type Reload, reloadRoutes } from '../../runtime/reload.ts'
import type { Io } from '../command.ts'
import { type InputOptions, type Inputs, readInputs } from '../files.ts'
import { diagnosticsText } from '../print-diagnostics.ts'

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 50

interface WatchOptions extends InputOptions {
  readonly shutdownSeconds: string
}

/** Reloads routes when their files change, until the returned function is called. A file with a mistake leaves the old routes running. */
export async function watchRoutes(
  kafila: Kafila,
  first: Inputs,
  paths: readonly string[],
  options: WatchOptions,
  io: Io,
): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let seen = signature(first)
  let failed = ''
  const reload = async () => {
    const inputs = await readInputs(paths, options, io)
    failed = ''
    if (signature(inputs) === seen) return
    seen = signature(inputs)
    const result = await reloadRoutes(
      kafila,
      { routes: inputs.routes, properties: { ...kafila.options.properties, ...inputs.properties } },
      AbortSignal.timeout(Number(options.shutdownSeconds) * 1000),
    )
    io.err(reloadText(result, inputs, io))
  }
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(reload).catch(error => {
        const reason = error instanceof Error ? error.message : String(error)
        if (reason !== failed) io.err(`reload failed: ${reason}\n`)
        failed = reason
      })
    }, SETTLE_MS)
  }
  const watchers = watchFolders(paths, first, io.cwd, changed)
  io.err(`  watching ${watchers.length} ${watchers.length === 1 ? 'folder' : 'folders'} for changes\n`)
  return async () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
    await running
  }
}

function watchFolders(paths: readonly string[], inputs: Inputs, cwd: string, changed: () => void): FSWatcher[] {
  const named = paths.map(path => resolve(cwd, path)).filter(path => statSync(path, { throwIfNoEntry: false })?.isDirectory())
  const folders = new Set([...named, ...inputs.files.map(dirname)])
  return [...folders].map(folder => watch(folder, { recursive: false }, changed))
}

function signature({ routes, properties, imported }: Inputs): string {
  return JSON.stringify([routes.map(({ file, text }) => [file, text]), properties, imported])
}

function reloadText({ diagnostics, started, stopped, kept }: Reload, inputs: Inputs, io: Io): string {
  if (diagnostics.some(each => each.severity === 'error'))
    return `${diagnosticsText(diagnostics, inputs.routes, io.colors)}nothing was reloaded; the routes go on as they were\n`
  const part = (word: string, ids: readonly string[]) => (ids.length > 0 ? [`${word} ${ids.join(', ')}`] : [])
  const removed = stopped.filter(id => !started.includes(id))
  const parts = [
    ...part(
      'restarted',
      started.filter(id => stopped.includes(id)),
    ),
    ...part(
      'started',
      started.filter(id => !stopped.includes(id)),
    ),
    ...part('removed', removed),
  ]
  return `reloaded: ${parts.join('; ') || 'nothing changed'}${kept.length > 0 ? `; ${kept.length} kept running` : ''}\n`
}
