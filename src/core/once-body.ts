import type { Readable } from 'node:stream'
import { errors } from './errors.ts'
import type { ByteSource } from './stream-body.ts'

/**
 * A stream in a route without stream caching: who reads it first gets all of it, who reads it later nothing, or an error where the
 * stream is closed behind its end (that of a file).
 */
export class OnceBody implements ByteSource {
  readonly isByteSource = true
  private readonly source: ByteSource
  private readonly closes: boolean
  private readonly cached: () => boolean
  private spent = false

  /** `cached`: whether the message is in a route with stream caching now; there it can be read again. */
  constructor(source: ByteSource, closes: boolean, cached: () => boolean) {
    this.source = source
    this.closes = closes
    this.cached = cached
  }

  get bytes(): Buffer | undefined {
    return this.spent ? this.rest() : this.source.bytes
  }

  /** From now on there is nothing more to read. */
  used(): void {
    if (!this.cached()) this.spent = true
  }

  open(): Readable {
    if (this.spent) this.rest()
    this.used()
    return this.source.open()
  }

  async load(): Promise<void> {
    if (!this.spent) await this.source.load()
  }

  private rest(): Buffer {
    if (!this.closes) return Buffer.alloc(0)
    const from = 'java.io.BufferedInputStream'
    throw errors.KF_EXPR_CONVERSION_FAILED({ from, to: 'java.lang.String', value: from, reason: 'java.io.IOException: Stream Closed' })
  }
}
