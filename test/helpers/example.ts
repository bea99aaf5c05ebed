import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createKafila, type Kafila, type LogRecord } from '../../src/index.ts'

const ROUTES = fileURLToPath(new URL('../../routes', import.meta.url))

export interface RunningExample {
  readonly kafila: Kafila
  /** What its routes logged. */
  readonly lines: readonly string[]
  readonly records: readonly LogRecord[]
  /** A folder of its own, removed after the test. */
  readonly folder: string
  /** Waits until something holds. */
  until(holds: () => boolean): Promise<void>
}

/** Starts an example of `routes/`; it is stopped when the test ends. `{{folder}}` in properties is a folder of its own. */
export async function runExample(name: string, properties: Readonly<Record<string, string>> = {}): Promise<RunningExample> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-example-'))
  const file = join(ROUTES, `${name}.camel.yaml`)
  const records: LogRecord[] = []
  const lines: string[] = []
  const write = (record: LogRecord) => {
    records.push(record)
    if (record.fromRoute) lines.push(record.message)
  }
  const filled = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, value.replaceAll('{{folder}}', folder)]))
  const kafila = await createKafila({
    routes: [{ file, text: readFileSync(file, 'utf8') }],
    properties: filled,
    directory: dirname(file),
    logger: { enabled: () => true, write },
  })
  onTestFinished(async () => {
    await kafila.stop({ timeoutMs: 2000 })
    rmSync(folder, { recursive: true, force: true })
  })
  for (const value of Object.values(filled)) if (value.startsWith(folder)) mkdirSync(value, { recursive: true })
  await kafila.start()
  return {
    kafila,
    records,
    folder,
    lines,
    until,
  }
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come about within 10 s')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
