import type { ErrorEntry } from '../../core/errors/define.ts'
import { errorEntries } from '../../core/errors/table.ts'
import { exceptionLineage } from '../../core/exceptions.ts'
import { nearestName } from '../../core/nearest.ts'
import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'

export const explain = defineCommand({
  name: 'explain',
  summary: 'Tells what an error code means and what to do.',
  arguments: [{ name: 'code', describe: 'The code: KF_…', required: true, choices: () => Object.keys(errorEntries()) }],
  options: [JSON_OPTION],
  examples: [{ title: 'What to do about a missing consumer', line: 'kafila explain KF_RUN_NO_CONSUMER' }],
  async run({ arguments: [given], options }, io) {
    const code = given!.toUpperCase()
    const entry = (errorEntries() as Readonly<Record<string, ErrorEntry<never>>>)[code]
    if (entry === undefined) {
      const nearest = nearestName(code, Object.keys(errorEntries()))
      io.err(`kafila explain: no such code: ${given}${nearest ? `; did you mean ${nearest}?` : ''}\n`)
      return EXIT.invalid
    }
    const { help, type, retryable = false } = entry
    if (options['json']) io.out(envelope('explain', true, help, { code, help, exception: type, retryable }))
    else
      io.out(
        `${code}\n  ${help}\n${type ? `  In routes: ${exceptionLineage(type).join(' < ')}\n` : ''}${retryable ? '  The same message may succeed later.\n' : ''}`,
      )
    return EXIT.ok
  },
})
