import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Result, rowsOf } from './measure.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ROUNDS = 15

/** Whole processes, interleaved: an empty one, the command without routes, a route that logs one message, the quickstart until its first message is done. The built command is measured, as users run it. */
export async function bench(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-start-'))
  const route = join(folder, 'one.camel.yaml')
  writeFileSync(
    route,
    '- from:\n    uri: timer:once?delay=0&repeatCount=1\n    steps:\n      - setBody: { simple: "hello" }\n      - log: "${body}"\n',
  )
  const bin = join(ROOT, 'bin/kafila.js')
  const commands = [
    { label: "node -e ''", args: ['-e', ''] },
    { label: 'kafila --version', args: [bin, '--version'] },
    { label: 'kafila validate (one route)', args: [bin, 'validate', route] },
    { label: 'kafila run, one message, stop', args: [bin, 'run', route, '--max-messages', '1'] },
    {
      label: 'kafila validate, a route of the examples',
      args: [bin, 'validate', join(ROOT, 'routes/routing/content-based-router.camel.yaml')],
    },
    {
      label: 'kafila run routes/quickstart/, one message, stop',
      args: [bin, 'run', join(ROOT, 'routes/quickstart'), '--max-messages', '1'],
    },
  ]
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }
  // certificates named by the environment are read at every start of Node 20: not ours to measure
  delete env['NODE_EXTRA_CA_CERTS']
  const times = commands.map(() => [] as number[])
  for (let round = -2; round < ROUNDS; round++) {
    for (const [index, { args }] of commands.entries()) {
      const start = process.hrtime.bigint()
      const child = spawnSync(process.execPath, args, { env, cwd: folder, encoding: 'utf8' })
      if (child.status !== 0) throw new Error(`${args.join(' ')} failed: ${child.stderr}`)
      if (round >= 0) times[index]!.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  }
  rmSync(folder, { recursive: true, force: true })
  const rows = rowsOf(commands, times).map((row, index) => ({
    ...row,
    note: `least ${Math.min(...times[index]!).toFixed(0)}`,
  }))
  return { unit: 'ms per process', rows }
}
