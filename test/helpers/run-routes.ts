import { onTestFinished } from 'vitest'
import { type Clock, createKafila, type Exchange, type Kafila, type LogRecord, mocks } from '../../src/index.ts'
import { newFolder } from './folders.ts'

export { newFolder }

export interface RunningRoutes {
  readonly kafila: Kafila
  /** A folder of its own, removed after the test; `{{folder}}` in the routes. */
  readonly folder: string
  readonly records: readonly LogRecord[]
  /** What a mock has received. */
  received(name: string): readonly Exchange[]
  bodies(name: string): unknown[]
  /** Waits until something holds. */
  until(holds: () => boolean): Promise<void>
}

export interface RunOptions {
  readonly clock?: Clock
  readonly beans?: Readonly<Record<string, unknown>>
  readonly start?: boolean
  readonly folder?: string
}

/** Runs routes given as YAML; they are stopped when the test ends. */
export async function runRoutes(yaml: string, options: RunOptions = {}): Promise<RunningRoutes> {
  const folder = options.folder ?? newFolder()
  const records: LogRecord[] = []
  const kafila = await createKafila({
    routes: [{ file: 'test.yaml', text: yaml }],
    properties: { folder },
    directory: folder,
    logger: { enabled: () => true, write: record => void records.push(record) },
    ...(options.clock && { clock: options.clock }),
    ...(options.beans && { beans: options.beans }),
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  if (options.start !== false) await kafila.start()
  const received = (name: string) => mocks(kafila).endpoint(name).received
  return { kafila, folder, records, received, bodies: name => received(name).map(each => each.body), until }
}

/** Waits, 10 s at most, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come about within 10 s')
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}
