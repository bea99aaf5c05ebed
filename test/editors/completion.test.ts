import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LanguageServer } from '../helpers/language-server.ts'

const schema = (name: string) => fileURLToPath(new URL(`../../schemas/${name}`, import.meta.url))
let server: LanguageServer

beforeAll(async () => {
  server = await LanguageServer.start({
    [schema('route.schema.json')]: ['*.camel.yaml', '*.kamelet.yaml', '*.pipe.yaml'],
    [schema('test.schema.json')]: ['*.test.yaml'],
  })
})
afterAll(() => server.stop())

const labels = async (file: string, text: string) => (await server.complete(file, text)).map(({ label }) => label)
/** A route with these lines as its steps. */
const steps = (...lines: string[]) => ['- from:', '    uri: timer:tick', '    steps:', ...lines.map(line => `      ${line}`)].join('\n')

describe('what is offered', () => {
  test.each([
    ['elements of a file', '- |', ['from', 'route', 'beans', 'onException', 'rest', 'routeTemplate']],
    ['options of a route', '- route:\n    |', ['id', 'autoStartup', 'errorHandler', 'from']],
    ['sources', '- from:\n    uri: |', ['timer:timerName', 'kafka:topic', 'file:directoryName']],
    ['options of a source', '- from:\n    uri: timer\n    parameters:\n      |', ['period', 'repeatCount', 'timerName']],
    ['options of a source whose path is given', '- from:\n    uri: kafka:x\n    parameters:\n      |', ['groupId', 'brokers']],
    ['steps', steps('- |'), ['to', 'split', 'choice', 'setBody', 'aggregate']],
    ['options of a step', steps('- split:', '    |'), ['streaming', 'steps', 'simple', 'jsonpath', 'parallelProcessing']],
    ['languages', steps('- setBody:', '    |'), ['simple', 'constant', 'jsonata', 'xpath']],
    ['data formats', steps('- unmarshal:', '    |'), ['json', 'csv', 'avro']],
    ['options of a data format', steps('- unmarshal:', '    csv:', '      |'), ['delimiter', 'useMaps']],
    ['options of a sink', steps('- to:', '    uri: kafka:x', '    parameters:', '      |'), ['key', 'compressionCodec']],
    ['values of a choice', steps('- log:', '    loggingLevel: |'), ['INFO', 'WARN', 'ERROR']],
  ])('%s', async (_, text, wanted) => {
    expect(await labels('a.camel.yaml', text)).toEqual(expect.arrayContaining(wanted))
  })

  test('not the options of the other side of a connector', async () => {
    expect(await labels('a.camel.yaml', steps('- to:', '    uri: kafka:x', '    parameters:', '      |'))).not.toContain('groupId')
  })

  test('the fields of resources and of tests', async () => {
    expect(await labels('a.pipe.yaml', 'apiVersion: camel.apache.org/v1\nkind: Pipe\nspec:\n  |')).toEqual(
      expect.arrayContaining(['source', 'sink', 'steps', 'errorHandler']),
    )
    expect(await labels('a.test.yaml', 'tests:\n  - |')).toEqual(expect.arrayContaining(['name', 'given', 'expect', 'mocks']))
  })

  test('what a step must have, to be filled in', async () => {
    const [split] = (await server.complete('a.camel.yaml', steps('- split:', '    |'))).filter(({ label }) => label === 'split')
    expect(split?.insertText).toContain('simple:')
    expect(split?.insertText).toContain('steps:')
  })
})

describe('what is shown', () => {
  test.each([
    ['a step', steps('- spl|it:', '    simple: x'), 'Takes a message apart and runs its steps on every part'],
    ['an option', '- from:\n    uri: timer:x\n    parameters:\n      per|iod: 5\n', 'How long between messages'],
    ['a connector', '- from:\n    uri: ti|mer:x\n', 'Syntax: `timer:timerName`'],
  ])('for %s', async (_, text, words) => {
    expect(await server.hover('a.camel.yaml', text)).toContain(words)
  })
})

describe('what is marked as wrong', () => {
  test.each([
    [
      'an unknown option',
      '- from:\n    uri: timer:x\n    parameters:\n      perod: 5\n    steps: []\n',
      '4:7 Property perod is not allowed.',
    ],
    ['an unknown step', steps('- lgo: x'), '4:9 Property lgo is not allowed.'],
    ['an unknown scheme', steps('- to: lgo:x'), '4:13 No connector that is a sink has this scheme; see: kafila list connectors'],
    [
      'a source that is none',
      '- from:\n    uri: log:x\n',
      '2:10 No connector that is a source has this scheme; see: kafila list connectors',
    ],
  ])('%s', async (_, text, error) => {
    expect((await server.diagnose('a.camel.yaml', text)).map(each => each.text)).toContain(error)
  })
})

/** Files in the shape that other tools write: their ids, comments and order of keys. */
const WRITTEN_BY_OTHERS: Readonly<Record<string, string>> = {
  Kaoto: `- route:
    id: route-3183
    from:
      id: from-3362
      uri: timer
      parameters:
        period: "1000"
        timerName: template
      steps:
        - log:
            id: log-1489
            message: \${body}
        - choice:
            id: choice-2641
            when:
              - id: when-3190
                expression:
                  simple:
                    expression: \${header.foo} == 1
                steps:
                  - setHeader:
                      id: setHeader-1057
                      expression:
                        constant:
                          expression: a
                      name: kind
            otherwise:
              id: otherwise-1179
              steps:
                - to:
                    id: to-2301
                    uri: log
                    parameters:
                      loggerName: none
`,
  'Camel JBang': `# camel-k: language=yaml

# Write your routes here, for example:
- from:
    uri: "timer:yaml"
    parameters:
      period: "1000"
    steps:
      - setBody:
          simple: "Hello Camel from \${routeId}"
      - log: "\${body}"
`,
}

test.each(Object.keys(WRITTEN_BY_OTHERS))('a file of %s is taken by the editor and by Kafila', async tool => {
  const text = WRITTEN_BY_OTHERS[tool]!
  expect(await server.diagnose('a.camel.yaml', text)).toEqual([])
  const { validateRoutes } = await import('../../src/index.ts')
  expect((await validateRoutes({ routes: [{ file: 'a.camel.yaml', text }], env: {} })).filter(each => each.severity === 'error')).toEqual(
    [],
  )
})
