import { resolve } from 'node:path'
import { errors } from '../../../core/errors.ts'
import { installManifests } from '../../../operator/install/install-manifests.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { VERSION } from '../../version.ts'
import { type ClusterOptions, kindOf, shortName, withCluster } from './cluster.ts'
import { writeKustomizeBase } from './kustomize.ts'
import { manifestsText } from './manifests.ts'

interface InstallCommandOptions extends Omit<ClusterOptions, 'namespace'> {
  readonly namespace: string
  readonly image: string
  readonly runtimeImage?: string
  readonly watch?: readonly string[]
  readonly replicas: string
  readonly admissionPolicy?: boolean
  readonly dryRun?: boolean
  readonly kustomize?: string
  readonly json?: boolean
}

/** Installs the operator, or shows with what; gives the exit code. */
export async function installOperator({ options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as InstallCommandOptions
  const replicas = Number(options.replicas)
  if (!Number.isInteger(replicas) || replicas < 1)
    throw errors.KF_CLI_USAGE({ reason: `--replicas takes a whole number, not ${JSON.stringify(options.replicas)}` })
  const objects = installManifests({
    namespace: options.namespace,
    image: options.image.replaceAll('{version}', VERSION),
    version: VERSION,
    runtimeImage: options.runtimeImage ?? options.image,
    watched: options.watch ?? [],
    replicas,
    admissionPolicy: options.admissionPolicy ?? false,
  })
  if (options.kustomize !== undefined) {
    const files = writeKustomizeBase(objects, resolve(io.cwd, options.kustomize))
    io.out(options.json ? envelope('operator install', true, `${files.length} files`, files) : files.map(file => `${file}\n`).join(''))
    return EXIT.ok
  }
  if (options.dryRun) {
    io.out(options.json ? envelope('operator install', true, `${objects.length} objects`, objects) : manifestsText(objects))
    return EXIT.ok
  }
  await withCluster(options, io, async ({ client }) => {
    for (const object of objects) {
      await client.apply(kindOf(object), object, { force: true })
      if (!options.json) io.out(`${shortName(object)} applied\n`)
    }
  })
  if (options.json) io.out(envelope('operator install', true, `${objects.length} objects applied`, objects.map(shortName)))
  return EXIT.ok
}
