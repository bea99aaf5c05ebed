import { describe, expect, test } from 'vitest'
import { validateRoutes } from '../../src/index.ts'

async function told(files: Readonly<Record<string, string>>, properties = {}): Promise<string[]> {
  const routes = Object.entries(files).map(([file, text]) => ({ file, text }))
  const found = await validateRoutes({ routes, properties, env: {} })
  return found.map(
    ({ code, severity, message, at, fix }) =>
      `${at === undefined ? '' : `${at.file}:${at.line}:${at.column} `}${severity} ${code} ${message}${fix === undefined ? '' : ` (${fix})`}`,
  )
}

const TEMPLATE = `- routeTemplate:
    id: greeter
    parameters: [ { name: in }, { name: greeting, defaultValue: Hello } ]
    from:
      uri: "direct:{{in}}"
      steps:
        - setBody: { simple: "{{greeting}} \${bdy}" }
`
const used = (text: string) => `- templatedRoute: { routeTemplateRef: ${text} }\n`

describe('templates', () => {
  test('what is wrong inside is told once, in the template, with the first use', async () => {
    const uses = used('greeter, parameters: [ { name: in, value: a } ]') + used('greeter, parameters: [ { name: in, value: b } ]')
    expect(await told({ 'template.yaml': TEMPLATE, 'routes.yaml': uses })).toEqual([
      expect.stringMatching(
        /^template\.yaml:7:44 error KF_EXPR_SYNTAX .* \(in a route of the template greeter, made at routes\.yaml:1:39\)$/,
      ),
    ])
  })

  test('a template that nothing uses may name what does not exist', async () => {
    expect(await told({ 'template.yaml': TEMPLATE.replace('direct:', 'nosuch:') })).toEqual([])
  })

  test('a parameter that must be given, and a template that is not there', async () => {
    const text = TEMPLATE.replace('bdy', 'body')
    expect(await told({ 'a.yaml': text, 'b.yaml': used('greeter') + used('greter') })).toEqual([
      'b.yaml:1:39 error KF_ROUTE_MISSING the template greeter needs `in`',
      'b.yaml:2:39 error KF_ROUTE_UNKNOWN_TEMPLATE there is no route template `greter` (did you mean `greeter`?)',
    ])
  })

  test('of two templates of one id the first counts', async () => {
    const text = TEMPLATE.replace('bdy', 'body')
    expect(await told({ 'a.yaml': text, 'b.yaml': text })).toEqual([
      'b.yaml:2:9 warning KF_ROUTE_NO_EFFECT this routeTemplate greeter has no effect: the id is taken at a.yaml:2:9, and the first counts',
    ])
  })
})

const KAMELET = `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: greet }
spec:
  definition:
    required: [greeting]
    properties:
      greeting: { type: string }
      times: { type: integer, default: 1 }
      mood: { type: string, enum: [glad, sad], default: glad }
  template:
    from:
      uri: kamelet:source
      steps:
        - to: "lg:{{greeting}}"
`
const route = (to: string) => `- from: { uri: direct:a, steps: [ { to: ${to} } ] }\n`

describe('Kamelets', () => {
  test('what is wrong inside is told in its file, with the use', async () => {
    const found = await told({ 'greet.kamelet.yaml': KAMELET, 'routes.yaml': route('"kamelet:greet?greeting=x"') })
    expect(found).toEqual([
      'greet.kamelet.yaml:15:16 error KF_ROUTE_UNKNOWN_COMPONENT unknown component `lg` (in the Kamelet greet, used at routes.yaml:1:35) (did you mean `log`?)',
    ])
  })

  test('a parameter that must be given is told where the Kamelet is used, and so is a Kamelet that is nowhere', async () => {
    const text = KAMELET.replace('lg:', 'log:')
    const routes = route('"kamelet:greet"') + route('"kamelet:gret"').replace('direct:a', 'direct:b')
    expect(await told({ 'greet.kamelet.yaml': text, 'routes.yaml': routes })).toEqual([
      expect.stringMatching(/^routes\.yaml:1:4\d error KF_ROUTE_MISSING the Kamelet greet needs `greeting`$/),
      expect.stringMatching(/^routes\.yaml:2:4\d error KF_ROUTE_UNKNOWN_KAMELET there is no Kamelet `gret`; .*did you mean `greet`/),
    ])
  })

  test('parameters that it does not have, and values that its definition does not allow, are warnings', async () => {
    const text = KAMELET.replace('lg:', 'log:')
    const use = route('{ uri: "kamelet:greet", parameters: { greeting: x, tmes: 3, mood: angry } }')
    expect(await told({ 'greet.kamelet.yaml': text, 'routes.yaml': use })).toEqual([
      'routes.yaml:1:92 warning KF_ROUTE_PARAMETER the parameter `tmes` of the Kamelet greet: it has none of that name (did you mean `times`?)',
      'routes.yaml:1:101 warning KF_ROUTE_PARAMETER the parameter `mood` of the Kamelet greet: "angry" is none of glad, sad',
    ])
  })

  test('a Kamelet needs a name and a template', async () => {
    expect(await told({ 'x.kamelet.yaml': 'kind: Kamelet\nmetadata: { name: x }\nspec: {}\n' })).toEqual([
      'x.kamelet.yaml:1:7 error KF_ROUTE_MISSING a Kamelet needs `spec.template`',
    ])
  })
})

describe('Pipes', () => {
  const pipe = (spec: string) => `apiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata: { name: p }\nspec:\n${spec}`

  test('what is wrong with an endpoint is told where it stands', async () => {
    const text = pipe('  source: { uri: "timr:x" }\n  sink:\n    uri: log:out\n    properties: { levl: INFO }\n')
    expect(await told({ 'pipe.yaml': text })).toEqual([
      'pipe.yaml:5:19 error KF_ROUTE_UNKNOWN_COMPONENT unknown component `timr` (did you mean `timer`?)',
      'pipe.yaml:8:19 error KF_FIELD_UNKNOWN log has no option `levl` (did you mean `level`?)',
    ])
  })

  test('a source must be there, and a ref be of a kind that is known', async () => {
    expect(await told({ 'a.yaml': pipe('  sink: { uri: "log:x" }\n') })).toEqual([
      'a.yaml:2:7 error KF_ROUTE_MISSING a Pipe needs `source`',
    ])
    const found = await told({
      'a.yaml': pipe('  source: { ref: { kind: Service, apiVersion: v1, name: x } }\n  sink: { uri: "log:x" }\n'),
    })
    expect(found).toEqual([expect.stringMatching(/^a\.yaml:5:18 error KF_ROUTE_UNSUPPORTED the ref of the kind Service/)])
  })
})

describe('beans', () => {
  test('a type without counterpart is told once, not again where it is used', async () => {
    const text =
      '- beans:\n    - { name: b, type: org.example.Bean }\n- from: { uri: direct:a, steps: [ { bean: { ref: b, method: x } } ] }\n'
    expect(await told({ 'a.yaml': text })).toEqual([
      expect.stringMatching(
        /^a\.yaml:2:\d+ error KF_ROUTE_BEAN the bean b could not be made: the type org\.example\.Bean has no counterpart here$/,
      ),
    ])
  })

  test('a bean that is a component names the component that is missing', async () => {
    const text =
      '- beans:\n    - { name: db, type: org.apache.camel.component.jms.JmsComponent }\n- from: { uri: direct:a, steps: [ { to: "db:orders" } ] }\n'
    const [first, ...others] = await told({ 'a.yaml': text })
    expect(first).toContain('KF_ROUTE_UNSUPPORTED the component jms')
    expect(others).toEqual([])
  })
})
