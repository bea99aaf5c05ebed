import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { named } from './catalogue.mjs'

const RUN = process.env.SERVICES_RUN ?? `/tmp/kafila-services.${userInfo().uid}`
const TIMEOUT = Number(process.env.SERVICES_TIMEOUT ?? 90) * 1000

/** Below the ephemeral ports, so that nobody is given one of them by chance. */
const FIRST_PORT = 20_000
const LAST_PORT = 29_900

/** Starts an instance (`kafka`, `kafka@b`) where it does not run; gives what tests need to know of it. */
export async function start(name) {
  const service = named(name)
  await service.check()
  const folder = join(RUN, name)
  mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o755 })
  return withLock(folder, async () => {
    if (alive(name)) return envOf(name)
    await kill9(name)
    const port = await portOf(folder, service.ports)
    const instance = {
      name,
      folder,
      data: join(folder, 'data'),
      port,
      log: join(folder, 'log'),
      run: (program, args, options) => run(folder, program, args, options),
      ready: (what, test) => ready(name, what, test),
    }
    writeFileSync(join(folder, 'pids'), '')
    const env = await service.start(instance)
    writeFileSync(join(folder, 'env.json'), JSON.stringify(env))
    return env
  })
}

export function envOf(name) {
  return JSON.parse(readFileSync(join(RUN, name, 'env.json'), 'utf8'))
}

/** Ends an instance in good order and keeps its data. */
export async function stop(name) {
  signal(name, named(name).stopSignal ?? 'SIGTERM')
  if (!(await gone(name, 20_000))) await kill9(name)
}

/** Kills an instance and all that it has started. */
export async function kill9(name) {
  signal(name, 'SIGKILL')
  await gone(name, 5000)
}

export async function clean(name) {
  await kill9(name)
  rmSync(join(RUN, name), { recursive: true, force: true })
}

/** In a session of its own, so that nothing but its own signals reaches it. */
function run(folder, program, args, { env, uid, gid } = {}) {
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
    ...(uid !== undefined && { uid, gid }),
  })
  closeSync(log)
  child.on('error', error => writeFileSync(join(folder, 'log'), `${error.message}\n`, { flag: 'a' }))
  child.unref()
  if (child.pid !== undefined) writeFileSync(join(folder, 'pids'), `${child.pid} ${startTime(child.pid)}\n`, { flag: 'a' })
}

/** Waits until `test` holds; a process of the instance that ends meanwhile is the failure, with the end of its log. */
async function ready(name, what, test) {
  const deadline = Date.now() + TIMEOUT
  for (;;) {
    if (await test()) return
    const tail = () =>
      readFileSync(join(RUN, name, 'log'), 'utf8')
        .split('\n')
        .slice(-15)
        .join('\n')
    if (!alive(name)) throw new Error(`${name} ended while it started:\n${tail()}`)
    if (Date.now() > deadline) throw new Error(`${name}: ${what} did not come about within ${TIMEOUT / 1000} s:\n${tail()}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** The pids of an instance that are still those that it started: a number may be in use by somebody else since. */
function pids(name) {
  const file = join(RUN, name, 'pids')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(' '))
    .map(([pid, began]) => ({ pid: Number(pid), began }))
}

function living(name) {
  return pids(name).filter(({ pid, began }) => startTime(pid) === began && !isZombie(pid))
}

function alive(name) {
  const all = pids(name)
  return all.length > 0 && living(name).length === all.length
}

/** Sends a signal to what an instance has started, SIGKILL to all below too. */
export function signal(name, which) {
  for (const { pid } of living(name)) for (const each of which === 'SIGKILL' ? tree(pid) : [pid]) quietly(() => process.kill(each, which))
}

async function gone(name, ms) {
  const deadline = Date.now() + ms
  while (living(name).length > 0) {
    if (Date.now() > deadline) return false
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return true
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const startTime = pid => statOf(pid)[19]
const isZombie = pid => statOf(pid)[0] === 'Z'

/** A process and all its descendants: some leave the process group. */
function tree(root) {
  const parents = readdirSync('/proc')
    .filter(each => /^\d+$/.test(each))
    .map(pid => [Number(pid), Number(statOf(pid)[1])])
  const below = pid => [pid, ...parents.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child))]
  return below(root)
}

function quietly(action) {
  try {
    return action()
  } catch {
    // it has ended meanwhile
  }
}

/** The first of some free ports in a row; the same ones again for an instance that ran before. */
async function portOf(folder, count) {
  const file = join(folder, 'port')
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'))
  const inUse = readdirSync(RUN)
    .map(each => join(RUN, each, 'port'))
    .filter(existsSync)
    .map(each => Number(readFileSync(each, 'utf8')))
  // every instance has ten numbers of its own
  for (let tries = 0; tries < 1000; tries++) {
    const port = FIRST_PORT + 10 * Math.floor((Math.random() * (LAST_PORT - FIRST_PORT)) / 10)
    if (inUse.includes(port) || count > 10 || !(await isFree(port))) continue
    writeFileSync(file, String(port))
    return port
  }
  throw new Error('no free port')
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

async function withLock(folder, action) {
  const lock = join(folder, 'lock')
  const deadline = Date.now() + TIMEOUT
  while (!(await taken(lock))) {
    if (Date.now() > deadline) throw new Error(`${lock} is held; remove it where nothing starts there`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  try {
    return await action()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Takes the lock if nobody holds it who still lives: one who was killed while it started a service leaves it behind. */
async function taken(lock) {
  try {
    writeFileSync(lock, `${process.pid} ${startTime(process.pid)}`, { flag: 'wx' })
    return true
  } catch {
    const [pid, began] = quietly(() => readFileSync(lock, 'utf8').split(' ')) ?? []
    if (began !== undefined && startTime(pid) !== began) rmSync(lock, { force: true })
    return false
  }
}
