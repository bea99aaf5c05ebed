// Real services on 127.0.0.1 for `npm run test:services`: node scripts/services.mjs install|check|start|stop|kill9|signal|env|clean|list [NAME[@ID]…]
// `start` prints KEY=value lines and returns when the service takes connections; after stop or kill9 it takes the same port and data again.

import { catalogue, named } from './services/catalogue.mjs'
import { clean, envOf, kill9, signal, start, stop } from './services/instance.mjs'

const [command, ...names] = process.argv.slice(2)

const commands = {
  list: () =>
    console.log(
      Object.entries(catalogue)
        .map(([name, { from }]) => `${name.padEnd(12)} ${from}`)
        .join('\n'),
    ),
  async install() {
    for (const name of names.length > 0 ? names : Object.keys(catalogue)) {
      const began = Date.now()
      await named(name).install()
      console.log(`${name} is there (${Date.now() - began} ms)`)
    }
  },
  check: () => named(names[0]).check(),
  start: async () => print(await start(names[0])),
  stop: () => stop(names[0]),
  kill9: () => kill9(names[0]),
  signal: () => signal(names[0], names[1]),
  env: () => print(envOf(names[0])),
  clean: () => clean(names[0]),
}

const run = commands[command]
if (run === undefined) {
  console.error(`services: one of ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}
try {
  await run()
} catch (error) {
  console.error(`services: ${error.message}`)
  process.exit(1)
}

function print(env) {
  for (const [key, value] of Object.entries(env)) console.log(`${key}=${value}`)
}
