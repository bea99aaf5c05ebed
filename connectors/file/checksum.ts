import { createHash } from 'node:crypto'
import { errors } from '../../src/core/errors.ts'
import { MESSAGE_DIGESTS } from '../../src/core/message-digests.ts'
import type { Content } from './content.ts'

/** Refuses an algorithm that Java does not know by this name either (the catalogue's `SHA_256` is one). */
export function checkAlgorithm(algorithm: string): void {
  nameOf(algorithm)
}

function nameOf(algorithm: string): string {
  const name = MESSAGE_DIGESTS[canonical(algorithm)]
  if (name === undefined)
    throw errors.KF_CONN_FILE({ reason: `${algorithm} MessageDigest not available` }, { type: 'java.security.NoSuchAlgorithmException' })
  return name
}

/** Java reads names in any case, and knows the SHA-1 and SHA-2 families without their dash. */
function canonical(algorithm: string): string {
  return algorithm
    .toUpperCase()
    .replace(/^SHA$/, 'SHA-1')
    .replace(/^SHA(1|224|256|384|512)(?!\d|-)/, 'SHA-$1')
}

/** The checksum of content, in hexadecimal digits. A source is read again for it. */
export async function checksumOf(content: Exclude<Content, null>, algorithm: string): Promise<string> {
  const hash = createHash(nameOf(algorithm))
  if (typeof content === 'string' || Buffer.isBuffer(content)) hash.update(content)
  else for await (const chunk of content.open()) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
