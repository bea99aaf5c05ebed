import { defineCommand, JSON_OPTION } from '../command.ts'

export const configTypes = defineCommand({
  name: 'config types',
  summary:
    'Prints a TypeScript module with functions for what plug-ins of the project declare: endpoints, languages, data formats and steps.',
  notes: ['They are typed as those of what is built in, with the same documentation. Print it again when the plug-ins change.'],
  arguments: [],
  options: [
    {
      flags: '-o, --output <file>',
      describe: 'Writes to a file instead of standard output. Overwrites only what it has written itself.',
    },
    { flags: '--check', describe: 'Writes nothing, and fails where the file is not what would be written.' },
    JSON_OPTION,
  ],
  examples: [
    { title: 'A module beside the routes', line: 'kafila config types --output routes/kafila.plug-ins.ts' },
    { title: 'In CI: whether it is up to date', line: 'kafila config types --output routes/kafila.plug-ins.ts --check' },
  ],
  async run({ options }, io) {
    const { plugInTypes } = await import('../actions/plug-in-types.ts')
    return plugInTypes(options, io)
  },
})
