import type { KubeObject } from '../client/kube-object.ts'
import type { Integration } from '../resources/integration.ts'
import { contentHash } from './canonical-json.ts'
import { renderConfigMap } from './config-map.ts'
import type { RenderContext, Renderer, RenderInput, WorkloadKind } from './context.ts'
import { renderCronJob } from './cron-job.ts'
import { renderDeployment } from './deployment.ts'
import { renderHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts'
import { renderHttpRoute } from './http-route.ts'
import { renderIngress } from './ingress.ts'
import { renderJob } from './job.ts'
import { type Needs, needsOf } from './needs.ts'
import { renderPodDisruptionBudget } from './pod-disruption-budget.ts'
import { DEFAULT_STORAGE } from './pod-volumes.ts'
import { type Reference, referencesOf } from './references.ts'
import { type RouteFile, routeFiles } from './route-files.ts'
import { renderService } from './service.ts'
import { renderStatefulSet } from './stateful-set.ts'

/** In the order in which they are applied: what a pod needs stands before it. */
const RENDERERS: readonly Renderer[] = [
  renderConfigMap,
  renderService,
  renderDeployment,
  renderStatefulSet,
  renderCronJob,
  renderJob,
  renderPodDisruptionBudget,
  renderHorizontalPodAutoscaler,
  renderIngress,
  renderHttpRoute,
]

/** What an Integration becomes. */
export interface Rendered {
  /** All objects, in the order in which they are applied. */
  readonly manifests: readonly KubeObject[]
  readonly workload: WorkloadKind
  /** Why it is this kind of workload, for people. */
  readonly decision: string
  readonly needs: Needs
  readonly references: readonly Reference[]
  readonly files: readonly RouteFile[]
}

/** What was found out about an Integration before its manifests are made: what `checkRoutes` is given, too. */
export interface Plan {
  readonly workload: WorkloadKind
  readonly decision: string
  readonly needs: Needs
  readonly files: readonly RouteFile[]
}

/** Decides as what an Integration runs, and which files its pods get. */
export function planIntegration(integration: Integration, { contents, kamelets }: Pick<RenderContext, 'contents' | 'kamelets'> = {}): Plan {
  const kameletFiles = [...(kamelets ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => ({ name: `${name}.kamelet.yaml`, text, field: `Kamelet ${name}` }))
  const plain = routeFiles(integration, contents)
  const needs = needsOf([...plain, ...kameletFiles])
  const { workload, decision } = workloadOf(integration, needs)
  const once = workload === 'CronJob'
  const stateFolder = workload === 'StatefulSet' ? (integration.spec.storage?.mountPath ?? DEFAULT_STORAGE.mountPath) : undefined
  const files = [...routeFiles(integration, contents, { once, stateFolder }), ...kameletFiles]
  // properties alone are no routes: an image brings its own
  return { workload, decision, needs, files: files.some(({ name }) => /\.ya?ml$/.test(name)) ? files : [] }
}

/**
 * The objects that run an Integration. Pure: equal input gives equal manifests, in the same order, and fields that an API server would fill in
 * with other values are said. Throws `KF_OPER_RESOURCE` where the resource asks for what cannot be, `KF_OPER_TOO_LARGE` for too many routes.
 */
export function renderIntegration(integration: Integration, context: RenderContext): Rendered {
  const { workload, decision, needs, files } = planIntegration(integration, context)
  const references = referencesOf(integration, files)
  const routesName = `${integration.metadata.name}-routes-${contentHash(files.map(({ name, text }) => [name, text]))}`
  const input: RenderInput = { ...context, integration, files, needs, references, workload, routesName }
  return { manifests: RENDERERS.flatMap(render => render(input)), workload, decision, needs, references, files }
}

function workloadOf({ spec }: Integration, { state }: Needs): { readonly workload: WorkloadKind; readonly decision: string } {
  const { kind = 'Auto' } = spec.deploy ?? {}
  if (kind !== 'Auto') return { workload: kind, decision: `spec.deploy.kind is ${kind}` }
  if (spec.storage !== undefined) return { workload: 'StatefulSet', decision: 'spec.storage is set' }
  if (state.length > 0) return { workload: 'StatefulSet', decision: `routes keep state in files (${[...new Set(state)].join(', ')})` }
  return { workload: 'Deployment', decision: 'nothing keeps state in files of the pod' }
}
