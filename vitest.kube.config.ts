import { defineConfig } from 'vitest/config'

const common = {
  // one file after the other: the cluster and its node are theirs together
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 180_000,
}

/**
 * Tests against a real Kubernetes: `npm run test:kube`, or `npm run test:kube -- pods` for those whose file has that in its name. Those in `api`
 * play the controllers themselves, and start an API server of their own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'api',
          include: ['test/kube/api/**/*.test.ts'],
          globalSetup: ['test/helpers/build-command.ts', 'test/kube/api/support/own-api-server.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'node',
          include: ['test/kube/*.test.ts'],
          globalSetup: ['test/helpers/build-command.ts'],
        },
      },
    ],
  },
})
