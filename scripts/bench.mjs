// Runs benchmarks, each in a process of its own: npm run bench -- [name ...] [--json]. Prints medians and ratios to a hand-written loop of the same run.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runTypeScript } from './run-typescript.mjs'

const folder = fileURLToPath(new URL('bench', import.meta.url))
const all = readdirSync(folder)
  .filter(file => file.endsWith('.bench.ts'))
  .map(file => file.replace('.bench.ts', ''))
const args = process.argv.slice(2)

if (args[0] === '--one') {
  const { bench } = await runTypeScript(`scripts/bench/${args[1]}.bench.ts`)
  process.stdout.write(`${JSON.stringify(await bench())}\n`)
  process.exit(0)
}

const json = args.includes('--json')
const names = args.filter(arg => !arg.startsWith('--'))
const unknown = names.filter(name => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are ${all.join(', ')}`)
  process.exit(2)
}
const results = (names.length > 0 ? names : all).map(runOne)
if (json) console.log(JSON.stringify({ node: process.version, results }, null, 2))
process.exitCode = results.some(result => result.failed) ? 1 : 0

function runOne(name) {
  const child = spawnSync(process.execPath, ['--expose-gc', '--max-semi-space-size=64', fileURLToPath(import.meta.url), '--one', name], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const line = child.stdout.trim().split('\n').at(-1)
  if (child.status !== 0 || !line) {
    console.error(`${name} failed:\n${child.stderr}`)
    return { name, failed: true }
  }
  const result = { name, ...JSON.parse(line) }
  if (!json) print(result)
  return result
}

function print({ name, unit, rows }) {
  console.log(`\n${name} (${unit}, median)`)
  for (const { label, value, ratio, note } of rows) {
    console.log(
      `  ${label.padEnd(44)} ${format(value).padStart(12)}${ratio === undefined ? '' : `   x${ratio.toFixed(2)}`}${note ? `   ${note}` : ''}`,
    )
  }
}

function format(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3)
}
