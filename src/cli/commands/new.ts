import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'

const KINDS = ['connector']
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const newCommand = defineCommand({
  name: 'new',
  summary: 'Makes a package with a connector of your own, and its conformance test.',
  notes: [
    'The package works as it stands, over a service in memory: replace its client by that of your service, and keep the tests green.',
    'A project that has the package among its dependencies knows the connector.',
  ],
  arguments: [
    { name: 'kind', describe: 'What to make.', required: true, choices: () => KINDS },
    { name: 'name', describe: 'The scheme, in lower case with dashes.', required: true },
  ],
  options: [{ flags: '--folder <path>', describe: 'Where to; default: kafila-connector-NAME.' }, JSON_OPTION],
  examples: [{ title: 'A connector for acme:', line: 'kafila new connector acme' }],
  async run({ arguments: [kind, name], options }, io) {
    const wrong = problem(kind!, name!)
    if (wrong !== undefined) {
      io.err(`kafila new: ${wrong}\n`)
      return EXIT.invalid
    }
    const { scaffold } = await import('../actions/scaffold.ts')
    const folder = String(options['folder'] ?? `kafila-connector-${name}`)
    const written = scaffold(kind!, name!, folder, io.cwd)
    if (options['json']) io.out(envelope('new', true, `${written.length} files written`, { files: written }))
    else io.out(`${written.map(path => `wrote ${path}\n`).join('')}test it: cd ${folder} && npm install && npm test\n`)
    return EXIT.ok
  },
})

function problem(kind: string, name: string): string | undefined {
  if (!KINDS.includes(kind)) return `no such kind: ${kind}; there are ${KINDS.join(', ')}`
  return NAME.test(name) ? undefined : `${name} is no name for a scheme: lower case letters, digits and dashes`
}
