/** For tests of routes: what `kafila test` does, for other programs. */

export { Coverage, type CoverageItem, type Covered } from './coverage.ts'
export type { Failure, TestedRoutes, TestSurroundings } from './run-test.ts'
export { type FileResult, type RunTestFileOptions, runTestFile, type TestResult } from './run-test-file.ts'
export { Snapshots } from './snapshots.ts'
export {
  type ExpectedMessageInput,
  type ExpectInput,
  type MockInput,
  type SendInput,
  type SentMessage,
  TestBed,
  type TestBedOptions,
  testRoutes,
} from './test-bed.ts'
export { type Expectation, type Given, type Mock, type RouteTest, type RouteTestFile, readTestFile } from './test-file.ts'
export { VirtualClock } from './virtual-clock.ts'
