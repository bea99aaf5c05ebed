import { defineCommand, JSON_OPTION } from '../command.ts'
import { CLUSTER_OPTIONS } from './cluster-options.ts'

export const operatorInstall = defineCommand({
  name: 'operator install',
  summary: 'Installs the operator: definitions of resources, the rights that it needs and no more, two replicas of which one works.',
  notes: [
    'A second time it upgrades. Whoever installs needs the rights of an administrator; the operator has none of these.',
    'With --watch it gets no right for the whole cluster, but one Role in each of these namespaces, which must exist.',
  ],
  arguments: [],
  options: [
    ...CLUSTER_OPTIONS.filter(({ flags }) => !flags.includes('--namespace')),
    { flags: '-n, --namespace <name>', describe: 'The namespace of the operator.', default: 'kafila-system' },
    { flags: '--image <image>', describe: "Kafila's image; {version} stands for the version.", default: 'ghcr.io/kafila/kafila:{version}' },
    { flags: '--runtime-image <image>', describe: 'The image of the pods that it makes. Default: its own.' },
    { flags: '--watch <namespace>', describe: 'Looks at this namespace only; may be given more than once. Default: all.', repeat: true },
    { flags: '--replicas <number>', describe: 'How many operators run.', default: '2' },
    {
      flags: '--admission-policy',
      describe: 'Also has the API server refuse what could harm others in a shared cluster (ValidatingAdmissionPolicy).',
    },
    { flags: '--dry-run', describe: 'Prints the manifests, and needs no cluster.' },
    { flags: '--kustomize <folder>', describe: 'Writes the manifests as a base for kustomize, and needs no cluster.' },
    JSON_OPTION,
  ],
  examples: [
    { title: 'Into the cluster of the current context', line: 'kafila operator install' },
    { title: 'To look at, or for git', line: 'kafila operator install --dry-run > operator.yaml' },
  ],
  async run(input, io) {
    const { installOperator } = await import('../actions/k8s/install-operator.ts')
    return installOperator(input, io)
  },
})
