// Runs routes with the built library until it is killed; the bean `print` writes the items of a list as a line. `node store-routes.mjs FILE FOLDER`.
import { readFileSync, writeSync } from 'node:fs'
import { createKafila, toText } from '../../dist/index.js'

const [file, folder] = process.argv.slice(2)
const print = body => void writeSync(1, `${[...body].map(each => toText(each)).join(' ')}\n`)
const kafila = await createKafila({
  routes: [{ file: 'routes.yaml', text: readFileSync(file, 'utf8') }],
  directory: folder,
  beans: { print: { print } },
  logger: { enabled: level => level === 'ERROR' || level === 'WARN', write: each => void writeSync(2, `${each.message}\n`) },
})
await kafila.start()
