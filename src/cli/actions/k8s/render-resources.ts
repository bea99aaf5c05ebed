import { builtInCatalog } from '../../../catalog/index.ts'
import { PLUG_INS_PROPERTY } from '../../../model/plug-in-names.ts'
import type { FieldDiagnostic } from '../../../operator/accept/check-routes.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { renderIntegration } from '../../../operator/render/render-integration.ts'
import { renderPipe } from '../../../operator/render/render-pipe.ts'
import type { Integration } from '../../../operator/resources/integration.ts'
import { VERSION } from '../../version.ts'
import { checkIntegration, contentsOf, neededPlugIns } from './check-integration.ts'
import type { Resources } from './read-resources.ts'

/** Manifests of resources, and what is wrong with their routes. */
export interface RenderedResources {
  readonly manifests: readonly KubeObject[]
  readonly problems: readonly { readonly resource: string; readonly diagnostic: FieldDiagnostic }[]
}

/**
 * The objects that the operator would make of resources, by its own renderers: the same bytes for the same resources, in the same order. `cwd`:
 * where plug-ins that they declare are looked for.
 */
export async function renderResources(resources: Resources, runtimeImage: string, cwd: string): Promise<RenderedResources> {
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
    const checked = { integration, resources, cwd }
    const { diagnostics, kamelets } = await checkIntegration(checked)
    const told = diagnostics.some(isUnknownHere) ? withHints(diagnostics, await neededPlugIns(checked)) : diagnostics
    for (const diagnostic of told) problems.push({ resource: `Integration ${integration.metadata.name}`, diagnostic })
    manifests.push(...renderOne(integration, runtimeImage, { catalog, contents: contentsOf(resources), kamelets }))
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

function isUnknownHere({ undeclared, severity }: FieldDiagnostic): boolean {
  return undeclared === true && severity === 'error'
}

/** Where plug-ins that are installed here would help, that is told: the operator does not know of them. */
function withHints(diagnostics: readonly FieldDiagnostic[], plugIns: readonly string[]): readonly FieldDiagnostic[] {
  if (plugIns.length === 0) return diagnostics
  const fix = `declare ${plugIns.join(' and ')}, which this project has: spec.properties: { ${PLUG_INS_PROPERTY}: "${plugIns.join(',')}" }`
  return diagnostics.map(each => (isUnknownHere(each) ? { ...each, fix } : each))
}
