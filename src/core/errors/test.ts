import { entry } from './define.ts'

function told(label: string, text: string | undefined): string {
  return text === undefined ? '' : `\n  ${label} ${text.replaceAll('\n', '\n           ')}`
}

/** Area TEST: something does not hold that a test demands. */
export const testErrors = {
  KF_TEST_CHECK: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A connector or store does not keep what its manifest declares; the check names what was expected.',
    type: 'java.lang.AssertionError',
  }),
  KF_TEST_EXPECT: entry<{ failures: readonly { message: string; expected?: string; received?: string }[] }>({
    message: d =>
      d.failures
        .map(({ message, expected, received }) => [message, told('expected', expected), told('received', received)].join(''))
        .join('\n'),
    help: 'What a test expects of its routes did not come about.',
    type: 'java.lang.AssertionError',
  }),
  KF_TEST_FILE: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A test file is wrong in itself: docs/guides/test-routes.md shows what it may say.',
  }),
  KF_TEST_TIMEOUT: entry<{ seconds: number; what: string }>({
    message: d => `${d.what} within ${d.seconds} s of real time`,
    help: 'Tests move the clock themselves and take milliseconds. Something waits for what does not come, or there is too much to do: a timer with a short period and a long `advance`.',
    type: 'java.util.concurrent.TimeoutException',
  }),
  KF_TEST_UNMOCKED: entry<{ uri: string }>({
    message: d => `${d.uri} leads out of the process, and no mock stands for it`,
    help: 'Name the endpoint under mocks. A test that is meant to reach what is outside says network: true in its file.',
    type: 'java.lang.AssertionError',
  }),
} as const
