import type { Diagnostic } from '../../../core/diagnostic.ts'
import { plugInNames } from '../../../model/plug-in-names.ts'
import { type CheckedRoutes, checkRoutes } from '../../../operator/accept/check-routes.ts'
import { podFacts } from '../../../operator/accept/pod-facts.ts'
import { kameletText } from '../../../operator/reconcile/inputs.ts'
import { planIntegration } from '../../../operator/render/render-integration.ts'
import type { Integration } from '../../../operator/resources/integration.ts'
import { catalogWith, dependenciesHere, isHere } from '../../plug-ins.ts'
import type { Resources } from './read-resources.ts'

/** What is checked: an Integration, the resources that stand beside it, and the folder whose packages are looked at. */
export interface Checked {
  readonly integration: Integration
  readonly resources: Pick<Resources, 'kamelets' | 'others'>
  readonly cwd: string
}

/** Checks the routes of an Integration as the operator does, with the plug-ins that it declares, as far as they are installed here. */
export function checkIntegration(checked: Checked): Promise<CheckedRoutes> {
  return checkWith(installed(checked), checked)
}

async function checkWith(plugIns: readonly string[], { integration, resources, cwd }: Checked): Promise<CheckedRoutes> {
  return checkRoutes(planIntegration(integration, { contents: contentsOf(resources) }).files, {
    catalog: await catalogWith(plugIns, cwd),
    knownPlugIns: plugIns,
    findKamelet: name => kameletOf(name, resources),
    ...podFacts(integration.spec),
  })
}

function declared({ integration }: Checked): string[] {
  return plugInNames(integration.spec.properties ?? {})
}

function installed(checked: Checked): string[] {
  return declared(checked).filter(name => isHere(name, checked.cwd))
}

/** The plug-ins among the dependencies of the project that the routes of an Integration need, and that it does not declare. */
export async function neededPlugIns(checked: Checked): Promise<string[]> {
  const { cwd } = checked
  const candidates = dependenciesHere(cwd).filter(name => !declared(checked).includes(name) && isHere(name, cwd))
  if (candidates.length === 0) return []
  const known = installed(checked)
  const unknown = async (names: readonly string[]) => (await checkWith(names, checked)).diagnostics.filter(each => each.undeclared).map(key)
  const needed: string[] = []
  let left = await unknown(known)
  // what one plug-in declares may hold what another one does
  for (let found = left.length > 0; found && left.length > 0; ) {
    found = false
    for (const name of candidates.filter(each => !needed.includes(each))) {
      const then = await unknown([...known, ...needed, name])
      if (left.every(each => then.includes(each))) continue
      needed.push(name)
      left = then
      found = true
    }
  }
  return needed.sort()
}

function key({ code, message, at }: Diagnostic): string {
  return [code, message, at?.file, at?.line, at?.column].join(' ')
}

/** The texts that `contentRef` names are looked for among the files: a ConfigMap beside the Integration. */
export function contentsOf({ others }: Checked['resources']): Map<string, string> {
  const contents = new Map<string, string>()
  for (const { kind, metadata, ...fields } of others) {
    if (kind !== 'ConfigMap') continue
    for (const [key, text] of Object.entries((fields['data'] ?? {}) as Record<string, string>))
      contents.set(`${metadata.name}/${key}`, text)
  }
  return contents
}

function kameletOf(name: string, { kamelets }: Checked['resources']): string | undefined {
  const found = kamelets.find(({ metadata }) => metadata.name === name)
  return found && kameletText(found)
}
