import { existsSync, writeFileSync } from 'node:fs'
import type { Io } from './command.ts'

/** Where a container says why it ended, unless its pod says otherwise. */
const FILE = '/dev/termination-log'
/** What Kubernetes keeps of it, in bytes. */
const LIMIT = 4096

/**
 * Leaves the reason of a failure where Kubernetes looks for it: in the file of KAFILA_TERMINATION_LOG, in a pod else in `/dev/termination-log`
 * where that is there. It then stands in the status of the pod. What cannot be written is on standard error all the same.
 */
export function leaveTerminationMessage(text: string, { env }: Pick<Io, 'env'>): void {
  const file = env['KAFILA_TERMINATION_LOG'] ?? (isInPod(env) && existsSync(FILE) ? FILE : undefined)
  if (file === undefined) return
  try {
    writeFileSync(file, Buffer.from(text.trim()).subarray(0, LIMIT))
  } catch {
    // standard error has it
  }
}

/** Whether this process runs in a pod. */
export function isInPod(env: Io['env']): boolean {
  return env['KUBERNETES_SERVICE_HOST'] !== undefined
}
