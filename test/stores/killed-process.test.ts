import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { newFolder } from '../helpers/run-routes.ts'

const SCRIPT = fileURLToPath(new URL('../support/store-routes.mjs', import.meta.url))
const FILES = 60

const routes = `
- beans:
    - { name: list, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
    - { name: store, type: kafila.LmdbStore, properties: { path: store } }
- from:
    uri: file:in?initialDelay=0&delay=50&move=../done
    steps:
      - idempotentConsumer:
          header: CamelFileName
          idempotentRepository: store
          steps:
            - convertBodyTo: String
            - aggregate:
                correlationExpression: { constant: all }
                aggregationStrategy: list
                aggregationRepository: store
                completionSize: 4
                completionTimeout: 300
                completionTimeoutCheckerInterval: 100
                steps:
                  - bean: { ref: print, method: print }
`

/** Runs the routes and kills them when `when` says so of the lines so far. */
async function runUntil(folder: string, lines: string[], when: (count: number) => boolean): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, join(folder, 'routes.yaml'), folder], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  let count = 0
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    count += 1
    if (when(count)) child.kill('SIGKILL')
  }
  await gone
}

test('no message is lost between the source and the end of its group, however often the process is killed', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'routes.yaml'), routes)
  for (let file = 0; file < FILES; file++) writeFileSync(join(folder, `in/${String(file).padStart(3, '0')}.txt`), `m${file}`)
  const lines: string[] = []
  const seen = () => new Set(lines.flatMap(line => line.match(/m\d+/g) ?? []))
  await runUntil(folder, lines, count => count === 3)
  await runUntil(folder, lines, count => count === 8)
  const waiting = readdirSync(join(folder, 'in')).length
  await runUntil(folder, lines, () => seen().size === FILES)
  expect(waiting).toBeGreaterThan(0)
  expect(seen().size).toBe(FILES)
}, 120_000)
