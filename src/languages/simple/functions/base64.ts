import { Call } from '../code.ts'
import { bytesValue } from './bytes.ts'
import type { Factory } from './call.ts'
import { optionalArgument } from './strings.ts'

function ofBytes(change: (bytes: Uint8Array) => unknown): Factory {
  return call => {
    const { run } = optionalArgument(call)
    return new Call(exchange => {
      const bytes = bytesValue(run(exchange), exchange)
      return bytes === null ? null : change(bytes)
    })
  }
}

/** Lines of 76 characters, each ended by CRLF, the last one too. */
function encode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64')
  return text.replaceAll(/.{1,76}/g, '$&\r\n')
}

/** Base64, as MIME has it. */
export const base64Functions: Readonly<Record<string, Factory>> = {
  base64Encode: ofBytes(encode),
  base64Decode: ofBytes(bytes => Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64')),
}
