import type { Clock } from '../../core/clock.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { ApiClient } from '../client/api-client.ts'
import type { ManifestApplier } from './apply-manifests.ts'
import type { CheckMemo } from './check-memo.ts'
import type { ClusterCache } from './cluster-cache.ts'
import type { Dependents } from './dependents.ts'
import type { EventRecorder } from './event-recorder.ts'
import type { SecretVersions } from './secret-versions.ts'

/** What reconcilers work with. */
export interface World {
  readonly client: ApiClient
  readonly cache: ClusterCache
  readonly clock: Clock
  readonly catalog: Catalog
  readonly applier: ManifestApplier
  readonly dependents: Dependents
  readonly secrets: SecretVersions
  readonly checks: CheckMemo
  readonly events: EventRecorder
  /** The runtime that new Integrations are pinned to. */
  readonly runtime: { readonly version: string; imageOf(version: string): string }
  /** Kamelets that all namespaces have, beside their own. */
  readonly bundledKamelet: (name: string) => string | undefined
}
