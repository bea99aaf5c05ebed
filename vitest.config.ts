import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'connectors/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/services/**', 'test/kube/**', 'test/package/**'],
    globalSetup: ['test/helpers/build-command.ts'],
    pool: 'threads',
    testTimeout: 30_000,
  },
})
