import { describe, expect, test } from 'vitest'
import { validateRoutes } from '../../src/index.ts'

/** Codes that are reported for routes in short form: the options of a route, its source and its steps. */
async function codes(...files: string[]): Promise<string[]> {
  const diagnostics = await validateRoutes({ routes: files.map((text, index) => ({ file: `${index}.yaml`, text })), env: {} })
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`)
}

const route = (options: string, uri = 'direct:a', steps = '{ to: mock:a }') =>
  `- route: { ${options}from: { uri: "${uri}", steps: [ ${steps} ] } }\n`

describe('what Camel starts, between routes', () => {
  test.each([
    ['a direct: endpoint of a route that does not start by itself', [route('autoStartup: false, '), route('')]],
    ['a direct: endpoint of a route that a precondition leaves out', [route('precondition: "false", '), route('')]],
    ['two routes from a seda: queue with multipleConsumers', [route('', 'seda:a?multipleConsumers=true').repeat(2)]],
    ['two routes from one timer', [route('', 'timer:a').repeat(2)]],
    [
      'one id for doTry and its clause',
      [
        route(
          '',
          'direct:a',
          '{ doTry: { id: x, steps: [ { to: mock:a } ], doCatch: [ { id: x, exception: [ java.lang.Exception ], steps: [ { to: mock:b } ] } ] } }',
        ),
      ],
    ],
    [
      'one id for several headers',
      [route('', 'direct:a', '{ setHeaders: { headers: [ { id: x, name: a, constant: b }, { id: x, name: b, constant: c } ] } }')],
    ],
    ['ids that differ in case', [route('', 'direct:a', '{ to: { id: x, uri: mock:a } }, { to: { id: X, uri: mock:b } }')]],
    [
      'one id in two routes with different prefixes',
      [
        route('nodePrefixId: p1-, ', 'direct:a', '{ to: { id: x, uri: mock:a } }') +
          route('nodePrefixId: p2-, ', 'direct:b', '{ to: { id: x, uri: mock:a } }'),
      ],
    ],
    [
      'a step of an onException with the id of a step',
      [
        `- onException: { exception: [ java.lang.Exception ], steps: [ { to: { id: x, uri: mock:b } } ] }\n${route('', 'direct:a', '{ to: { id: x, uri: mock:a } }')}`,
      ],
    ],
    ['a target that is known only to a message', [route('', 'direct:a', '{ toD: "direct:${header.to}" }')]],
    ['a target in another file', [route('', 'direct:a', '{ to: direct:b }'), route('', 'direct:b')]],
  ])('%s', async (_, files) => {
    expect(await codes(...files)).toEqual([])
  })
})

describe('what Camel refuses, between routes', () => {
  test.each([
    ['one id in two files', [route('id: x, ', 'direct:a'), route('id: x, ', 'direct:b')], ['error KF_ROUTE_DUPLICATE_ID']],
    [
      'an id that a placeholder makes the same',
      [route('id: x, ', 'direct:a') + route('id: "{{none:x}}", ', 'direct:b')],
      ['error KF_ROUTE_DUPLICATE_ID'],
    ],
    [
      'the id of a route that a precondition leaves out',
      [route('id: x, precondition: "false", ', 'direct:a') + route('id: x, ', 'direct:b')],
      ['error KF_ROUTE_DUPLICATE_ID'],
    ],
    [
      'one direct: endpoint in two notations',
      [route('', 'direct://a') + '- from: { uri: direct, parameters: { name: a }, steps: [ { to: mock:a } ] }\n'],
      ['error KF_ROUTE_DUPLICATE_CONSUMER'],
    ],
    [
      'one startupOrder, also of a route that does not start by itself',
      [route('startupOrder: 5, autoStartup: false, ', 'direct:a') + route('startupOrder: 5, ', 'direct:b')],
      ['error KF_ROUTE_STARTUP_ORDER'],
    ],
    [
      'a template without a value for its parameter',
      [
        '- routeTemplate: { id: t, parameters: [ { name: n } ], from: { uri: "direct:{{n}}", steps: [ { to: mock:a } ] } }\n- templatedRoute: { routeTemplateRef: t }\n',
      ],
      ['error KF_ROUTE_MISSING'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await codes(...files)).toEqual(expected)
  })
})

describe('line breaks of parameters, which are read as one line', () => {
  const parameter = (value: string) =>
    route('', 'direct:a', `{ to: { uri: "file:out", parameters: { fileName: a.txt, appendChars: ${value} } } }`)

  test.each([
    ['nothing but a line break', '"\\n"'],
    ['two words that become one', '"SELECT a\\n  FROM b"'],
  ])('%s', async (_, value) => {
    expect(await codes(parameter(value))).toEqual(['warning KF_ROUTE_NO_EFFECT'])
  })

  test.each([
    ['the two characters that the file component reads as one', '"\\\\n"'],
    ['an encoded line break', '"%0A"'],
    ['lines that mean the same without their breaks', '"{\\n  1,\\n  2 }"'],
    ['a line with an end', '"a b\\n"'],
  ])('say nothing of %s', async (_, value) => {
    expect(await codes(parameter(value))).toEqual([])
  })

  test('those of a source', async () => {
    const text = '- from: { uri: "timer:a", parameters: { pattern: "HH\\nmm" }, steps: [ { to: mock:a } ] }\n'
    expect(await codes(text)).toContain('warning KF_ROUTE_NO_EFFECT')
  })
})

test('diagnostics come in the order of files and lines, each with the place of the first', async () => {
  const text = route('id: x, ', 'direct:b')
  const [found] = await validateRoutes({
    routes: [
      { file: 'a.yaml', text: route('id: x, ') },
      { file: 'b.yaml', text },
    ],
    env: {},
  })
  expect(found).toMatchObject({
    message: 'the id `x` is used already, at a.yaml:1:16',
    at: { file: 'b.yaml', line: 1, column: 16 },
  })
})
