import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['src', 'connectors', 'package.json', 'scripts/build.mjs', 'scripts/build']

/** Builds the command before the tests where a source is newer: tests of the command run what users run. */
export default function setup(): void {
  const built = statSync(join(ROOT, 'dist/cli.cjs'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Math.max(...SOURCES.map(newest)) > built) execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' })
}

function newest(path: string): number {
  const full = join(ROOT, path)
  if (statSync(full).isFile()) return statSync(full).mtimeMs
  const files = readdirSync(full, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Math.max(...files.map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs))
}
