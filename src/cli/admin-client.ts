import { readdirSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { errors } from '../core/errors.ts'
import { adminFolder, distrusted } from '../observe/admin-folder.ts'
import type { AdminIdentity, AdminRequest } from '../observe/admin-server.ts'
import type { Io } from './command.ts'

/** A running process, and how it is reached. */
export interface RunningProcess extends AdminIdentity {
  readonly path: string
}

/** How long a process may take to say who it is. */
const PATIENCE_MS = 2000

/** The process that is meant: by its number or name, or the only one there is. `KF_CLI_NO_PROCESS` where that is not one. */
export async function findProcess(wanted: string | undefined, io: Io): Promise<RunningProcess> {
  const all = await runningProcesses(io.env)
  const found = wanted === undefined ? all : all.filter(({ pid, name }) => String(pid) === wanted || name === wanted)
  if (found.length === 1) return found[0]!
  const list = all.map(({ pid, name, files }) => `${pid} (${name}: ${files.slice(0, 3).join(', ')})`).join('; ')
  if (all.length === 0) throw errors.KF_CLI_NO_PROCESS({ reason: 'no routes are running here' })
  const reason = found.length === 0 ? `no process is called ${wanted}` : 'there are several processes: say which one with --process'
  throw errors.KF_CLI_NO_PROCESS({ reason: `${reason}: ${list}` })
}

/** All processes of this user that answer; the sockets of dead ones are removed. */
async function runningProcesses(env: Io['env']): Promise<RunningProcess[]> {
  const folder = adminFolder(env)
  const reason = distrusted(folder)
  if (reason !== undefined) throw errors.KF_CLI_NO_PROCESS({ reason: `sockets in ${folder} are not to be trusted: ${reason}` })
  const answers = await Promise.all(
    socketsIn(folder).map(async name => {
      const path = join(folder, name)
      try {
        return { ...(await askOnce<AdminIdentity>(path, { ask: 'who' })), path }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') rmSync(path, { force: true })
        return undefined
      }
    }),
  )
  return answers.filter(each => each !== undefined)
}

function socketsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.sock'))
  } catch {
    return []
  }
}

async function askOnce<T>(path: string, request: AdminRequest): Promise<T> {
  for await (const answer of ask<T>(path, request, AbortSignal.timeout(PATIENCE_MS))) return answer
  throw errors.KF_CLI_NO_PROCESS({ reason: `${path} does not answer` })
}

/** What a process answers, one object after the other, until it ends or the signal fires. Rejects where it cannot be reached. */
export async function* ask<T>(path: string, request: AdminRequest, signal: AbortSignal): AsyncGenerator<T> {
  const socket = connect(path)
  const end = () => socket.destroy()
  signal.addEventListener('abort', end, { once: true })
  try {
    await connected(socket)
    socket.write(`${JSON.stringify(request)}\n`)
    let rest = ''
    for await (const chunk of socket) {
      const lines = (rest + (chunk as Buffer).toString('utf8')).split('\n')
      rest = lines.pop()!
      for (const line of lines) yield JSON.parse(line) as T
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', end)
    socket.destroy()
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('error', reject)
  })
}
