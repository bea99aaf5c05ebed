import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Clock } from '../core/clock.ts'
import type { MaybePromise } from '../core/step.ts'
import type { Store } from '../kit/store.ts'

const LEASE_MS = 30_000
const PREFIX = 'owner/'

/** Who an owner is, as it stands in the store. */
interface OwnerRecord {
  readonly place: string
  readonly pid: number
  /** Tells apart two processes with one number: in a container each is number 1. */
  readonly process: string
}

/**
 * Who works on what in a store: a name that others can ask about. As long as its process lives it is renewed; a process that died is known
 * at once on its own machine, and after `LEASE_MS` from others.
 */
export class StoreOwner {
  readonly id = randomUUID()
  private readonly store: Store
  private readonly clock: Clock
  private readonly record: OwnerRecord
  private readonly bytes: Buffer
  private starting: Promise<void> | undefined
  private cancel: (() => void) | undefined

  constructor(store: Store, clock: Clock) {
    this.store = store
    this.clock = clock
    this.record = { place: place(), pid: process.pid, process: thisProcess() }
    this.bytes = Buffer.from(JSON.stringify(this.record))
  }

  /** Makes itself known; must have happened before something is marked as its own. */
  start(): MaybePromise<void> {
    if (!this.store.shared) return
    this.starting ??= this.renew().catch(error => {
      this.starting = undefined
      throw error
    })
    return this.starting
  }

  async stop(): Promise<void> {
    if (this.starting === undefined) return
    await this.starting
    this.starting = undefined
    this.cancel?.()
    await this.store.delete(PREFIX + this.id)
  }

  /** Whether an owner may still be at work. */
  async isAlive(id: string): Promise<boolean> {
    if (id === this.id) return true
    if (!this.store.shared) return false
    const bytes = await this.store.get(PREFIX + id)
    if (bytes === undefined) return false
    const other = JSON.parse(Buffer.from(bytes).toString()) as OwnerRecord
    if (other.place !== this.record.place) return true
    return other.pid === process.pid ? other.process === this.record.process : isRunning(other.pid)
  }

  private async renew(): Promise<void> {
    await this.store.set(PREFIX + this.id, this.bytes, { ttlMs: LEASE_MS })
    this.cancel = this.clock.after(LEASE_MS / 3, () => void this.renew().catch(() => this.again()), { background: true })
  }

  /** The store does not answer now. */
  private again(): void {
    if (this.starting === undefined) return
    this.cancel = this.clock.after(LEASE_MS / 10, () => void this.renew().catch(() => this.again()), { background: true })
  }
}

let made: string | undefined

function thisProcess(): string {
  made ??= randomUUID()
  return made
}

/** The machine, and on Linux the space of process numbers on it, which containers have their own of. */
function place(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
