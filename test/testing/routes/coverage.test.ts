import { expect, test } from 'vitest'
import { builtInCatalog } from '../../../src/index.ts'
import { Coverage, readTestFile, runTestFile } from '../../../src/testing/index.ts'

const ROUTES = `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }
- onException:
    exception: [ java.io.IOException ]
    handled: { constant: "true" }
    steps: [ { log: sorry } ]
- route:
    id: main
    from:
      uri: direct:a
      steps:
        - choice:
            when:
              - simple: "\${body} == 1"
                steps: [ { to: "mock:one" } ]
              - simple: "\${body} == 2"
                steps: [ { throwException: { exceptionType: java.io.IOException, message: no } } ]
        - filter: { id: large, simple: "\${body} > 3", steps: [ { to: "mock:large" } ] }
        - filter: { simple: "\${body} == 5", steps: [ { throwException: { exceptionType: java.lang.Exception, message: no } } ] }
`

/** What was not reached when these bodies have come. */
async function missed(...bodies: number[]): Promise<string[]> {
  const catalog = builtInCatalog()
  const coverage = new Coverage()
  const given = bodies.map(body => ({ to: 'direct:a', body }))
  const text = JSON.stringify({ tests: [{ name: 'a', given, expect: [{ outcome: 'in-flight' }] }] })
  const { testFile } = readTestFile(text, 'a.test.yaml', catalog)
  await runTestFile(testFile!, { routes: [{ file: 'a.yaml', text: ROUTES }], catalog }, { folder: '.', coverage })
  return coverage.items.filter(({ hits }) => hits === 0).map(({ kind, what, at }) => `${at.line} ${kind} ${what}`)
}

test('steps, ways and handlers that nothing reached, with their lines', async () => {
  expect(await missed(7)).toEqual(
    [
      '3 handler onException',
      '5 step log',
      '13 branch when 1 of choice',
      '14 step to',
      '15 branch when 2 of choice',
      '16 step throwException',
      '17 branch filter large is false',
      '18 branch filter is true',
      '18 step throwException',
      '1 handler deadLetterChannel to mock:dead',
    ].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
  )
})

test('with a message for each way everything is reached', async () => {
  expect(await missed(1, 2, 3, 5)).toEqual([])
})

test('a choice that never took no way lacks that', async () => {
  expect(await missed(1, 2)).toContain('11 branch no when of choice')
})
