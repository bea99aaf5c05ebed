import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/core/clock.ts'
import type { Elector, FileClusterOptions, Leadership } from '../../src/kit/cluster-service.ts'

/** What a leader leaves behind that has given it back. */
const RELEASED = 'released'
/** Signs of life that may be missing before another one leads: one may be late. */
const MISSED = 3

/**
 * Elects by files in a folder that processes share, also one of a network. Each leader has a file with the next number, and who makes it first
 * leads: making a file that must not exist is atomic. It touches the file as a sign of life; one whose file has not changed for three times the
 * interval, by the clock of who looks, is taken for gone. A leader that could not touch its file in time leads no more by its own clock before that.
 */
export class FileElector implements Elector {
  private readonly options: FileClusterOptions
  private readonly clock: Clock
  private readonly identity = `${hostname()} ${process.pid} ${randomUUID()}`

  constructor(options: FileClusterOptions, clock: Clock) {
    this.options = options
    this.clock = clock
  }

  async acquire(group: string, signal: AbortSignal): Promise<Leadership> {
    const { root, acquireLockDelay, acquireLockInterval } = this.options
    mkdirSync(root, { recursive: true })
    if (acquireLockDelay > 0) await this.clock.sleep(acquireLockDelay, signal)
    const watch = new LeaderWatch(root, group, this.clock, acquireLockInterval)
    for (;;) {
      signal.throwIfAborted()
      const number = watch.free()
      if (number !== undefined && this.make(group, number)) return new FileLeadership(root, group, number, this.clock, acquireLockInterval)
      await this.clock.sleep(acquireLockInterval, signal)
    }
  }

  private make(group: string, number: number): boolean {
    try {
      writeFileSync(fileOf(this.options.root, group, number), this.identity, { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }
}

/** Looks whether the leader of a group is alive. */
class LeaderWatch {
  private readonly root: string
  private readonly group: string
  private readonly clock: Clock
  private readonly interval: number
  private seen: { readonly sign: string; readonly at: number } | undefined

  constructor(root: string, group: string, clock: Clock, interval: number) {
    this.root = root
    this.group = group
    this.clock = clock
    this.interval = interval
  }

  /** The number under which one may lead now; undefined while somebody does. */
  free(): number | undefined {
    const last = lastNumber(this.root, this.group)
    if (last === 0) return 1
    const sign = signOf(fileOf(this.root, this.group, last))
    if (sign === undefined) return last + 1
    if (this.seen?.sign !== sign) this.seen = { sign, at: this.clock.now() }
    return this.clock.now() - this.seen.at > MISSED * this.interval ? last + 1 : undefined
  }
}

class FileLeadership implements Leadership {
  private readonly file: string
  private readonly clock: Clock
  private readonly interval: number
  private readonly root: string
  private readonly group: string
  private readonly number: number
  private readonly ending = new AbortController()
  private heldUntil: number
  private cancel: () => void

  constructor(root: string, group: string, number: number, clock: Clock, interval: number) {
    this.root = root
    this.group = group
    this.number = number
    this.file = fileOf(root, group, number)
    this.clock = clock
    this.interval = interval
    this.heldUntil = this.until()
    this.cancel = this.later()
    for (let before = number - 1; before > 0 && removed(fileOf(root, group, before)); ) before -= 1
  }

  get held(): boolean {
    return !this.ending.signal.aborted && this.clock.now() < this.heldUntil
  }

  get lost(): AbortSignal {
    return this.ending.signal
  }

  async release(): Promise<void> {
    this.cancel()
    if (!this.ending.signal.aborted) writeFileSync(this.file, RELEASED)
    this.ending.abort()
  }

  /** One interval less than others wait. */
  private until(): number {
    return this.clock.now() + (MISSED - 1) * this.interval
  }

  private later(): () => void {
    return this.clock.after(this.interval / 2, () => this.renew(), { background: true })
  }

  private renew(): void {
    const until = this.until()
    try {
      if (!this.held || lastNumber(this.root, this.group) > this.number) return this.ending.abort()
      const now = new Date(this.clock.now())
      utimesSync(this.file, now, now)
      this.heldUntil = until
    } catch {
      // not in time is not at all: `held` says so
      if (!this.held) return this.ending.abort()
    }
    this.cancel = this.later()
  }
}

function fileOf(root: string, group: string, number: number): string {
  return join(root, `${encodeURIComponent(group)}.${number}`)
}

function lastNumber(root: string, group: string): number {
  const prefix = `${encodeURIComponent(group)}.`
  const numbers = readdirSync(root)
    .filter(name => name.startsWith(prefix))
    .map(name => Number(name.slice(prefix.length)))
  return Math.max(0, ...numbers.filter(Number.isSafeInteger))
}

/** What changes with each sign of life; undefined where the leader has given it back. */
function signOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  const text = readFileSync(file, 'utf8')
  return text === RELEASED ? undefined : `${text} ${found.mtimeMs}`
}

function removed(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return false
  rmSync(file, { force: true })
  return true
}
