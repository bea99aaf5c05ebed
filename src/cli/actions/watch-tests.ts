import { readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EXIT, type Io } from '../command.ts'
import { WatchedFolders } from '../watched-folders.ts'

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 50

export interface WatchPlan {
  readonly paths: readonly string[]
  /** The test files that there are now. */
  find(): Promise<readonly string[]>
  run(files: readonly string[]): Promise<unknown>
  readonly io: Io
}

/** Runs all tests, then those beside which something changes, until it is interrupted. */
export async function watchTests({ paths, find, run, io }: WatchPlan): Promise<number> {
  let seen = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const look = async () => {
    const files = await find()
    const now = new Map(files.map(file => [file, folderState(dirname(file))]))
    const changed = files.filter(file => seen.get(file) !== now.get(file))
    seen = now
    folders.set([...namedFolders(paths, io.cwd), ...files.map(file => dirname(file))])
    if (changed.length > 0) await run(changed)
    // what the run itself has written (snapshots) is no change
    seen = new Map(files.map(file => [file, folderState(dirname(file))]))
    if (changed.length > 0) io.err(`watching ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'} for changes\n`)
  }
  const next = () => {
    running = running.then(look).catch(error => io.err(`${error instanceof Error ? error.message : String(error)}\n`))
  }
  const folders = new WatchedFolders(() => {
    clearTimeout(timer)
    timer = setTimeout(next, SETTLE_MS)
  })
  next()
  await running
  return new Promise(resolve => {
    process.once('SIGINT', () => {
      clearTimeout(timer)
      folders.set([])
      resolve(EXIT.interrupted)
    })
  })
}

/** Changes with every file of a folder. */
function folderState(folder: string): string {
  return readdirSync(folder)
    .map(name => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false })
      return `${name} ${stat?.mtimeMs} ${stat?.size}`
    })
    .join('\n')
}

function namedFolders(paths: readonly string[], cwd: string): string[] {
  return paths.map(path => resolve(cwd, path)).filter(path => statSync(path, { throwIfNoEntry: false })?.isDirectory())
}
