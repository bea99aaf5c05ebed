import type { Catalog } from '../../kit/catalog.ts'
import type { KubeObject, OwnerReference } from '../client/kube-object.ts'
import type { Integration } from '../resources/integration.ts'
import type { Needs } from './needs.ts'
import type { Reference } from './references.ts'
import type { RouteFile } from './route-files.ts'

/** What the manifests of an Integration are made from beside itself. */
export interface RenderContext {
  readonly catalog: Catalog
  /** The runtime that the pods run. */
  readonly runtime: { readonly version: string; readonly image: string }
  /** The text of each Kamelet that is used, by name. */
  readonly kamelets?: ReadonlyMap<string, string>
  /** The texts that `sources[].contentRef` names, by `NAME/KEY`. */
  readonly contents?: ReadonlyMap<string, string>
  /** The versions of the ConfigMaps and Secrets that are used, by `Kind/name`: another version is another pod. */
  readonly versions?: ReadonlyMap<string, string>
  /** Instead of `versions`: what the pods that run already say of these (the annotation `kafila.dev/config-hash`); empty where they say nothing. */
  readonly configHash?: string
  /** Whom the manifests belong to; they are removed with it. */
  readonly owner?: OwnerReference
  /** Whether somebody else sets the number of pods. */
  readonly replicasAreOthers?: boolean
}

/** What all renderers get: the Integration, and what was found out about it once. */
export interface RenderInput extends RenderContext {
  readonly integration: Integration
  readonly files: readonly RouteFile[]
  readonly needs: Needs
  readonly references: readonly Reference[]
  readonly workload: WorkloadKind
  /** The name of the ConfigMap with the routes, with the hash of its content. */
  readonly routesName: string
}

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'CronJob' | 'Job'

/** Makes the manifests of one kind; none where there is no need for one. Pure: equal input gives equal manifests. */
export type Renderer = (input: RenderInput) => readonly KubeObject[]
