import type { Diagnostic } from '../../core/diagnostic.ts'
import { isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { type Failure, runRouteTest, type TestedRoutes, type TestSurroundings } from './run-test.ts'
import type { RouteTest, RouteTestFile } from './test-file.ts'

/** How a test ended. */
export interface TestResult {
  readonly test: RouteTest
  /** What did not come about; empty where it passed. */
  readonly failures: readonly Failure[]
  /** How long it took by the machine's clock, in milliseconds. */
  readonly ms: number
}

/** How the tests of a file ended. `diagnostics`: what is wrong with the routes; no test is run then. */
export interface FileResult {
  readonly results: readonly TestResult[]
  readonly diagnostics: readonly Diagnostic[]
}

export interface RunTestFileOptions extends Omit<TestSurroundings, 'network'> {
  /** Which tests are run; default: all. */
  readonly only?: (test: RouteTest) => boolean
}

/** Runs the tests of a file one after the other, each with a runtime and a virtual clock of its own. What a test finds wrong is in the result. */
export async function runTestFile(testFile: RouteTestFile, tested: TestedRoutes, options: RunTestFileOptions): Promise<FileResult> {
  const results: TestResult[] = []
  const overrides = { ...testFile.properties, ...tested.overrides }
  for (const test of testFile.tests.filter(options.only ?? (() => true))) {
    const started = performance.now()
    try {
      const failures = await runRouteTest(test, { ...tested, overrides }, { ...options, network: testFile.network })
      results.push({ test, failures, ms: performance.now() - started })
    } catch (error) {
      const diagnostics = diagnosticsOf(error)
      if (diagnostics !== undefined) return { results: [], diagnostics }
      results.push({ test, failures: [{ at: test.place, message: textOf(error) }], ms: performance.now() - started })
    }
  }
  return { results, diagnostics: [] }
}

function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  return isKafilaError(error) && error.code === 'KF_ROUTE_FILES' ? (error.details['diagnostics'] as readonly Diagnostic[]) : undefined
}

function textOf(error: unknown): string {
  return isKafilaError(error) ? `${error.code} ${error.message}` : exceptionMessage(error)
}
