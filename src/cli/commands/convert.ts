import { defineCommand, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const convert = defineCommand({
  name: 'convert',
  summary: 'Writes route files as YAML in the canonical notation, or as TypeScript. Opens nothing.',
  notes: [
    'The routes stay what they are: both make the same model. Comments, and what beans and data formats stand between, are not kept.',
    'A module of routes is loaded for that, and its code runs. Functions have no text: a route with some is refused with the places of all of them.',
  ],
  arguments: [{ name: 'path', describe: 'Files, directories, globs, or - for standard input.', required: true, variadic: true }],
  options: [
    { flags: '--to <language>', describe: 'What is written.', choices: ['yaml', 'ts'], default: 'yaml' },
    {
      flags: '-o, --output <path>',
      describe: 'Writes to a file or, for several files, into a folder, instead of standard output. Overwrites nothing.',
    },
    ...INPUT_OPTIONS,
    JSON_OPTION,
  ],
  examples: [
    { title: 'A route file as TypeScript', line: 'kafila convert orders.camel.yaml --to ts --output orders.camel.ts' },
    { title: 'A folder of modules as YAML', line: 'kafila convert routes/ --to yaml --output yaml/' },
  ],
  async run({ arguments: paths, options }, io) {
    const { convertRoutes } = await import('../actions/convert-routes.ts')
    return convertRoutes(paths, options, io)
  },
})
