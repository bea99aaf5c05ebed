/** For tests of routes: what `kafila test` does, for other programs. */

export type { Failure, TestedRoutes } from './run-test.ts'
export { type FileResult, type RunTestFileOptions, runTestFile, type TestResult } from './run-test-file.ts'
export { type Expectation, type Given, type Mock, type RouteTest, type RouteTestFile, readTestFile } from './test-file.ts'
export { VirtualClock } from './virtual-clock.ts'
