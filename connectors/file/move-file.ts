import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, rename, unlink } from 'node:fs/promises'
import { errors } from '../../src/core/errors.ts'
import { folderOf } from './paths.ts'

export interface MoveOptions {
  readonly copyAndDeleteOnRenameFail: boolean
  readonly renameUsingCopy: boolean
}

/** Moves a file, replacing what is there; missing folders are created. To another device it is copied. Throws `KF_CONN_FILE`. */
export async function moveFile(from: string, to: string, options: MoveOptions): Promise<void> {
  try {
    makeFolder(folderOf(to))
    if (options.renameUsingCopy) return await copyAndDelete(from, to)
    await renameOrCopy(from, to, options)
  } catch (cause) {
    throw errors.KF_CONN_FILE({ reason: `Cannot rename file: ${from} to: ${to}` }, { cause })
  }
}

async function renameOrCopy(from: string, to: string, options: MoveOptions): Promise<void> {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV' || !options.copyAndDeleteOnRenameFail) throw error
    await copyAndDelete(from, to)
  }
}

async function copyAndDelete(from: string, to: string): Promise<void> {
  const half = `${to}.copying`
  await copyFile(from, half)
  await rename(half, to)
  await unlink(from)
}

/** Creates a folder with those above it. */
export function makeFolder(path: string | undefined, mode?: number): void {
  if (path !== undefined && path !== '') mkdirSync(path, { recursive: true, ...(mode !== undefined && { mode }) })
}

/** Deletes a file; one that is not there is no failure. */
export function deleteFile(path: string): void {
  rmSync(path, { force: true })
}
