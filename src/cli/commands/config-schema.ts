import { routeSchema } from '../../catalog/generate/json-schema.ts'
import { defineCommand, EXIT } from '../command.ts'

const FILES = ['routes', 'tests']

export const configSchema = defineCommand({
  name: 'config schema',
  summary: 'Prints a JSON Schema for editors: of route files and resources, or of tests of routes.',
  notes: ['What plug-ins of the project declare is in it. Print it again when they change.'],
  arguments: [{ name: 'files', describe: 'Which files: routes (the default) or tests.', choices: () => FILES }],
  options: [],
  examples: [
    { title: 'For the YAML extension of an editor', line: 'kafila config schema > route.schema.json' },
    { title: 'For *.test.yaml files', line: 'kafila config schema tests > test.schema.json' },
  ],
  async run({ arguments: [files = 'routes'] }, io) {
    if (!FILES.includes(files)) {
      io.err(`kafila config schema: no such files: ${files}; there are ${FILES.join(', ')}\n`)
      return EXIT.invalid
    }
    const { catalogHere } = await import('../plug-ins.ts')
    const catalog = await catalogHere(io.cwd)
    const { testSchema } = await import('../../testing/routes/test-schema.ts')
    const schema = files === 'tests' ? testSchema(catalog) : routeSchema(catalog)
    io.out(`${JSON.stringify(schema, null, 2)}\n`)
    return EXIT.ok
  },
})
