import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/core/clock.ts'
import type { Connection } from './connection.ts'
import { listObjects } from './list-objects.ts'
import type { S3SinkOptions } from './sink-fields.ts'

const MAX_BASES = 1000

interface Counter {
  next: number
}

/** The names of the objects that many messages are written to: `orders.csv`, `orders-1.csv`, `orders-2.csv` … */
export class ObjectNames {
  private readonly options: S3SinkOptions
  private readonly clock: Clock
  private readonly counters = new Map<string, Promise<Counter>>()
  private lastStamp = 0

  constructor(options: S3SinkOptions, clock: Clock) {
    this.options = options
    this.clock = clock
  }

  /** A name that has not been used: by this sink, and with `lastPart` by earlier ones. */
  async next(connection: Connection, base: string): Promise<string> {
    const { namingStrategy } = this.options
    if (namingStrategy === 'random') return withSuffix(base, randomUUID())
    if (namingStrategy === 'timestamp') return withSuffix(base, String(this.stamp()))
    const counter = await this.counter(connection, base)
    const number = counter.next++
    return number === 0 ? base : withSuffix(base, String(number))
  }

  /** Somebody else has used the name: what is there is looked at anew. */
  forget(base: string): void {
    this.counters.delete(base)
  }

  private stamp(): number {
    this.lastStamp = Math.max(this.clock.now(), this.lastStamp + 1)
    return this.lastStamp
  }

  private counter(connection: Connection, base: string): Promise<Counter> {
    const known = this.counters.get(base)
    if (known !== undefined) return known
    const counter = this.count(connection, base).then(next => ({ next }))
    this.counters.set(base, counter)
    counter.catch(() => this.forget(base))
    if (this.counters.size > MAX_BASES) this.counters.delete(this.counters.keys().next().value!)
    return counter
  }

  private async count(connection: Connection, base: string): Promise<number> {
    if (this.options.restartingPolicy === 'override') return 0
    const { stem, extension } = splitName(base)
    let next = 0
    const listing = { bucket: this.options.bucketNameOrArn, prefix: stem, delimiter: undefined }
    for await (const { objects } of listObjects(connection.client, listing, AbortSignal.timeout(this.options.socketTimeout)))
      for (const { key } of objects) next = Math.max(next, numberOf(key, stem, extension) + 1)
    return next
  }
}

/** The number in a name; -1 where it is none of ours. */
function numberOf(key: string, stem: string, extension: string): number {
  if (key === stem + extension) return 0
  if (!key.startsWith(`${stem}-`) || !key.endsWith(extension)) return -1
  const digits = key.slice(stem.length + 1, key.length - extension.length)
  return /^\d{1,15}$/.test(digits) ? Number(digits) : -1
}

/** Puts text between a name and its extension: `orders.csv` becomes `orders-1.csv`. */
export function withSuffix(name: string, suffix: string): string {
  const { stem, extension } = splitName(name)
  return `${stem}-${suffix}${extension}`
}

function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? { stem: name, extension: '' } : { stem: name.slice(0, dot), extension: name.slice(dot) }
}
