import { defineCommand, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const test = defineCommand({
  name: 'test',
  summary: 'Runs the tests of routes: *.test.yaml files. Touches no network, and waits for no clock.',
  notes: [
    'Each test has a runtime of its own, whose clock stands still until the test moves it on. Endpoints that lead out of the process are mocked; one that is not makes the test fail.',
    'Exit code 1: a test failed; 2: a test file, or a route file that it tests, is wrong.',
  ],
  arguments: [{ name: 'path', describe: 'Test files, directories (with all test files below) or globs.', required: true, variadic: true }],
  options: [
    ...INPUT_OPTIONS,
    { flags: '--filter <text>', describe: 'Runs only tests that have this in their names.' },
    { flags: '--junit <file>', describe: 'Also writes the results to a file, as JUnit has them.' },
    JSON_OPTION,
  ],
  examples: [
    { title: 'All tests of a folder', line: 'kafila test routes/' },
    { title: 'One test', line: 'kafila test routes/errors/retry.test.yaml --filter polite' },
  ],
  async run(input, io) {
    const { runTests } = await import('../actions/run-tests.ts')
    return runTests(input, io)
  },
})
