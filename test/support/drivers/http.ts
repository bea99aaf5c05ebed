import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import http from '../../../connectors/http/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'

/** A server that takes whatever is posted to it. */
export async function httpDriver(): Promise<ConnectorDriver> {
  const received = new Map<string, RawMessage[]>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.get(request.url!)?.push({ body: Buffer.concat(chunks) })
      response.end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const { port } = server.address() as AddressInfo
  let places = 0
  return {
    connector: http,
    async place() {
      const path = `/${++places}`
      received.set(path, [])
      return { sink: `http://127.0.0.1:${port}${path}?httpMethod=POST`, read: async () => received.get(path)!.splice(0) }
    },
  }
}
