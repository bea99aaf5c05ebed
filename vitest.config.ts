import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'connectors/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/services/**', 'test/kube/**', 'test/package/**'],
    globalSetup: ['test/helpers/build-command.ts'],
    pool: 'threads',
    // files of one worker share what they import: loading it anew for each of them took longer than all tests
    isolate: false,
    // most tests wait for a process or a clock now and then: one worker alone would leave two cores idle half of the time
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
  },
})
