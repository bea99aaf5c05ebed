import { errors, isKafilaError } from '../../core/errors.ts'
import type { FieldDiagnostic } from '../accept/check-routes.ts'
import type { KubeObject, OwnerReference } from '../client/kube-object.ts'
import { canonicalJson } from '../render/canonical-json.ts'
import { CONFIG_HASH } from '../render/pod-template.ts'
import { type Rendered, renderIntegration } from '../render/render-integration.ts'
import type { Integration } from '../resources/integration.ts'
import type { Verdict } from '../status/standings.ts'
import type { Inputs } from './inputs.ts'
import { asOfRevision, dataOf, type Revision, revisionOf, sortedRevisions } from './revisions.ts'
import type { World } from './world.ts'

/** What is to run. */
export interface Target {
  readonly revision: Revision
  readonly rendered: Rendered
  /** Whether it is what the resource says now, not an earlier revision that goes on because that cannot be run. */
  readonly isWanted: boolean
}

/** The runtime of an Integration: the version that it is pinned to, with its image, and the image that its pods run. */
export interface Runtime {
  readonly pinned: { readonly version: string; readonly image: string }
  readonly image: string
}

/** The field manager under which autoscalers set numbers of pods. */
const AUTOSCALER = 'kube-controller-manager'

/** Decides what is to run for an Integration: what it says where that is accepted and complete, else the revision that runs already. */
export class TargetChooser {
  private readonly integration: Integration
  private readonly children: readonly KubeObject[]
  private readonly revisions: readonly KubeObject[]
  private readonly inputs: Inputs
  private readonly world: World
  readonly runtime: Runtime

  constructor(integration: Integration, children: readonly KubeObject[], inputs: Inputs, world: World) {
    this.integration = integration
    this.children = children
    this.revisions = sortedRevisions(children)
    this.inputs = inputs
    this.world = world
    this.runtime = runtimeOf(integration, world)
  }

  choose(): { readonly target: Target | undefined; readonly verdict: Verdict } {
    const verdict = this.verdict()
    if (verdict.invalid.length > 0 || verdict.missing.length > 0) return { target: this.previous(), verdict }
    try {
      return { target: this.wanted(), verdict }
    } catch (error) {
      if (!isKafilaError(error) || !error.code.startsWith('KF_OPER_')) throw error
      const invalidReason = error.details['field'] === REVISION_FIELD ? 'UnknownRevision' : 'InvalidSpec'
      return { target: this.previous(), verdict: { ...verdict, invalid: [error.message], invalidReason } }
    }
  }

  private verdict(): Verdict {
    const { diagnostics, missing } = this.inputs
    const wrong = diagnostics.filter(({ severity }) => severity === 'error')
    const isMissing = ({ code }: FieldDiagnostic) => code === 'KF_ROUTE_UNKNOWN_KAMELET'
    return {
      invalid: wrong.filter(each => !isMissing(each)).map(diagnosticText),
      invalidReason: 'InvalidRoute',
      missing: [
        ...missing,
        ...wrong.filter(isMissing).map(({ field, message }) => `${field}: ${message.replace(/; looked for it .*/, '')}`),
      ],
      warnings: diagnostics.filter(({ severity }) => severity === 'warning').map(diagnosticText),
      running: this.running()?.metadata.name,
    }
  }

  /** The revision that is deployed, where there is one. */
  private running(): KubeObject | undefined {
    const { revision } = this.integration.status ?? {}
    return this.revisions.find(({ metadata }) => metadata.name === revision)
  }

  private wanted(): Target {
    const { spec } = this.integration
    const { kamelets, contents, versions } = this.inputs
    const named = spec.deploy?.revision
    const current = revisionOf(this.integration, kamelets, contents)
    const earlier = named === undefined || named === current.name ? undefined : this.named(named)
    const revision = earlier ?? (spec.reload === 'Never' ? this.unchanged(current) : current)
    return { revision, rendered: this.render(revision, { versions }), isWanted: true }
  }

  private named(name: string): Revision {
    const data = dataOf(this.revisions.find(({ metadata }) => metadata.name === name))
    if (data !== undefined) return { name, data }
    const there = this.revisions.map(({ metadata }) => metadata.name).join(', ') || 'none'
    const what = `Integration ${this.integration.metadata.name}`
    throw errors.KF_OPER_RESOURCE({ what, field: REVISION_FIELD, reason: `there is no revision ${name}; there are: ${there}` })
  }

  /** With `reload: Never`, other Kamelets alone make no other revision. */
  private unchanged(current: Revision): Revision {
    const running = this.running()
    const data = dataOf(running)
    const isSame = data !== undefined && canonicalJson(data.spec) === canonicalJson(current.data.spec)
    return isSame ? { name: running!.metadata.name, data } : current
  }

  private previous(): Target | undefined {
    const running = this.running()
    const data = dataOf(running)
    if (running === undefined || data === undefined) return undefined
    const revision = { name: running.metadata.name, data }
    // what its pods were started with counts: that something is missing by now must not take them away
    return { revision, rendered: this.render(revision, { configHash: this.liveConfigHash() }), isWanted: false }
  }

  private render(
    { data }: Revision,
    config: { readonly versions: ReadonlyMap<string, string> } | { readonly configHash: string },
  ): Rendered {
    const { pinned, image } = this.runtime
    const { runtime = {} } = data.spec
    return renderIntegration(asOfRevision(this.integration, data), {
      catalog: this.world.catalog,
      runtime: { version: runtime.version ?? pinned.version, image: runtime.image ?? image },
      kamelets: new Map(Object.entries(data.kamelets)),
      contents: new Map(Object.entries(data.contents)),
      owner: ownerOf(this.integration),
      replicasAreOthers: this.replicasAreOthers(),
      ...config,
    })
  }

  private liveConfigHash(): string {
    const workload = this.children.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet' || kind === 'CronJob')
    const { template, jobTemplate } = (workload?.['spec'] ?? {}) as {
      template?: Template
      jobTemplate?: { spec?: { template?: Template } }
    }
    return (template ?? jobTemplate?.spec?.template)?.metadata?.annotations?.[CONFIG_HASH] ?? ''
  }

  /** An autoscaler that was pointed at the workload itself has set the number of pods last. */
  private replicasAreOthers(): boolean {
    const workload = this.children.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    return (workload?.metadata.managedFields ?? []).some(({ manager, subresource }) => subresource === 'scale' && manager === AUTOSCALER)
  }
}

const REVISION_FIELD = 'spec.deploy.revision'

interface Template {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> }
}

/** The runtime is that of the first time, unless the resource asks for another one. */
function runtimeOf({ spec, status }: Integration, { runtime: latest }: World): Runtime {
  const { runtime = {} } = spec
  const { version: known, image: knownImage } = status?.runtime ?? {}
  const version = runtime.version ?? (runtime.upgradePolicy === 'Auto' ? latest.version : (known ?? latest.version))
  const image = version === known && knownImage !== undefined ? knownImage : latest.imageOf(version)
  return { pinned: { version, image }, image: runtime.image ?? image }
}

/** The reference by which objects belong to a resource, and go with it. */
export function ownerOf({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid!, controller: true }
}

/** A diagnostic as it stands in a condition: the field, the place in the text, what is wrong, what to do. */
export function diagnosticText({ field, at, message, fix, code }: FieldDiagnostic): string {
  const place =
    at === undefined
      ? ''
      : ` (${field.endsWith('.content') || field.startsWith('spec.flows') ? '' : `${at.file}, `}line ${at.line}:${at.column})`
  return `${field}${place}: ${code} ${message}${fix === undefined ? '' : `; ${fix}`}`
}
