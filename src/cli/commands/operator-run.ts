import { defineCommand, JSON_OPTION } from '../command.ts'

export const operatorRun = defineCommand({
  name: 'operator run',
  summary: 'Runs the operator: makes pods of the Integrations and Pipes of a cluster.',
  notes: [
    'The cluster is that of --kubeconfig, KUBECONFIG, the service account of the pod, or ~/.kube/config, in this order.',
    'Of several operators one writes, by a Lease; the others stand by with filled caches. SIGTERM gives the Lease back.',
  ],
  arguments: [],
  options: [
    { flags: '--kubeconfig <file>', describe: 'The kubeconfig of the cluster.' },
    { flags: '--context <name>', describe: 'The context of the kubeconfig. Default: the current one.' },
    { flags: '--namespace <name>', describe: 'Looks at this namespace only; may be given more than once. Default: all.', repeat: true },
    {
      flags: '--runtime-image <image>',
      describe: 'The image that pods run; {version} stands for the version.',
      default: 'ghcr.io/kafila/kafila:{version}',
    },
    { flags: '--runtime-version <version>', describe: 'The version of new Integrations. Default: that of this command.' },
    { flags: '--kamelets <path>', describe: 'A folder or catalogue (JSON) of Kamelets that all namespaces have, beside their own.' },
    { flags: '--workers <number>', describe: 'How many resources are worked on at a time.', default: '4' },
    { flags: '--qps <number>', describe: 'Requests to the API server per second, in the long run.', default: '50' },
    { flags: '--burst <number>', describe: 'Requests to the API server at once.', default: '100' },
    { flags: '--resync-seconds <number>', describe: 'After how long everything is looked at again.', default: '600' },
    { flags: '--secrets-seconds <number>', describe: 'How often Secrets that are used are asked for changes.', default: '30' },
    { flags: '--lease <name>', describe: 'The name of the Lease.', default: 'kafila-operator' },
    { flags: '--lease-namespace <name>', describe: 'The namespace of the Lease. Default: that of the pod or context.' },
    { flags: '--lease-seconds <number>', describe: 'How long a silent leader is waited for.', default: '15' },
    {
      flags: '--renew-seconds <number>',
      describe: 'How long a leader tries in vain to renew the Lease before it gives up.',
      default: '10',
    },
    { flags: '--retry-seconds <number>', describe: 'How long between tries to take or renew the Lease.', default: '2' },
    {
      flags: '--observe <address>',
      describe: 'Serves /healthz, /readyz and /metrics on this port of the loopback interface, or at host:port.',
    },
    {
      flags: '--log-level <level>',
      describe: 'Least level that is logged.',
      default: 'INFO',
      choices: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'],
    },
    { ...JSON_OPTION, describe: 'Logs lines of JSON; a failure to start is one JSON object.' },
  ],
  examples: [
    { title: 'For all namespaces of the current context', line: 'kafila operator run' },
    { title: 'For one namespace, with a catalogue of Kamelets', line: 'kafila operator run --namespace shop --kamelets kamelets.json' },
  ],
  async run(input, io) {
    const { runOperator } = await import('../actions/run-operator.ts')
    return runOperator(input, io)
  },
})
