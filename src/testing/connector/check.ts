import type { DeliveryManifest } from '../../kit/delivery-manifest.ts'
import type { Bench } from './bench.ts'
import type { ConnectorDriver } from './driver.ts'

/** One thing that a connector must hold; the id is that of the kit's table. */
export interface Check {
  readonly id: string
  /** A sentence of behaviour. */
  readonly title: string
  /** Why the check does not apply to what is declared and driven; `undefined` where it does. */
  excused(manifest: DeliveryManifest, driver: ConnectorDriver): string | undefined
  /** Rejects with what is wrong. */
  run(bench: Bench): Promise<void>
}

export const asSource = ({ source }: DeliveryManifest): string | undefined => (source === undefined ? 'it is no source' : undefined)
export const asSink = ({ sink }: DeliveryManifest): string | undefined => (sink === undefined ? 'it is no sink' : undefined)
export const acknowledged = (manifest: DeliveryManifest): string | undefined =>
  asSource(manifest) ?? (manifest.source!.acks === 'none' ? 'its source acknowledges nothing' : undefined)

/** Several conditions: the first reason counts. */
export function all(
  ...conditions: ((manifest: DeliveryManifest, driver: ConnectorDriver) => string | undefined)[]
): (manifest: DeliveryManifest, driver: ConnectorDriver) => string | undefined {
  return (manifest, driver) => {
    for (const condition of conditions) {
      const reason = condition(manifest, driver)
      if (reason !== undefined) return reason
    }
    return undefined
  }
}

export const steered = (_: DeliveryManifest, { service }: ConnectorDriver): string | undefined =>
  service === undefined ? 'its driver cannot stop the service' : undefined
