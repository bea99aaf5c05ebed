import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { yamlText } from '../../../operator/render/route-files.ts'
import { EXIT, envelope, type Io } from '../../command.ts'
import { type ResourceOptions, readResources } from './read-resources.ts'
import { type RenderedResources, renderResources } from './render-resources.ts'

export interface ManifestOptions extends ResourceOptions {
  readonly runtimeImage: string
  readonly json?: boolean
}

/** Reads, checks and renders what a command line names. Where something is wrong it is told, and the exit code given instead of manifests. */
export async function manifestsOf(
  command: string,
  paths: readonly string[],
  options: ManifestOptions,
  io: Io,
): Promise<readonly KubeObject[] | number> {
  const { manifests, problems } = await renderResources(await readResources(paths, options, io), options.runtimeImage, io.cwd)
  const wrong = problems.filter(({ diagnostic }) => diagnostic.severity === 'error')
  if (!options.json) for (const each of problems) io.err(`${problemText(each)}\n`)
  if (wrong.length === 0) return manifests
  const summary = `${wrong.length} ${wrong.length === 1 ? 'error' : 'errors'}`
  if (options.json) io.out(envelope(command, false, summary, null, { code: 'KF_ROUTE_FILES', problems }))
  else io.err(`${summary}: nothing was made\n`)
  return EXIT.invalid
}

function problemText({ resource, diagnostic }: RenderedResources['problems'][number]): string {
  const { at, field, severity, code, message, fix } = diagnostic
  const place = at === undefined ? '' : ` (${at.file}:${at.line}:${at.column})`
  return `${resource}: ${field}${place}: ${severity} ${code} ${message}${fix === undefined ? '' : `; ${fix}`}`
}

/** Objects as one YAML text. */
export function manifestsText(objects: readonly unknown[]): string {
  return objects.map(yamlText).join('---\n')
}
