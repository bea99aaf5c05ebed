import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { asTypeScript } from '../../dsl/as-typescript.ts'
import { type CaseResult, checkCases, findCases, writeObservation } from './suite.ts'

/** `conformance PATH… [--out DIR] [--jobs N] [--quiet] [--typescript]`: exit code 0 where every case passes. */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      jobs: { type: 'string', default: '4' },
      quiet: { type: 'boolean', default: false },
      typescript: { type: 'boolean', default: false },
    },
  })
  if (positionals.length === 0) {
    console.error('usage: npm run -s conformance -- PATH... [--out DIR] [--jobs N] [--quiet] [--typescript]')
    return 2
  }
  const results: CaseResult[] = []
  const paths = positionals.flatMap(path => findCases(resolve(path)))
  // what a case leaves behind (a rejection nobody awaits) must not take the others down, but it is told
  process.on('unhandledRejection', error => console.error('unhandled rejection:', error))
  const done = (result: CaseResult) => {
    results.push(result)
    if (values.out !== undefined) writeObservation(values.out, result)
    if (result.differences.length > 0 && !values.quiet)
      console.log([`FAILED ${result.name}`, ...result.differences.map(line => `    ${line}`)].join('\n'))
  }
  await checkCases(paths, Number(values.jobs), done, values.typescript ? asTypeScript : undefined)
  report(results)
  return results.every(result => result.differences.length === 0) ? 0 : 1
}

function report(results: readonly CaseResult[]): void {
  table('by area', results, result => [result.name.split('/').slice(0, 2).join('/')])
  table('by tag', results, result => result.tags)
  const failed = results.filter(result => result.differences.length > 0)
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
}

function table(title: string, results: readonly CaseResult[], keys: (result: CaseResult) => readonly string[]): void {
  const counts = new Map<string, { passed: number; all: number }>()
  for (const result of results) {
    for (const key of keys(result)) {
      const count = counts.get(key) ?? { passed: 0, all: 0 }
      count.all += 1
      if (result.differences.length === 0) count.passed += 1
      counts.set(key, count)
    }
  }
  console.log(`\n${title}`)
  for (const [key, { passed, all }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`  ${key.padEnd(36)} ${String(passed).padStart(4)} / ${all}${passed < all ? '   <' : ''}`)
}
