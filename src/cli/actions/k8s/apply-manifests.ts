import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { type ClusterOptions, kindOf, placed, shortName, withCluster } from './cluster.ts'
import { type ManifestOptions, manifestsOf } from './manifests.ts'

interface ApplyOptions extends ManifestOptions, ClusterOptions {
  readonly force?: boolean
  readonly dryRun?: boolean
}

/** Applies all objects that the operator would make, without one (server-side apply); gives the exit code. */
export async function applyManifests({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as ApplyOptions
  const manifests = await manifestsOf('k8s apply', paths, options, io)
  if (typeof manifests === 'number') return manifests
  const applied = await withCluster(options, io, async ({ client, namespace }) => {
    const names: string[] = []
    for (const manifest of manifests) {
      await client.apply(kindOf(manifest), placed(manifest, namespace), { force: options.force ?? false, dryRun: options.dryRun ?? false })
      names.push(shortName(manifest))
      if (!options.json) io.out(`${shortName(manifest)} applied${options.dryRun ? ' (dry run)' : ''}\n`)
    }
    return names
  })
  if (options.json) io.out(envelope('k8s apply', true, `${applied.length} objects applied`, applied))
  return EXIT.ok
}
