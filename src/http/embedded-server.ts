import type { IncomingMessage, ServerResponse } from 'node:http'
import { FetchRequest } from './fetch-request.ts'
import { FetchResponse } from './fetch-response.ts'
import { refuseRequest } from './refuse-request.ts'
import { RequestRouter } from './request-router.ts'

/** Takes the requests of a server of the program (Node, Express, Fastify) or of a platform (`fetch`), for routes that have none of their own. */
export class EmbeddedServer extends RequestRouter {
  override readonly foreign = true
  /** Whether the runtime is started; requests are answered with 503 otherwise. */
  private readonly serves: () => boolean

  constructor(serves: () => boolean) {
    super()
    this.serves = serves
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse, next?: () => void): void => {
    if (!this.serves()) return refuseRequest(request, response, 503, ['Retry-After', '1'])
    this.route(request, response, next)
  }

  readonly fetch = (request: Request): Promise<Response> =>
    new Promise((resolve, reject) => {
      const incoming = new FetchRequest(request)
      const outgoing = new FetchResponse(request, { resolve, reject })
      // what nobody has read is given back
      outgoing.once('close', () => incoming.destroy())
      this.handle(incoming as unknown as IncomingMessage, outgoing as unknown as ServerResponse)
    })

  quiesce(): void {
    this.stopping = true
  }

  close(): void {
    this.stopping = false
  }
}
