import { EndpointStatus } from '../core/connection.ts'
import { maskUri } from '../core/mask-secrets.ts'

/** Addresses that messages make (`toD`) are told apart up to so many; those beyond count together. */
const MAX_LABELS = 1000

/** What endpoints of one runtime count and how their connections stand. */
export class EndpointStatuses {
  private readonly byKey = new Map<string, EndpointStatus>()

  /** The status of an endpoint by its URI; made when first asked for. */
  of(direction: 'source' | 'sink', routeId: string, uri: string): EndpointStatus {
    const label = this.label(uri)
    const key = `${direction} ${routeId} ${label}`
    let status = this.byKey.get(key)
    if (status === undefined) this.byKey.set(key, (status = new EndpointStatus(label, direction, routeId)))
    return status
  }

  all(): Iterable<EndpointStatus> {
    return this.byKey.values()
  }

  private label(uri: string): string {
    const plain = maskUri(uri.split('?')[0]!)
    return this.byKey.size < MAX_LABELS ? plain : `${plain.split(':')[0]}:…`
  }
}
