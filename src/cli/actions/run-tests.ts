import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Diagnostic } from '../../core/diagnostic.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { RouteSource } from '../../runtime/options.ts'
import { runTestFile, type TestResult } from '../../testing/routes/run-test-file.ts'
import { type RouteTest, type RouteTestFile, readTestFile } from '../../testing/routes/test-file.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { findTestFiles, type InputOptions, type Inputs, readInputs } from '../files.ts'
import { catalogHere } from '../plug-ins.ts'
import { junitReport } from './junit-report.ts'
import { fileText, resultJson, summaryText } from './test-report.ts'

interface TestOptions extends InputOptions {
  readonly filter?: string
  readonly junit?: string
  readonly json?: boolean
}

/** How a test file ended, with the texts that its diagnostics are about. */
export interface TestedFile {
  readonly file: string
  readonly results: readonly TestResult[]
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly RouteSource[]
}

/** Runs test files; gives the exit code. */
export async function runTests({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as TestOptions
  const files = [...new Set((await Promise.all(paths.map(path => findTestFiles(path, io.cwd)))).flat())]
  const tested: TestedFile[] = []
  for (const file of files) {
    const result = await runFile(file, options, io)
    tested.push(result)
    if (!options.json) io.out(fileText(result, io.colors))
  }
  if (options.filter !== undefined && tested.every(({ results, diagnostics }) => results.length + diagnostics.length === 0))
    throw errors.KF_CLI_USAGE({ reason: `no test has ${JSON.stringify(options.filter)} in its name` })
  return report(tested, options, io)
}

function report(tested: readonly TestedFile[], options: TestOptions, io: Io): number {
  const code = exitCode(tested)
  const summary = summaryText(tested)
  if (options.junit !== undefined) writeReport(resolve(io.cwd, options.junit), junitReport(tested))
  io.out(options.json ? envelope('test', code === EXIT.ok, summary, { files: tested.map(resultJson) }) : `${summary}\n`)
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

async function runFile(path: string, options: TestOptions, io: Io): Promise<TestedFile> {
  const file = relative(io.cwd, path) || path
  const text = readFileSync(path, 'utf8')
  const { testFile, diagnostics } = readTestFile(text, file, await catalogHere(io.cwd))
  if (testFile === undefined) return { file, results: [], diagnostics, sources: [{ file, text }] }
  const inputs = await readInputs(routeFiles(testFile, path), options, io).catch(asDiagnostic)
  if ('severity' in inputs) return { file, results: [], diagnostics: [...diagnostics, inputs], sources: [] }
  const tests = await runTestFile(testFile, { ...tested(inputs), env: io.env }, { folder: dirname(path), only: only(options.filter) })
  const sources = [{ file, text }, ...inputs.routes]
  return { file, results: tests.results, diagnostics: [...diagnostics, ...tests.diagnostics], sources }
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
