import { isUtf8 } from 'node:buffer'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { parse, stringify } from 'yaml'
import { writeJson } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'

type Kept = Record<string, Record<string, unknown>>

const HEAD = '# What tests have received, written by: kafila test --update\n'

/** How what was received differs from what is kept; both as text. `expected` is missing where nothing is kept yet. */
export interface SnapshotDifference {
  readonly expected?: string
  readonly received: string
}

/** What the tests of a file received when somebody last said that it is right; kept in a file beside it (`orders.test.yaml.snap`). */
export class Snapshots {
  private readonly path: string
  private readonly isUpdate: boolean
  private readonly kept: Kept
  private readonly found: Kept = {}

  /** `update`: what is received now is right. `KF_TEST_FILE` where the file is not of this kind. */
  constructor(path: string, update: boolean) {
    this.path = path
    this.isUpdate = update
    this.kept = read(path)
  }

  /** Holds what an expectation of a test received against what is kept. */
  compare(test: string, what: string, value: unknown): SnapshotDifference | undefined {
    const ofTest = (this.found[test] ??= {})
    const name = freeName(what, ofTest)
    // as the file will give it back
    const received = JSON.parse(JSON.stringify(value)) as unknown
    ofTest[name] = received
    if (this.isUpdate) return undefined
    const kept = this.kept[test]?.[name]
    if (kept === undefined) return { received: writeJson(received) }
    return isDeepStrictEqual(kept, received) ? undefined : { expected: writeJson(kept), received: writeJson(received) }
  }

  /** What is kept of tests that say nothing of it any more: `test: expectation`. */
  stale(): readonly string[] {
    return Object.entries(this.kept).flatMap(([test, names]) =>
      Object.keys(names)
        .filter(name => this.found[test]?.[name] === undefined)
        .map(name => `${test}: ${name}`),
    )
  }

  /** Keeps what was received; with `all`, nothing else. */
  save(all: boolean): void {
    const kept = all ? this.found : { ...this.kept, ...this.found }
    const names = Object.keys(kept).filter(test => Object.keys(kept[test]!).length > 0)
    if (names.length === 0) return rmSync(this.path, { force: true })
    const sorted = Object.fromEntries(names.sort().map(test => [test, kept[test]]))
    writeFileSync(this.path, `${HEAD}${stringify(sorted, { lineWidth: 120 })}`)
  }
}

/** The body of a message as a snapshot keeps it. */
export function snapshotOf({ body }: Exchange): unknown {
  if (body === undefined || body === null) return null
  if (Buffer.isBuffer(body)) return isUtf8(body) ? body.toString('utf8') : { base64: body.toString('base64') }
  if (typeof body !== 'object') return body
  try {
    return JSON.parse(writeJson(body)) as unknown
  } catch {
    return String(body)
  }
}

function read(path: string): Kept {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return {}
  }
  try {
    return (parse(text) ?? {}) as Kept
  } catch (cause) {
    throw errors.KF_TEST_FILE({ reason: `${path} is no file of snapshots: ${exceptionMessage(cause)}` }, { cause })
  }
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  let free = name
  for (let number = 2; free in taken; number++) free = `${name}, ${number}`
  return free
}
