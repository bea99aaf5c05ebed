import type { Readable } from 'node:stream'
import { errors } from './errors.ts'
import type { ByteSource } from './stream-body.ts'

/** The class that such a stream has in Java; all but the first are closed behind their end. */
export type OnceClass = 'java.io.ByteArrayInputStream' | 'java.io.BufferedInputStream' | 'java.io.StringReader' | 'java.io.BufferedReader'

/**
 * A stream in a route without stream caching: who reads it first gets all of it, who reads it later nothing, or an error where the
 * stream is closed behind its end.
 */
export class OnceBody implements ByteSource {
  readonly isByteSource = true
  readonly javaClass: OnceClass
  private readonly source: ByteSource
  private readonly cached: () => boolean
  private spent = false

  /** `cached`: whether the message is in a route with stream caching now; there it can be read again. */
  constructor(source: ByteSource, javaClass: OnceClass, cached: () => boolean) {
    this.source = source
    this.javaClass = javaClass
    this.cached = cached
  }

  get bytes(): Buffer | undefined {
    return this.spent ? this.rest() : this.source.bytes
  }

  /** Whether it is closed behind its end. */
  get closes(): boolean {
    return this.javaClass !== 'java.io.ByteArrayInputStream'
  }

  /** From now on there is nothing more to read. */
  used(): void {
    if (!this.cached()) this.spent = true
  }

  /** Back to the beginning, where it is not closed. */
  rewind(): void {
    if (!this.closes) this.spent = false
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
    const { javaClass: from } = this
    const value = `${from}@1`
    throw errors.KF_EXPR_CONVERSION_FAILED({ from, to: 'java.lang.String', value, reason: 'java.io.IOException: Stream closed' })
  }
}
