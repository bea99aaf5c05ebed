import { defineConfig } from 'vitest/config'

/** The packed package, and pages that are followed word by word: `npm run test:package`. They install and start much, and take some minutes. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    globalSetup: ['test/helpers/build-command.ts'],
    testTimeout: 120_000,
  },
})
