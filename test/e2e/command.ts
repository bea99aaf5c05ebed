import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/kafila.js', import.meta.url))

/** The built command as a process of its own. */
export interface Running {
  readonly child: ChildProcess
  /** What it wrote on standard error and output, so far. */
  text(): string
  /** Waits for a piece of its output. */
  shows(piece: string): Promise<void>
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** Starts `kafila` with arguments. */
export function startCommand(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly node?: readonly string[] } = {},
): Running {
  const child = spawn(process.execPath, [...(options.node ?? []), BIN, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let text = ''
  const watchers = new Set<() => void>()
  const more = (chunk: Buffer) => {
    text += chunk.toString('utf8')
    for (const watcher of [...watchers]) watcher()
  }
  child.stdout!.on('data', more)
  child.stderr!.on('data', more)
  const ended = new Promise<number | NodeJS.Signals | null>(resolve => child.on('close', (code, signal) => resolve(code ?? signal)))
  return {
    child,
    ended,
    text: () => text,
    shows: piece =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!text.includes(piece)) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
        void ended.then(code => reject(new Error(`ended with ${code} before it showed ${JSON.stringify(piece)}:\n${text}`)))
      }),
  }
}

/** Runs `kafila` to its end. */
export async function runCommand(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string; readonly env?: NodeJS.ProcessEnv; readonly node?: readonly string[] } = {},
): Promise<{ code: number | NodeJS.Signals | null; text: string }> {
  const running = startCommand(args, options)
  running.child.stdin!.end(options.input ?? '')
  const code = await running.ended
  return { code, text: running.text() }
}
