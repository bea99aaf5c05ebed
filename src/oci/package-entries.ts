import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from './descriptor.ts'
import type { Lockfile } from './lockfile.ts'
import { installPackages, type Runner } from './npm-install.ts'
import type { TarEntry } from './tar.ts'
import { folderEntries, parentEntries, textEntry } from './tar-entries.ts'

/** Where the packages of a project stand in its image. */
export const APP_FOLDER = 'app'

/** npm's own notes about the folder: they differ between its versions. */
const NOTES = /^\.package-lock\.json$|^\.cache(\/|$)/

/** The `node_modules` of what a lockfile pins for a platform, as it shall stand at `target`; installed into `folder`, which holds nothing else. */
export async function moduleEntries(
  lockfile: Lockfile,
  platform: Platform,
  folder: string,
  target: string,
  run?: Runner,
): Promise<TarEntry[]> {
  await installPackages(lockfile, platform, folder, run)
  const modules = join(folder, 'node_modules')
  return [...parentEntries(target), ...(existsSync(modules) ? folderEntries(modules, target, path => !NOTES.test(path)) : [])]
}

/** What a lockfile pins, for an image: `/app/package.json` and `/app/node_modules`. */
export async function packageEntries(lockfile: Lockfile, platform: Platform, folder: string, run?: Runner): Promise<TarEntry[]> {
  const modules = await moduleEntries(lockfile, platform, folder, `${APP_FOLDER}/node_modules`, run)
  return [...modules, textEntry(lockfile.manifest, `${APP_FOLDER}/package.json`)]
}
