import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { errors, isKafilaError } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Kafila } from '../runtime/kafila.ts'
import { adminFolder, distrusted } from './admin-folder.ts'
import { runtimeFigures } from './runtime-figures.ts'
import { type Sample, tap } from './tap.ts'

/** What is asked of a running process: one JSON object in one line. */
export type AdminRequest = { readonly ask: 'who' } | { readonly ask: 'figures'; readonly everyMs: number } | TapRequest

interface TapRequest {
  readonly ask: 'tap'
  readonly routes: string
  /** Steps of these routes; where none are asked for, the routes themselves. */
  readonly steps?: string
  readonly perSecond: number
  /** How many characters of a body are sent; default 4096. */
  readonly most?: number
}

/** What is answered to it, line by line. */
export type TapLine = Sample | { readonly dropped: number }

const MOST_OF_BODY = 1_000_000

/** Requests are short: whoever sends more without a line end is cut off. */
const MOST_REQUEST = 10_000

/** A process that can be asked. */
export interface AdminServer {
  readonly path: string
  close(): Promise<void>
}

/**
 * Answers on a socket of this machine that only this user may open, in lines of JSON: who the runtime is, its figures, its exchanges. A reader
 * that is slow loses samples, and is told how many; routes never wait for it. Rejects with `KF_CLI_ADMIN_SOCKET`.
 */
export async function startAdminServer(kafila: Kafila, env: Readonly<Record<string, string | undefined>>): Promise<AdminServer> {
  const folder = adminFolder(env)
  const path = join(folder, `${process.pid}.sock`)
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    serve(kafila, socket)
  })
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const reason = distrusted(folder)
    if (reason !== undefined) throw errors.KF_CLI_ADMIN_SOCKET({ path, reason })
    rmSync(path, { force: true })
    await listening(server, path)
    // nobody else can get into the folder, so that there is no moment in which it is open
    chmodSync(path, 0o600)
  } catch (cause) {
    server.close()
    if (isKafilaError(cause)) throw cause
    throw errors.KF_CLI_ADMIN_SOCKET({ path, reason: exceptionMessage(cause) }, { cause })
  }
  server.unref()
  return {
    path,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve())
  })
}

function serve(kafila: Kafila, socket: Socket): void {
  let text = ''
  const take = (chunk: Buffer) => {
    text += chunk.toString('utf8')
    const end = text.indexOf('\n')
    if (end < 0) return text.length > MOST_REQUEST ? void socket.destroy() : undefined
    socket.off('data', take).resume()
    answer(kafila, socket, text.slice(0, end))
  }
  socket.on('data', take)
}

function answer(kafila: Kafila, socket: Socket, line: string): void {
  const send = (value: object) => socket.write(`${JSON.stringify(value)}\n`)
  const request = parsed(line)
  if (request?.ask === 'who') {
    socket.end(`${JSON.stringify(whoIs(kafila))}\n`)
  } else if (request?.ask === 'figures' && request.everyMs >= 100) {
    send(runtimeFigures(kafila))
    const timer = setInterval(() => socket.writableLength === 0 && send(runtimeFigures(kafila)), request.everyMs).unref()
    socket.once('close', () => clearInterval(timer))
  } else if (request?.ask === 'tap' && request.perSecond > 0 && request.perSecond <= 1000 && (request.most ?? 0) <= MOST_OF_BODY) {
    tapInto(kafila, socket, request)
  } else {
    socket.end(`${JSON.stringify({ error: 'no such request' })}\n`)
  }
}

/** Samples that are not sent yet, in bytes, before further ones are dropped. */
const MOST_WAITING = 1_000_000

function tapInto(kafila: Kafila, socket: Socket, { routes, steps, perSecond, most }: TapRequest): void {
  let dropped = 0
  const send = (line: TapLine) => socket.write(`${JSON.stringify(line)}\n`)
  // told as soon as there is room again, be there a further sample or not
  socket.on('drain', () => {
    if (dropped > 0) send({ dropped })
    dropped = 0
  })
  const stop = tap(kafila, {
    routes,
    ...(steps !== undefined && { steps }),
    perSecond,
    ...(most !== undefined && { most }),
    sample: sample => {
      if (socket.writableLength > MOST_WAITING) dropped += 1
      else send(sample)
    },
  })
  socket.once('close', stop)
}

function parsed(line: string): AdminRequest | undefined {
  try {
    return JSON.parse(line) as AdminRequest
  } catch {
    return undefined
  }
}

/** Who answers. */
export interface AdminIdentity {
  readonly pid: number
  readonly name: string
  readonly folder: string
  readonly files: readonly string[]
  readonly routes: readonly string[]
  /** Ids of their steps. */
  readonly steps: readonly string[]
}

function whoIs({ services, files, routes }: Kafila): AdminIdentity {
  const steps = [...routes.values()].flatMap(({ built }) => built.stepIds())
  return {
    pid: process.pid,
    name: services.name,
    folder: process.cwd(),
    files: files.map(({ file }) => file),
    routes: [...routes.keys()],
    steps,
  }
}
