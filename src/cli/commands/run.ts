import { defineCommand, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const run = defineCommand({
  name: 'run',
  summary: 'Runs route files until it is stopped.',
  notes: [
    'SIGINT or SIGTERM stops gracefully: sources first, then what is in flight until the deadline; a second signal ends at once.',
    'A run that ends at a limit has the exit code 1 where messages failed that no error handler took.',
    'In a pod the reason of a failure is left in /dev/termination-log, else in the file of KAFILA_TERMINATION_LOG where that is set.',
    'The limits can also stand in application.properties, as camel.main.durationMaxMessages, durationMaxSeconds and durationMaxIdleSeconds.',
  ],
  arguments: [{ name: 'path', describe: 'Files, directories, globs, or - for standard input.', required: true, variadic: true }],
  options: [
    ...INPUT_OPTIONS,
    { flags: '--dev', describe: 'Reloads the routes of files that change, without losing messages in flight.' },
    {
      flags: '--reload',
      describe: 'The same for what runs in a cluster: ConfigMaps and Secrets that are mounted, also those that placeholders name.',
    },
    { flags: '--max-messages <number>', describe: 'Stops after so many messages.' },
    { flags: '--max-seconds <number>', describe: 'Stops after so many seconds.' },
    { flags: '--max-idle-seconds <number>', describe: 'Stops when nothing happened for so many seconds.' },
    { flags: '--port <number>', describe: 'Port of the HTTP server (platform-http, rest). Default 8080.' },
    { flags: '--no-admin', describe: 'Opens no socket for kafila top and kafila tap.' },
    { flags: '--observe <address>', describe: 'Serves /health and /metrics on this port of the loopback interface, or at host:port.' },
    {
      flags: '--linger-seconds <number>',
      describe: 'How long HTTP servers still serve after SIGTERM, no longer ready. Default: 3 in a pod, else 0.',
    },
    {
      flags: '--shutdown-seconds <number>',
      describe: 'How long a stop waits for messages in flight. Default: camel.main.shutdownTimeout, else 30.',
    },
    {
      flags: '--log-level <level>',
      describe: 'Least level that is logged.',
      default: 'INFO',
      choices: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'],
    },
    { flags: '--name <name>', describe: 'Name of the runtime.' },
    { ...JSON_OPTION, describe: 'Logs lines of JSON; a failure to start is one JSON object.' },
  ],
  examples: [
    { title: 'A folder of routes', line: 'kafila run routes/quickstart/' },
    { title: 'While writing a route', line: 'kafila run --dev orders.camel.yaml' },
    { title: 'Ten messages, then the end', line: 'kafila run orders.camel.yaml --max-messages 10' },
  ],
  async run(input, io) {
    const { runRoutes } = await import('../actions/run-routes.ts')
    return runRoutes(input, io)
  },
})
