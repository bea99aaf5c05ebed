import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('../../scripts/services.mjs', import.meta.url))

/** A real service on this machine, as a test steers it. */
export interface Service {
  /** What the service tells of itself: addresses, users, passwords. Stays the same over restarts. */
  readonly env: Readonly<Record<string, string>>
  /** Starts it again on the same port with the same data, where it does not run. */
  start(): Promise<void>
  stop(): Promise<void>
  kill9(): Promise<void>
  /** Sends it a signal (`SIGUSR1`). */
  signal(which: string): Promise<void>
}

/**
 * Starts a service (`kafka`; `kafka@b` for one of one's own) where it does not run. It goes on running afterwards, since starting takes
 * longer than most tests: use names of topics, queues, buckets and tables that nobody else uses. Rejects where it is not installed.
 */
export async function service(name: string): Promise<Service> {
  const env = await start(name)
  return {
    env,
    start: async () => void (await start(name)),
    stop: async () => void (await command('stop', name)),
    kill9: async () => void (await command('kill9', name)),
    signal: async which => void (await command('signal', name, which)),
  }
}

async function start(name: string): Promise<Record<string, string>> {
  const lines = (await command('start', name)).trim().split('\n')
  return Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

function command(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [SCRIPT, ...args], (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(stderr.trim())),
    )
  })
}
