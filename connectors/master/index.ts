import { defineConnector, duration, integer, text } from '../../src/kit/index.ts'

/** `master://cheese:jms:foo?x=y` is about `jms:foo?x=y`. */
function delegateOf(uri: string): string {
  const rest = uri.replace(/^master:(\/\/)?/, '')
  return rest.slice(rest.indexOf(':') + 1)
}

export default defineConnector({
  name: 'master',
  summary: 'Reads from another endpoint in one process of several only; when that ends another one goes on.',
  notes: [
    'In a pod processes elect by a Lease of Kubernetes (`leaders-NAMESPACE`), for which the ServiceAccount of the pod must get, create and update Leases; elsewhere by files in `.kafila/cluster`, or in the folder of a bean of the type `org.apache.camel.component.file.cluster.FileLockClusterService`.',
    'It is fenced: before each message the process asks whether it still leads, by its own clock; a message that comes later fails as when the route stops, and is given back to its source.',
    'Processes that wait are ready.',
  ],
  syntax: 'master:namespace:delegateUri',
  lenient: true,
  path: {
    namespace: text({ describe: 'The group of which one process leads.', required: true }),
    delegateUri: text({ describe: 'The endpoint to read from.', required: true }),
  },
  source: {
    fields: {
      backOffDelay: duration({
        describe: 'How long after a start that failed the endpoint is tried again.',
        default: 5000,
        advanced: true,
      }),
      backOffMaxAttempts: integer({
        describe: 'After how many starts that failed another process may lead.',
        default: 10,
        advanced: true,
      }),
    },
    delegate: delegateOf,
    async open(options, context) {
      const { findElector } = await import('./find-elector.ts')
      const { MasterSource } = await import('./source.ts')
      return new MasterSource({ ...options, delegateUri: delegateOf(context.uri) }, await findElector(context), context)
    },
  },
  examples: [
    {
      title: 'One of several pods reads a folder',
      yaml: `- from:
    uri: master:inbox:timer:tick?period=60000
    steps:
      - to: mock:end
`,
    },
  ],
})
