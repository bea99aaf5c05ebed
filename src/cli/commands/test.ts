import { defineCommand, JSON_OPTION } from '../command.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const test = defineCommand({
  name: 'test',
  summary: 'Runs the tests of routes: *.test.yaml files. Touches no network, and waits for no clock.',
  notes: [
    'Each test has a runtime of its own, whose clock stands still until the test moves it on. Endpoints that lead out of the process are mocked; one that is not makes the test fail.',
    'Exit code 1: a test failed, or too little was reached; 2: a test file, or a route file that it tests, is wrong.',
  ],
  arguments: [{ name: 'path', describe: 'Test files, directories (with all test files below) or globs.', required: true, variadic: true }],
  options: [
    ...INPUT_OPTIONS,
    { flags: '--filter <text>', describe: 'Runs only tests that have this in their names.' },
    { flags: '--update', describe: 'Keeps what is received now as the snapshots; removes those that no test compares any more.' },
    { flags: '--coverage', describe: 'Tells which steps, branches and error handlers no test reached.' },
    { flags: '--threshold <percent>', describe: 'Fails where the tests reach less than that; with --coverage.' },
    {
      flags: '--seed <number>',
      describe: 'Lets what happens at the same time happen in another order, which the number gives again; random takes any.',
    },
    { flags: '--watch', describe: 'Runs tests again when a file beside them changes, until it is interrupted.' },
    { flags: '--junit <file>', describe: 'Also writes the results to a file, as JUnit has them.' },
    JSON_OPTION,
  ],
  examples: [
    { title: 'All tests of a folder', line: 'kafila test routes/' },
    { title: 'What is not tested', line: 'kafila test routes/ --coverage --threshold 80' },
    { title: 'One test', line: 'kafila test routes/errors/retry.test.yaml --filter polite' },
  ],
  async run(input, io) {
    const { runTests } = await import('../actions/run-tests.ts')
    return runTests(input, io)
  },
})
