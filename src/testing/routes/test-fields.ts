import { boolean, choice, duration, group, integer, list, map, text, value } from '../../kit/index.ts'

const OUTCOMES = ['completed', 'failed', 'dead-lettered', 'in-flight', 'acknowledged', 'given-back'] as const

const content = {
  body: value({ describe: 'The body: a text, a number, a list or a map.' }),
  json: value({ describe: 'The body as JSON text.' }),
  file: text({ describe: 'File with the body, beside the test file.' }),
  headers: value({ describe: 'Headers, by name.' }),
}

const place = {
  endpoint: text({
    describe: "URI of an endpoint, `prefix*`, or a regular expression; without options it stands for all of the endpoint's.",
  }),
  step: text({ describe: 'Id of a step.' }),
}

/** What a test sends. */
export const givenFields = {
  to: text({ describe: 'URI of an endpoint, or of the source of a route.' }),
  route: text({ describe: 'Id of a route: the message comes as if its source had sent it.' }),
  step: text({ describe: 'Id of a step: the message comes there, and goes on to the end of the steps among which it stands.' }),
  at: duration({ describe: 'When, from the start of the test. Never earlier than the message before.' }),
  pattern: choice(['InOnly', 'InOut'], { describe: 'Whether a reply is expected.', default: 'InOnly' }),
  ...content,
}

/** What works in place of an endpoint or a step. */
export const mockFields = {
  ...place,
  respond: group(content, { describe: 'What it answers. Without it the message stays as it is.' }),
  fail: group(
    {
      exception: text({ describe: 'Java class name of the exception. Default: java.lang.Exception, or that of the code.' }),
      code: text({ describe: 'Code of the error, as `kafila explain` knows it.' }),
      message: text({ describe: 'Its message.', default: 'failed by the test' }),
      times: integer({ describe: 'How often it fails before it answers. Default: always.' }),
    },
    { describe: 'How it fails.', shorthand: 'exception' },
  ),
  delay: duration({ describe: 'How long it takes, by the clock of the test.' }),
  hang: boolean({ describe: 'Whether it never answers.', default: false }),
}

const matched = {
  body: value({ describe: 'The whole body: a text as text, a list or map by what is in it.' }),
  json: value({ describe: 'What is in the body, read as JSON: maps may hold more.' }),
  file: text({ describe: 'File with the whole body, beside the test file.' }),
  matches: text({ describe: 'Regular expression that is found in the body.' }),
  headers: value({ describe: 'Headers that are there; null: one that is not.' }),
}

/** What must have come about. */
export const expectFields = {
  ...place,
  log: text({ describe: 'A text in a line that a route logged.' }),
  logger: text({ describe: 'Name of the logger of those lines.' }),
  count: integer({ describe: 'How many messages, attempts that failed included.' }),
  never: boolean({ describe: 'Whether there was none.', default: false }),
  messages: list(group(matched, { describe: 'One of them.', shorthand: 'body' }), { describe: 'The messages, in order.' }),
  anyOrder: boolean({ describe: 'Whether the messages may come in any order, each expected one as one of its own.', default: false }),
  snapshot: boolean({
    describe: 'Whether the bodies are those that `kafila test --update` has kept beside the test file.',
    default: false,
  }),
  outcome: choice(OUTCOMES, {
    describe:
      'How a given message ended. `acknowledged` (completed or dead-lettered) and `given-back` (failed) are what its source makes of that.',
  }),
  of: integer({ describe: 'Which of the given messages, counted from 1.', default: 1 }),
  code: text({ describe: "The failure's code." }),
  exception: text({ describe: 'Java class name of the failure, or of a superclass.' }),
  message: text({ describe: "A text in the failure's message." }),
  reply: group(matched, { describe: 'The given message when it has ended.', shorthand: 'body' }),
}

const mocks = list(group(mockFields, { describe: 'A mock.' }), {
  describe: 'What works in place of endpoints and steps; the first that fits counts.',
})

export const testFields = {
  name: text({ describe: 'What the test shows, as a sentence.', required: true }),
  cases: list(value({ describe: 'The values of one case, by name.' }), {
    describe: 'A table: the test is run once for each row, in which `<name>` stands for the value of that name.',
  }),
  now: text({ describe: 'The time at which the clock starts, as ISO 8601.', default: '2026-01-01T00:00:00Z' }),
  given: list(group(givenFields, { describe: 'A message.' }), { describe: 'Messages, in order.' }),
  mocks,
  advance: duration({
    describe: 'How far the clock moves on after the last message. Without it: until all messages have ended, an hour at most.',
  }),
  expect: list(group(expectFields, { describe: 'An expectation.' }), { describe: 'What must have come about then.', required: true }),
}

/** A test file. */
export const testFileFields = {
  routes: list(text({ describe: 'A route file.' }), {
    describe: 'The route files, from the folder of the test file. Default: the one of the same name.',
  }),
  properties: map({ describe: 'Application properties; they win over those of application.properties and of the environment.' }),
  network: boolean({ describe: 'Whether endpoints without a mock are the real ones.', default: false }),
  mocks,
  tests: list(group(testFields, { describe: 'A test.' }), { describe: 'The tests.', required: true }),
}
