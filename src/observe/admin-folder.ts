import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where processes of this user put their sockets: below `XDG_RUNTIME_DIR`, else in the folder for temporary files. */
export function adminFolder({ KAFILA_ADMIN_DIR, XDG_RUNTIME_DIR }: Readonly<Record<string, string | undefined>>): string {
  if (KAFILA_ADMIN_DIR) return KAFILA_ADMIN_DIR
  return XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, 'kafila') : join(tmpdir(), `kafila-${process.getuid?.() ?? 0}`)
}
