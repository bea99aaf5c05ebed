import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { CrashingWriter } from '../../src/testing/store-conformance.ts'

/** Starts a process that writes into a store until it is killed. */
export function crashingWriter(kind: 'lmdb' | 'postgres', place: string): CrashingWriter {
  const script = fileURLToPath(new URL('store-writer.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, kind, place], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  return {
    lines: createInterface({ input: child.stdout }),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
