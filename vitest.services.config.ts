import { defineConfig } from 'vitest/config'

/** Tests against real services: `npm run test:services`, or `npm run test:services -- kafka` for those whose file has that in its name. */
export default defineConfig({
  test: {
    include: ['test/services/**/*.test.ts'],
    globalSetup: ['test/helpers/build-command.ts'],
    // one service after the other: they share two or three cores with what they are tested by
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
