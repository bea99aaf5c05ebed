import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Diagnostic } from '../../core/diagnostic.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { RouteSource } from '../../runtime/options.ts'
import { Coverage } from '../../testing/routes/coverage.ts'
import { runTestFile, type TestResult } from '../../testing/routes/run-test-file.ts'
import { Snapshots } from '../../testing/routes/snapshots.ts'
import { type RouteTest, type RouteTestFile, readTestFile } from '../../testing/routes/test-file.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { findTestFiles, type InputOptions, type Inputs, readInputs } from '../files.ts'
import { catalogHere } from '../plug-ins.ts'
import { coverageJson, coverageSummary, coverageText, coveredPercent } from './coverage-report.ts'
import { junitReport } from './junit-report.ts'
import { fileText, resultJson, summaryText } from './test-report.ts'
import { watchTests } from './watch-tests.ts'

interface TestOptions extends InputOptions {
  readonly filter?: string
  readonly junit?: string
  readonly json?: boolean
  readonly update?: boolean
  readonly coverage?: boolean
  readonly threshold?: string
  readonly seed?: string
  readonly watch?: boolean
}

/** What holds for all files of a run. */
interface Session {
  readonly options: TestOptions
  readonly io: Io
  readonly coverage: Coverage | undefined
  readonly seed: number | undefined
}

/** How a test file ended, with the texts that its diagnostics are about. */
export interface TestedFile {
  readonly file: string
  readonly results: readonly TestResult[]
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly RouteSource[]
}

/** Runs test files; gives the exit code. With `watch` it goes on until it is interrupted. */
export async function runTests({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as TestOptions
  checkOptions(options)
  const find = async () => [...new Set((await Promise.all(paths.map(path => findTestFiles(path, io.cwd)))).flat())]
  if (options.watch) return watchTests({ paths, find, io, run: files => runFiles(files, options, io).catch(error => tellError(error, io)) })
  return runFiles(await find(), options, io)
}

async function runFiles(files: readonly string[], options: TestOptions, io: Io): Promise<number> {
  const coverage = options.coverage || options.threshold !== undefined ? new Coverage() : undefined
  const session = { options, io, coverage, seed: seedOf(options.seed) }
  const tested: TestedFile[] = []
  for (const file of files) {
    const result = await runFile(file, session)
    tested.push(result)
    if (!options.json) io.out(fileText(result, io.colors))
  }
  if (options.filter !== undefined && tested.every(({ results, diagnostics }) => results.length + diagnostics.length === 0))
    throw errors.KF_CLI_USAGE({ reason: `no test has ${JSON.stringify(options.filter)} in its name` })
  return report(tested, session)
}

function checkOptions({ threshold, seed, watch, json, filter, update }: TestOptions): void {
  const wrong = (reason: string) => errors.KF_CLI_USAGE({ reason })
  if (threshold !== undefined && !(Number(threshold) >= 0 && Number(threshold) <= 100))
    throw wrong(`--threshold is a percentage from 0 to 100, not ${threshold}`)
  if (seed !== undefined && seed !== 'random' && !/^\d{1,10}$/.test(seed)) throw wrong(`--seed is a number or random, not ${seed}`)
  if (watch && json) throw wrong('--watch is for people: it has no --json')
  if (update && filter?.trim() === '') throw wrong('--filter is empty')
}

function seedOf(seed: string | undefined): number | undefined {
  if (seed === undefined) return undefined
  return seed === 'random' ? Math.floor(Math.random() * 1_000_000) : Number(seed)
}

function tellError(error: unknown, io: Io): number {
  io.err(`${isKafilaError(error) ? `${error.code} ` : ''}${exceptionMessage(error)}\n`)
  return EXIT.invalid
}

function report(tested: readonly TestedFile[], { options, io, coverage, seed }: Session): number {
  const tests = exitCode(tested)
  const low = options.threshold !== undefined && coveredPercent(coverage!) < Number(options.threshold)
  const code = tests === EXIT.ok && low ? EXIT.failed : tests
  const summary = [
    summaryText(tested),
    ...(coverage === undefined || !options.json ? [] : [coverageSummary(coverage)]),
    ...(low ? [`coverage is below ${options.threshold} %`] : []),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ].join('; ')
  if (options.junit !== undefined) writeReport(resolve(io.cwd, options.junit), junitReport(tested))
  const result = {
    files: tested.map(resultJson),
    ...(coverage !== undefined && { coverage: coverageJson(coverage) }),
    ...(seed !== undefined && { seed }),
  }
  const text = `${coverage === undefined ? '' : coverageText(coverage, io.colors)}${summary}\n`
  io.out(options.json ? envelope('test', code === EXIT.ok, summary, result) : text)
  return code
}

function writeReport(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } catch (cause) {
    throw errors.KF_CLI_USAGE({ reason: `the report ${path} cannot be written: ${exceptionMessage(cause)}` }, { cause })
  }
}

function exitCode(tested: readonly TestedFile[]): number {
  if (tested.some(({ diagnostics }) => diagnostics.some(each => each.severity === 'error'))) return EXIT.invalid
  return tested.some(({ results }) => results.some(({ failures }) => failures.length > 0)) ? EXIT.failed : EXIT.ok
}

async function runFile(path: string, { options, io, coverage, seed }: Session): Promise<TestedFile> {
  const file = relative(io.cwd, path) || path
  const text = readFileSync(path, 'utf8')
  const { testFile, diagnostics } = readTestFile(text, file, await catalogHere(io.cwd))
  if (testFile === undefined) return { file, results: [], diagnostics, sources: [{ file, text }] }
  const inputs = await readInputs(routeFiles(testFile, path), options, io).catch(asDiagnostic)
  if ('severity' in inputs) return { file, results: [], diagnostics: [...diagnostics, inputs], sources: [] }
  const snapshots = new Snapshots(`${path}.snap`, options.update ?? false)
  const outcome = await runTestFile(
    testFile,
    { ...tested(inputs), env: io.env },
    {
      folder: dirname(path),
      only: only(options.filter),
      snapshots,
      ...(coverage !== undefined && { coverage }),
      ...(seed !== undefined && { seed }),
    },
  )
  const sources = [{ file, text }, ...inputs.routes]
  const all = options.filter === undefined && outcome.results.length > 0
  if (options.update) snapshots.save(all)
  const stale = all && !options.update ? snapshots.stale().map(each => staleSnapshot(file, each)) : []
  return { file, results: outcome.results, diagnostics: [...diagnostics, ...outcome.diagnostics, ...stale], sources }
}

function staleSnapshot(file: string, what: string): Diagnostic {
  const message = `${file}.snap keeps what no test compares any more: ${what}`
  return { code: 'KF_TEST_FILE', severity: 'error', message, fix: 'kafila test --update removes it' }
}

/** A route file that is not there: the other test files are run all the same. */
function asDiagnostic(error: unknown): Diagnostic {
  if (!isKafilaError(error) || !error.code.startsWith('KF_FILES_')) throw error
  return { code: error.code, severity: 'error', message: error.message }
}

function tested({ routes, properties, overrides = {}, directory, catalog }: Inputs) {
  return { routes, properties, overrides, directory, catalog }
}

function only(filter: string | undefined): (test: RouteTest) => boolean {
  return ({ name }) => filter === undefined || name.toLowerCase().includes(filter.toLowerCase())
}

/** The route files of a test file, absolute: those that it names, or the one of its name, be it YAML or TypeScript. */
function routeFiles({ routes }: RouteTestFile, path: string): string[] {
  if (routes.length > 0) return routes.map(each => join(dirname(path), each))
  const named = (ending: string) => join(dirname(path), basename(path).replace(/\.test(\.ya?ml)$/, ending))
  const [yaml, module] = [named('.camel$1'), named('.camel.ts')]
  return [!existsSync(yaml) && existsSync(module) ? module : yaml]
}
