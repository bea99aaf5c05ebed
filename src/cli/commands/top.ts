import { defineCommand } from '../command.ts'

export const top = defineCommand({
  name: 'top',
  summary: 'Shows what the routes of a running process do: rate, in flight, latency, failures; again and again.',
  notes: [
    'Processes are found on this machine, for the user that runs them. Rates and latencies are those of the time between two looks; latencies are upper bounds of buckets that double, of a sample of the exchanges.',
  ],
  arguments: [],
  options: [
    { flags: '--process <id>', describe: 'Number or name of the process, where there are several.' },
    { flags: '--interval <seconds>', describe: 'Seconds between two looks.', default: '1' },
    { flags: '--count <number>', describe: 'Ends after so many looks.' },
    { flags: '--json', describe: 'Prints one JSON object in a line for each look.' },
  ],
  examples: [
    { title: 'Until it is interrupted', line: 'kafila top' },
    { title: 'One look, for a program', line: 'kafila top --count 1 --json' },
  ],
  async run(input, io) {
    const { topRoutes } = await import('../actions/top-routes.ts')
    return topRoutes(input, io)
  },
})
