import { type CommandDefinition, defineCommand, JSON_OPTION, type OptionDefinition } from '../command.ts'
import { CLUSTER_OPTIONS, MANIFEST_OPTIONS, RESOURCES_ARGUMENT } from './cluster-options.ts'

const NAMESPACE = CLUSTER_OPTIONS.find(({ flags }) => flags.includes('--namespace'))!
const FORCE: OptionDefinition = { flags: '--force', describe: 'Takes fields over that others have set.' }
const NAME = { name: 'name', describe: 'The name of an Integration or Pipe.', required: true } as const

/** Commands about Kubernetes. The first four need no operator. */
export const k8sCommands: readonly CommandDefinition[] = [
  defineCommand({
    name: 'k8s apply',
    summary: 'Applies to a cluster what the operator would make of resources and routes, without an operator.',
    notes: ['The API server merges (server-side apply): fields that others have set are told as a conflict, unless --force is given.'],
    arguments: [RESOURCES_ARGUMENT],
    options: [
      ...MANIFEST_OPTIONS,
      ...CLUSTER_OPTIONS,
      FORCE,
      { flags: '--dry-run', describe: 'Has the API server check all of it, and store nothing.' },
      JSON_OPTION,
    ],
    examples: [{ title: 'A folder of routes, as pods', line: 'kafila k8s apply routes/quickstart/ --name quickstart -n demo' }],
    run: async (input, io) => (await import('../actions/k8s/apply-manifests.ts')).applyManifests(input, io),
  }),
  defineCommand({
    name: 'k8s convert',
    summary: "Makes Kafila's resources of Camel K's Integrations, Pipes and Kamelets, and tells what has no place in them.",
    arguments: [{ name: 'path', describe: 'Files, directories, globs or -.', required: true, variadic: true }],
    options: [{ flags: '--strict', describe: 'Gives the exit code 1 where something was not carried over.' }, JSON_OPTION],
    examples: [{ title: 'An Integration of Camel K, for the operator', line: 'kafila k8s convert orders.yaml | kubectl apply -f -' }],
    run: async (input, io) => (await import('../actions/k8s/convert-resources.ts')).convertResources(input, io),
  }),
  defineCommand({
    name: 'k8s delete',
    summary: 'Deletes Integrations and Pipes by name, and what `k8s apply` has made under these names.',
    arguments: [{ ...NAME, variadic: true }],
    options: [...CLUSTER_OPTIONS, JSON_OPTION],
    examples: [{ title: 'One Integration', line: 'kafila k8s delete orders -n shop' }],
    run: async (input, io) => (await import('../actions/k8s/delete-resources.ts')).deleteResources(input, io),
  }),
  defineCommand({
    name: 'k8s deploy',
    summary: 'Gives resources and routes to the operator of a cluster, and waits until they are ready.',
    notes: ['Routes are checked before the cluster is touched. One that is stalled or late gives the exit code 1, with the reason.'],
    arguments: [RESOURCES_ARGUMENT],
    options: [
      ...MANIFEST_OPTIONS,
      ...CLUSTER_OPTIONS,
      FORCE,
      { flags: '--wait-seconds <number>', describe: 'How long to wait; 0: not at all.', default: '120' },
      JSON_OPTION,
    ],
    examples: [{ title: 'A route file, as an Integration', line: 'kafila k8s deploy orders.camel.yaml -n shop' }],
    run: async (input, io) => (await import('../actions/k8s/deploy-resources.ts')).deployResources(input, io),
  }),
  defineCommand({
    name: 'k8s diff',
    summary: 'Shows what `k8s apply` would change, as the API server would store it; the exit code is 1 where something would.',
    arguments: [RESOURCES_ARGUMENT],
    options: [...MANIFEST_OPTIONS, ...CLUSTER_OPTIONS, JSON_OPTION],
    examples: [{ title: 'Before an apply', line: 'kafila k8s diff orders.camel.yaml -n shop' }],
    run: async (input, io) => (await import('../actions/k8s/diff-manifests.ts')).diffManifests(input, io),
  }),
  defineCommand({
    name: 'k8s export',
    summary: 'Prints all objects that the operator would make of resources and routes; needs no cluster.',
    notes: ['They are made by the code of the operator; the same files give the same bytes, in the order in which they are to be applied.'],
    arguments: [RESOURCES_ARGUMENT],
    options: [
      ...MANIFEST_OPTIONS,
      NAMESPACE,
      { flags: '--kustomize <folder>', describe: 'Writes a base for kustomize instead.' },
      JSON_OPTION,
    ],
    examples: [
      { title: 'To look at, or for git', line: 'kafila k8s export orders.camel.yaml > orders.yaml' },
      { title: 'A base for kustomize', line: 'kafila k8s export routes/ --name shop --kustomize deploy/base' },
    ],
    run: async (input, io) => (await import('../actions/k8s/export-manifests.ts')).exportManifests(input, io),
  }),
  defineCommand({
    name: 'k8s get',
    summary: 'Lists the Integrations and Pipes of a namespace, and how they stand.',
    arguments: [{ ...NAME, required: false }],
    options: [...CLUSTER_OPTIONS, { flags: '-A, --all-namespaces', describe: 'Of all namespaces.' }, JSON_OPTION],
    examples: [{ title: 'All of a namespace', line: 'kafila k8s get -n shop' }],
    run: async (input, io) => (await import('../actions/k8s/get-resources.ts')).getResources(input, io),
  }),
  defineCommand({
    name: 'k8s logs',
    summary: 'Prints the logs of all pods of an Integration.',
    arguments: [NAME],
    options: [
      ...CLUSTER_OPTIONS,
      { flags: '-f, --follow', describe: 'Goes on, also with pods that come later and containers that start anew, until a signal.' },
      { flags: '--tail <number>', describe: 'Only so many lines of the past.' },
      { flags: '--previous', describe: 'Of the container before the last restart.' },
      { ...JSON_OPTION, describe: 'One JSON object for each line: pod, line.' },
    ],
    examples: [{ title: 'While it runs', line: 'kafila k8s logs orders -n shop --follow' }],
    run: async (input, io) => (await import('../actions/k8s/follow-logs.ts')).followLogs(input, io),
  }),
  defineCommand({
    name: 'k8s promote',
    summary: 'Copies an Integration or Pipe to another namespace or cluster, with the image that its pods run, by digest.',
    notes: [
      'ConfigMaps, Secrets, Kamelets and the ServiceAccount that it names must be there; where one is missing nothing is written, and the exit code is 1.',
    ],
    arguments: [NAME],
    options: [
      ...CLUSTER_OPTIONS,
      { flags: '--to <namespace>', describe: 'The other namespace.' },
      { flags: '--to-context <name>', describe: 'The context of another cluster.' },
      { flags: '--dry-run', describe: 'Looks for what is missing, prints the resource, and writes nothing.' },
      JSON_OPTION,
    ],
    examples: [{ title: 'From test to production', line: 'kafila k8s promote orders -n test --to production' }],
    run: async (input, io) => (await import('../actions/k8s/promote-resource.ts')).promoteResource(input, io),
  }),
]
