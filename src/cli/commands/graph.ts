import { defineCommand, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const graph = defineCommand({
  name: 'graph',
  summary: 'Draws what route files do: sources, steps, branches, links between routes, error handling. Opens nothing.',
  notes: ['What is wrong with the files is told on standard error; what can be read is drawn all the same.'],
  arguments: [{ name: 'path', describe: 'Files, directories, globs, or - for standard input.', required: true, variadic: true }],
  options: [
    { flags: '--format <format>', describe: 'What is written.', choices: ['mermaid', 'dot', 'svg'], default: 'mermaid' },
    { flags: '-o, --output <file>', describe: 'Writes to a file instead of standard output.' },
    { flags: '--route <id>', describe: 'Only this route, with what handles its errors.' },
    ...INPUT_OPTIONS,
    JSON_OPTION,
  ],
  examples: [
    { title: 'A flowchart for a README or a pull request', line: 'kafila graph routes/quickstart/' },
    { title: 'A picture', line: 'kafila graph routes/ --format svg --output routes.svg' },
  ],
  async run({ arguments: paths, options }, io) {
    const { drawGraph } = await import('../actions/graph-draw.ts')
    return drawGraph(paths, options, io)
  },
})
