import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'

/** What can be made, with what its package is called. */
const KINDS: Readonly<Record<string, string>> = {
  connector: 'kafila-connector',
  eip: 'kafila-plug-in',
  format: 'kafila-plug-in',
  language: 'kafila-plug-in',
  store: 'kafila-plug-in',
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const newCommand = defineCommand({
  name: 'new',
  summary: 'Makes a package with a connector, an EIP, a data format, a language or a store of your own, and its test.',
  notes: [
    'The package works as it stands: a connector over a service in memory, held to its promises by the conformance suite; an EIP, a format and a language with examples and tests; a store over a file, held to the contract of stores, `kill -9` included. Replace what it does by what you need, and keep the tests green.',
    'A project that has the package among its dependencies knows what it declares.',
    'The name is written with dashes; in routes an EIP, format or language has it in camelCase: `kafila new eip count-words` makes the step `countWords`; a store is the bean type `countWords.Store`.',
  ],
  arguments: [
    { name: 'kind', describe: `What to make: ${Object.keys(KINDS).join(', ')}.`, required: true, choices: () => Object.keys(KINDS) },
    { name: 'name', describe: 'The name, in lower case with dashes; of a connector, its scheme.', required: true },
  ],
  options: [{ flags: '--folder <path>', describe: 'Where to; default: kafila-connector-NAME, or kafila-plug-in-NAME.' }, JSON_OPTION],
  examples: [
    { title: 'A connector for acme:', line: 'kafila new connector acme' },
    { title: 'A step of your own, countWords', line: 'kafila new eip count-words' },
  ],
  async run({ arguments: [kind, name], options }, io) {
    const wrong = problem(kind!, name!)
    if (wrong !== undefined) {
      io.err(`kafila new: ${wrong}\n`)
      return EXIT.invalid
    }
    const { scaffold } = await import('../actions/scaffold.ts')
    const folder = String(options['folder'] ?? `${KINDS[kind!]}-${name}`)
    const written = scaffold(kind!, name!, folder, io.cwd)
    if (options['json']) io.out(envelope('new', true, `${written.length} files written`, { files: written }))
    else io.out(`${written.map(path => `wrote ${path}\n`).join('')}test it: cd ${folder} && npm install && npm test\n`)
    return EXIT.ok
  },
})

function problem(kind: string, name: string): string | undefined {
  if (!Object.hasOwn(KINDS, kind)) return `no such kind: ${kind}; there are ${Object.keys(KINDS).join(', ')}`
  return NAME.test(name) ? undefined : `${name} is no name: lower case letters, digits and dashes`
}
