import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Kafila } from '../../runtime/kafila.ts'
import { type Reload, reloadRoutes } from '../../runtime/reload.ts'
import type { Io } from '../command.ts'
import { type InputOptions, type Inputs, readInputs, sourcesOf } from '../files.ts'
import { diagnosticsText } from '../print-diagnostics.ts'
import { WatchedFolders } from '../watched-folders.ts'
import { shutdownSeconds } from './run-limits.ts'

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 50

interface WatchOptions extends InputOptions {
  readonly shutdownSeconds?: string
  readonly json?: boolean
}

/**
 * Reloads routes when their files change, or mounted files that placeholders name, until the returned function is called. A file with a mistake
 * leaves the old routes running. Folders are watched, not files: a volume of Kubernetes changes by one link that is put in place of another.
 */
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
  const tell = (text: string) => say(kafila, text, options, io)
  const reload = async () => {
    const inputs = await readInputs(paths, options, io)
    failed = ''
    if (signature(inputs) === seen && !kafila.mounted.changed) return
    seen = signature(inputs)
    const result = await reloadRoutes(
      kafila,
      { routes: inputs.routes, properties: { ...kafila.options.properties, ...inputs.properties }, propertyFiles: inputs.propertyFiles },
      AbortSignal.timeout(shutdownSeconds(kafila, options.shutdownSeconds) * 1000),
    )
    folders.set(foldersOf(inputs))
    tell(reloadText(result, inputs, io))
  }
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(reload).catch(error => {
        const reason = error instanceof Error ? error.message : String(error)
        if (reason !== failed) tell(`reload failed: ${reason}`)
        failed = reason
      })
    }, SETTLE_MS)
  }
  const folders = new WatchedFolders(changed)
  const foldersOf = (inputs: Inputs) => [
    ...namedFolders(paths, io.cwd),
    ...inputs.files.map(file => dirname(file)),
    ...kafila.mounted.folders,
  ]
  folders.set(foldersOf(first))
  tell(`watching ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'} for changes`)
  return async () => {
    clearTimeout(timer)
    folders.set([])
    await running
  }
}

function namedFolders(paths: readonly string[], cwd: string): string[] {
  return paths.map(path => resolve(cwd, path)).filter(path => statSync(path, { throwIfNoEntry: false })?.isDirectory())
}

/** For people, or as a line of the log where that is JSON. */
function say(kafila: Kafila, text: string, { json }: WatchOptions, io: Io): void {
  if (json) kafila.services.log.write({ level: 'INFO', logger: 'kafila.reload', message: text })
  else io.err(`  ${text}\n`)
}

function signature({ routes, properties, imported }: Inputs): string {
  return JSON.stringify([routes.map(({ file, text }) => [file, text]), properties, imported])
}

function reloadText({ diagnostics, started, stopped, kept }: Reload, inputs: Inputs, io: Io): string {
  if (diagnostics.some(each => each.severity === 'error'))
    return `${diagnosticsText(diagnostics, sourcesOf(inputs), io.colors)}nothing was reloaded; the routes go on as they were`
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
  return `reloaded: ${parts.join('; ') || 'nothing changed'}${kept.length > 0 ? `; ${kept.length} kept running` : ''}`
}
