import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare, describe } from '../compare.mjs'
import { readCase } from './case-file.ts'
import { type Observation, type Prepare, runCase } from './run-case.ts'

/** The folder of all cases. */
export const CASES = fileURLToPath(new URL('../cases', import.meta.url))
const CASE_MS = 25_000

export interface CaseResult {
  /** Path below the folder of cases, without ending. */
  readonly name: string
  readonly tags: readonly string[]
  readonly differences: readonly string[]
  readonly observation: Observation
}

/** The cases at and below a path, sorted. */
export function findCases(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

export function caseName(path: string): string {
  return relative(CASES, path).replace(/\.yaml$/, '')
}

/** Runs one case and holds it against the record beside it. */
export async function checkCase(path: string, prepare?: Prepare): Promise<CaseResult> {
  const file = readCase(path)
  const golden = readGolden(path)
  if (typeof golden === 'string') return failed(path, file.tags, golden)
  let observation: Observation
  try {
    observation = await withTimeout(runCase(file, undefined, prepare))
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return failed(path, file.tags, `the run itself failed: ${message}`)
  }
  const plain = JSON.parse(JSON.stringify(observation))
  const differences = compare(golden, plain).map(describe)
  const reason = (plain.start as { ok: boolean; error?: { message: string } }).error?.message
  return {
    name: caseName(path),
    tags: file.tags,
    differences: differences.length > 0 && reason ? [...differences, `(start failed: ${reason})`] : differences,
    observation: plain,
  }
}

/** The record beside a case, or why there is none to be had. */
function readGolden(path: string): object | string {
  const golden = path.replace(/\.yaml$/, '.golden.json')
  try {
    return JSON.parse(readFileSync(golden, 'utf8')) as object
  } catch (error) {
    return `no record of Camel can be read: ${(error as Error).message}`
  }
}

function failed(path: string, tags: readonly string[], message: string): CaseResult {
  return {
    name: caseName(path),
    tags,
    differences: [message],
    observation: { start: { ok: false, error: { type: 'run', message } } },
  }
}

/** Runs cases, a few at a time, in their order. */
export async function checkCases(
  paths: readonly string[],
  jobs: number,
  done: (result: CaseResult) => void,
  prepare?: Prepare,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < paths.length) done(await checkCase(paths[next++]!, prepare))
  }
  await Promise.all(Array.from({ length: jobs }, worker))
}

/** Writes what was observed below a folder, as `<path of the case>.observed.json`. */
export function writeObservation(folder: string, result: CaseResult): void {
  const path = join(folder, `${result.name}.observed.json`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(result.observation, null, 2)}\n`)
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${CASE_MS / 1000} s`)), CASE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
