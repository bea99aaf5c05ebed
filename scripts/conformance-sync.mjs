// Copies the recorded cases and compare.mjs into test/conformance/. Usage: npm run conformance:sync -- FOLDER
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = process.argv[2]
if (from === undefined) {
  console.error('usage: npm run conformance:sync -- FOLDER   (the folder that holds cases/ and compare.mjs)')
  process.exit(2)
}
const to = fileURLToPath(new URL('../test/conformance', import.meta.url))
await rm(join(to, 'cases'), { recursive: true, force: true })
for (const name of ['cases', 'compare.mjs', 'compare.test.mjs', 'README.md'])
  await cp(join(from, name), join(to, name), { recursive: true })
