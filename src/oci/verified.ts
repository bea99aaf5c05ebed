import { createHash } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { errors } from '../core/errors.ts'
import { type Descriptor, digestOf } from './descriptor.ts'

/** The same bytes; the stream fails at its end with `KF_OCI_DIGEST` where they are not those of the descriptor. */
export function verified(stream: Readable, { digest }: Descriptor): Readable {
  const sum = createHash('sha256')
  const check = new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const actual = `sha256:${sum.digest('hex')}`
      done(actual === digest ? null : errors.KF_OCI_DIGEST({ expected: digest, actual }))
    },
  })
  stream.on('error', cause => check.destroy(cause))
  check.on('close', () => stream.destroy())
  return stream.pipe(check)
}

/** Throws `KF_OCI_DIGEST` where the bytes have another digest. */
export function verifyBytes(bytes: Uint8Array, expected: string): void {
  const actual = digestOf(bytes)
  if (actual !== expected) throw errors.KF_OCI_DIGEST({ expected, actual })
}
