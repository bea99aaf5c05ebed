import type { IncomingMessage } from 'node:http'

/** Why a request fails whose body is gone. */
export const BODY_LOST =
  'the body was read before the request came here; mount the handler before body parsers (express.json), or have them keep the bytes as rawBody'

/** The bytes of a body that code of the program has read already and kept, as `rawBody` or `body`; `lost` where it did not keep them. */
export function bodyReadBefore(request: IncomingMessage): Buffer | 'lost' | undefined {
  if (!request.readableDidRead) return undefined
  const { rawBody, body } = request as { rawBody?: unknown; body?: unknown }
  for (const kept of [rawBody, body]) {
    if (typeof kept === 'string') return Buffer.from(kept)
    if (kept instanceof Uint8Array) return Buffer.from(kept)
  }
  return 'lost'
}
