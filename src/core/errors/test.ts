import { entry } from './define.ts'

/** Area TEST: something does not hold that a test demands. */
export const testErrors = {
  KF_TEST_CHECK: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A connector or store does not keep what its manifest declares; the check names what was expected.',
    type: 'java.lang.AssertionError',
  }),
} as const
