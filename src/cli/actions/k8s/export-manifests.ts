import { resolve } from 'node:path'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { writeKustomizeBase } from './kustomize.ts'
import { type ManifestOptions, manifestsOf, manifestsText } from './manifests.ts'

interface ExportOptions extends ManifestOptions {
  readonly kustomize?: string
}

/** Prints all objects that the operator would make, or writes them as a base for kustomize; gives the exit code. */
export async function exportManifests({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as ExportOptions
  const manifests = await manifestsOf('k8s export', paths, options, io)
  if (typeof manifests === 'number') return manifests
  const summary = `${manifests.length} objects`
  if (options.kustomize !== undefined) {
    const files = writeKustomizeBase(manifests, resolve(io.cwd, options.kustomize))
    io.out(options.json ? envelope('k8s export', true, summary, files) : files.map(file => `${file}\n`).join(''))
  } else io.out(options.json ? envelope('k8s export', true, summary, manifests) : manifestsText(manifests))
  return EXIT.ok
}
