import { defineCommand, EXIT, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

const ACTIONS = ['ls', 'show', 'replay', 'drop'] as const

export const dlq = defineCommand({
  name: 'dlq',
  summary: 'Lists, shows, replays and drops dead letters: messages that failed for good and that dlq: has kept.',
  notes: [
    '`replay` sends the message to --to, or to where it came from, with the routes of the files that are given; the letter is dropped when it went well. It may be used while a runtime runs.',
    'The beginning of an id is enough where it is the only one.',
  ],
  arguments: [
    { name: 'action', describe: `One of ${ACTIONS.join(', ')}.`, required: true, choices: () => ACTIONS },
    { name: 'id', describe: 'The id of a letter; for all but ls.' },
    { name: 'path', describe: 'Route files for replay.', variadic: true },
  ],
  options: [
    { flags: '--to <uri>', describe: 'Where replay sends the message. Default: the endpoint that it came from.' },
    { flags: '--keep', describe: 'Keeps a letter that was replayed.' },
    { flags: '--queue <name>', describe: 'Only letters of this queue.' },
    { flags: '--directory <folder>', describe: 'The folder of the letters. Default: .kafila/dead-letters.' },
    ...INPUT_OPTIONS,
    JSON_OPTION,
  ],
  examples: [
    { title: 'What has failed', line: 'kafila dlq ls' },
    { title: 'Sent again by its route', line: 'kafila dlq replay 20261126T10 --to direct:orders routes/' },
  ],
  async run(input, io) {
    if (!ACTIONS.includes(input.arguments[0] as (typeof ACTIONS)[number])) {
      io.err(`kafila dlq: no such action: ${input.arguments[0]}; there are ${ACTIONS.join(', ')}\n`)
      return EXIT.invalid
    }
    const { deadLetters } = await import('../actions/dead-letters.ts')
    return deadLetters(input, io)
  },
})
