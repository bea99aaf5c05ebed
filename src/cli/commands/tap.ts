import { defineCommand } from '../command.ts'

export const tap = defineCommand({
  name: 'tap',
  summary:
    'Shows exchanges of a running process as they pass: the message before a route or step and after it, what each step did, how it ended and how long it took.',
  notes: [
    'At most --per-second exchanges are looked at; all others pass as ever, and without a tap nothing is looked at at all. Secrets are covered, bodies are cut at 4096 characters, streams are not read. A terminal that is too slow loses samples and says so.',
    '`--as-test` writes what came by as tests of the routes (see kafila test); what led out of the process is mocked with the answer that it gave, and must get what it got.',
  ],
  arguments: [
    {
      name: 'pattern',
      describe: 'Id of a route, or of a step where no route is called so; `prefix*` or a regular expression. Default: all routes.',
    },
  ],
  options: [
    { flags: '--process <id>', describe: 'Number or name of the process, where there are several.' },
    { flags: '--per-second <number>', describe: 'How many exchanges a second are looked at, at most.', default: '10' },
    { flags: '--limit <number>', describe: 'Ends after so many exchanges. Default: none; 5 with --as-test.' },
    { flags: '--as-test <file>', describe: 'Writes a *.test.yaml of what came by; a file that is there is kept.' },
    { flags: '--json', describe: 'Prints one JSON object in a line for each exchange.' },
  ],
  examples: [
    { title: 'What comes by', line: 'kafila tap orders' },
    { title: 'A test of real messages', line: 'kafila tap orders --limit 3 --as-test orders.test.yaml' },
  ],
  async run(input, io) {
    const { tapRoutes } = await import('../actions/tap-routes.ts')
    return tapRoutes(input, io)
  },
})
