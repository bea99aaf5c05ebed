import { builtInCatalog } from '../../../catalog/index.ts'
import { checkRoutes, type FieldDiagnostic } from '../../../operator/accept/check-routes.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { kameletText } from '../../../operator/reconcile/inputs.ts'
import { planIntegration, renderIntegration } from '../../../operator/render/render-integration.ts'
import { renderPipe } from '../../../operator/render/render-pipe.ts'
import type { Integration } from '../../../operator/resources/integration.ts'
import { VERSION } from '../../version.ts'
import type { Resources } from './read-resources.ts'

/** Manifests of resources, and what is wrong with their routes. */
export interface RenderedResources {
  readonly manifests: readonly KubeObject[]
  readonly problems: readonly { readonly resource: string; readonly diagnostic: FieldDiagnostic }[]
}

/** The objects that the operator would make of resources, by its own renderers: the same bytes for the same resources, in the same order. */
export async function renderResources(resources: Resources, runtimeImage: string): Promise<RenderedResources> {
  const catalog = builtInCatalog()
  const problems: { resource: string; diagnostic: FieldDiagnostic }[] = []
  const integrations: Integration[] = [...resources.integrations]
  for (const pipe of resources.pipes) {
    const { integration, diagnostics } = renderPipe(pipe, catalog)
    for (const each of diagnostics) problems.push({ resource: `Pipe ${pipe.metadata.name}`, diagnostic: { ...each, field: 'spec' } })
    if (integration !== undefined) integrations.push(integration)
  }
  const manifests: KubeObject[] = resources.others.slice()
  for (const integration of integrations) {
    const { files, contents } = filesOf(integration, resources)
    const checked = await checkRoutes(files, {
      catalog,
      findKamelet: name => kameletOf(name, resources),
      env: literalEnvironment(integration),
      hasHiddenProperties: hasHiddenProperties(integration),
    })
    for (const diagnostic of checked.diagnostics) problems.push({ resource: `Integration ${integration.metadata.name}`, diagnostic })
    manifests.push(...renderOne(integration, runtimeImage, { catalog, contents, kamelets: checked.kamelets }))
  }
  return { manifests, problems }
}

type Context = Pick<Parameters<typeof renderIntegration>[1], 'catalog' | 'contents' | 'kamelets'>

function renderOne(integration: Integration, runtimeImage: string, context: Context): readonly KubeObject[] {
  const { runtime = {} } = integration.spec
  const version = runtime.version ?? VERSION
  const image = runtime.image ?? runtimeImage.replaceAll('{version}', version)
  return renderIntegration(integration, { ...context, runtime: { version, image } }).manifests
}

/** The texts that `contentRef` names are looked for among the files: a ConfigMap beside the Integration. */
function filesOf(integration: Integration, { others }: Resources) {
  const contents = new Map<string, string>()
  for (const { kind, metadata, ...fields } of others) {
    if (kind !== 'ConfigMap') continue
    for (const [key, text] of Object.entries((fields['data'] ?? {}) as Record<string, string>))
      contents.set(`${metadata.name}/${key}`, text)
  }
  return { files: planIntegration(integration, { contents }).files, contents }
}

function kameletOf(name: string, { kamelets }: Resources): string | undefined {
  const found = kamelets.find(({ metadata }) => metadata.name === name)
  return found && kameletText(found)
}

function literalEnvironment({ spec }: Integration): Record<string, string> {
  const given = (spec.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]))
  return { POD_NAME: 'pod', POD_NAMESPACE: 'namespace', ...Object.fromEntries(given) }
}

function hasHiddenProperties({ spec }: Integration): boolean {
  return (spec.configs ?? []).some(({ as }) => as === 'Environment') || (spec.env ?? []).some(({ valueFrom }) => valueFrom !== undefined)
}
