import type { OptionDefinition } from '../command.ts'

/** Options of all commands that talk to a cluster. */
export const CLUSTER_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--kubeconfig <file>', describe: 'The kubeconfig. Default: KUBECONFIG, the service account of the pod, ~/.kube/config.' },
  { flags: '--context <name>', describe: 'The context of the kubeconfig. Default: the current one.' },
  { flags: '-n, --namespace <name>', describe: 'The namespace. Default: that of the context.' },
]

/** Options of all commands that make manifests of files. */
export const MANIFEST_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--name <name>', describe: 'The name of the Integration that plain route files become. Default: that of the first file.' },
  {
    flags: '--runtime-image <image>',
    describe: 'The image that pods run; {version} stands for the version.',
    default: 'ghcr.io/kafila/kafila:{version}',
  },
  {
    flags: '-p, --property <key=value>',
    describe: 'A property of the Integration made of route files; may be given more than once.',
    repeat: true,
  },
]

/** What manifests are made of. */
export const RESOURCES_ARGUMENT = {
  name: 'path',
  describe: 'Files, directories, globs or -: Integrations, Pipes and Kamelets, and route files, which become one Integration.',
  required: true,
  variadic: true,
} as const
