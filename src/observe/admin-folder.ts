import { lstatSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where processes of this user put their sockets: below `XDG_RUNTIME_DIR`, else in the folder for temporary files. */
export function adminFolder({ KAFILA_ADMIN_DIR, XDG_RUNTIME_DIR }: Readonly<Record<string, string | undefined>>): string {
  if (KAFILA_ADMIN_DIR) return KAFILA_ADMIN_DIR
  return XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, 'kafila') : join(tmpdir(), `kafila-${process.getuid?.() ?? 0}`)
}

/** Why sockets in a folder are not to be trusted; nothing where only this user can get there. */
export function distrusted(folder: string): string | undefined {
  const user = process.getuid?.()
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (user === undefined || found === undefined) return undefined
  if (!found.isDirectory()) return 'it is no folder'
  if (found.uid !== user) return 'its folder belongs to another user'
  return (found.mode & 0o077) === 0 ? undefined : 'others may look into its folder'
}
