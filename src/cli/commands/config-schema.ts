import { routeSchema } from '../../catalog/generate/json-schema.ts'
import { builtInCatalog } from '../../catalog/index.ts'
import { defineCommand, EXIT } from '../command.ts'

export const configSchema = defineCommand({
  name: 'config schema',
  summary: 'Prints the JSON Schema of route files, for editors.',
  arguments: [],
  options: [],
  examples: [{ title: 'For the YAML extension of an editor', line: 'kafila config schema > route.schema.json' }],
  async run(_, io) {
    io.out(`${JSON.stringify(routeSchema(builtInCatalog()), null, 2)}\n`)
    return EXIT.ok
  },
})
