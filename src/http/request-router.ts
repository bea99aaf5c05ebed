import type { IncomingMessage, ServerResponse } from 'node:http'
import { isKafilaError } from '../core/errors.ts'
import { normalizePath } from './normalize-path.ts'
import type { PathParameters } from './path-pattern.ts'
import { rawHeader } from './raw-headers.ts'
import { refuseRequest } from './refuse-request.ts'
import { HttpRouter, type Wanted } from './router.ts'

/** A request for which a route was found: its normalised path, and what the path gave to the route's parameters. */
export interface RoutedRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly parameters: PathParameters
}

export type RequestHandler = (routed: RoutedRequest) => void

/** Hands requests to the routes of a runtime that share a server, whoever the server is. */
export class RequestRouter {
  readonly router = new HttpRouter<RequestHandler>()
  /** Whether requests pass through code of the program first, which may have read their bodies. */
  readonly foreign: boolean = false
  /** Set while the runtime stops: answers then close their connection. */
  stopping = false
  /** Set while the runtime is about to stop: answers close their connection, too, but all are served. */
  protected leaving = false

  /** Resolves once requests may come. */
  listen(): Promise<void> {
    return Promise.resolve()
  }

  /** Hands a request to its route, or answers it with why there is none; `unknown` is called where no route has such a path. */
  protected route(request: IncomingMessage, response: ServerResponse, unknown?: () => void): void {
    if (this.stopping || this.leaving) response.shouldKeepAlive = false
    try {
      const url = request.url!
      const question = url.indexOf('?')
      const path = normalizePath(question < 0 ? url : url.slice(0, question))
      const found = this.router.find(new Request(request, path))
      if (found === 404 && unknown !== undefined && !this.stopping) unknown()
      // a route that has stopped already is not a resource that does not exist
      else if (typeof found === 'number') refuseRequest(request, response, this.stopping ? 503 : found)
      else found.route.handler({ request, response, path, parameters: found.parameters })
    } catch (error) {
      refuseRequest(request, response, isKafilaError(error) && error.code === 'KF_HTTP_REQUEST' ? Number(error.details['status']) : 500)
    }
  }
}

/** What the router asks of a request; headers are looked up only when a route restricts them. */
class Request implements Wanted {
  readonly method: string
  readonly path: string
  private readonly request: IncomingMessage

  constructor(request: IncomingMessage, path: string) {
    this.method = request.method!
    this.path = path
    this.request = request
  }

  header(name: 'content-type' | 'accept'): string | undefined {
    return rawHeader(this.request.rawHeaders, name)
  }
}
