import { defineConfig } from 'vitest/config'

/** Tests against a real Kubernetes: `npm run test:kube`, or `npm run test:kube -- pods` for those whose file has that in its name. */
export default defineConfig({
  test: {
    include: ['test/kube/**/*.test.ts'],
    globalSetup: ['test/helpers/build-command.ts'],
    // one file after the other: the cluster and its node are theirs together
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
