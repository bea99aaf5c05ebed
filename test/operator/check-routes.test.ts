import { expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { type CheckOptions, checkRoutes } from '../../src/operator/accept/check-routes.ts'
import { folderWith } from '../helpers/folders.ts'

const catalog = builtInCatalog()
const check = (text: string, options: Partial<CheckOptions> = {}, properties = '') =>
  checkRoutes(
    [
      { name: 'flows.camel.yaml', text, field: 'spec.flows' },
      { name: 'application.properties', text: properties, field: 'spec.properties' },
    ],
    { catalog, findKamelet: () => undefined, ...options },
  )

test('what is wrong is told with the field of the resource and the place in the text', async () => {
  const { diagnostics } = await check(`- from:
    uri: timer:x
    steps:
      - choice:
          when:
            - simple: \${body
              steps: [{ log: a }, { to: "htp:x" }]
`)
  expect(diagnostics.map(({ field, at, code }) => `${field} ${at?.line}:${at?.column} ${code}`)).toEqual([
    'spec.flows[0].from.steps[0].choice.when[0].simple 6:28 KF_EXPR_SYNTAX',
    'spec.flows[0].from.steps[0].choice.when[0].steps[1].to 7:42 KF_ROUTE_UNKNOWN_COMPONENT',
  ])
})

test('Secrets and ConfigMaps need not be here, and are not looked for where a property says', async () => {
  const folder = folderWith({ 'serviceaccount/token': 'TOP-SECRET' })
  const route = '- from: { uri: "timer:x", steps: [{ to: "{{secret:serviceaccount/token}}:x" }, { log: "{{configmap:a/b}}" }] }\n'
  const { diagnostics } = await check(route, {}, `camel.kubernetes-config.mount-path-secrets=${folder}\n`)
  expect(JSON.stringify(diagnostics)).not.toContain('SECRET')
  expect(diagnostics).toEqual([])
})

test('files of this machine are neither read nor told of', async () => {
  const folder = folderWith({ 'a.simple': '${TOP-SECRET', 'k.kamelet.yaml': 'TOP-SECRET: [' })
  for (const place of [`file:${folder}/a.simple`, `classpath:../../..${folder}/a.simple`, `../../../..${folder}/a.simple`]) {
    const { diagnostics } = await check(
      `- from: { uri: "timer:x", steps: [{ setBody: { simple: "resource:${place}" } }, { to: "kamelet:k" }] }\n`,
      {},
      `camel.component.kamelet.location=file:${folder}\n`,
    )
    expect(JSON.stringify(diagnostics)).not.toContain('SECRET')
    expect(diagnostics.map(({ code }) => code)).toContain('KF_ROUTE_UNKNOWN_KAMELET')
  }
})

test('the environment of the operator is not that of the pods', async () => {
  process.env['KAFILA_TEST_TOKEN'] = 'TOP-SECRET'
  const { diagnostics } = await check('- from: { uri: "timer:x", steps: [{ to: "{{env:KAFILA_TEST_TOKEN}}:x" }] }\n')
  delete process.env['KAFILA_TEST_TOKEN']
  expect(JSON.stringify(diagnostics)).not.toContain('SECRET')
  expect(diagnostics).toMatchObject([{ code: 'KF_ROUTE_PLACEHOLDER', severity: 'error' }])
})

test('a placeholder without value is a warning only where values may come from what is not seen here', async () => {
  const route = '- from: { uri: "timer:x?period={{env:PERIOD}}", steps: [{ log: x }] }\n'
  expect((await check(route)).diagnostics).toMatchObject([{ severity: 'error' }])
  expect((await check(route, { hasHiddenProperties: true })).diagnostics).toMatchObject([{ severity: 'warning' }])
  expect((await check(route, { env: { PERIOD: '5s' } })).diagnostics).toEqual([])
  expect((await check(route, { env: { PERIOD: 'soon' } })).diagnostics).toMatchObject([{ severity: 'error' }])
})

test('Kamelets that are used are given back, with those that they use', async () => {
  const kamelet = (uri: string) =>
    `kind: Kamelet\nmetadata: { name: x }\nspec: { definition: {}, template: { from: { uri: "${uri}", steps: [{ to: "kamelet:sink" }] } } }\n`
  const known: Record<string, string> = {
    outer: kamelet('kamelet:inner').replace('name: x', 'name: outer'),
    inner: kamelet('timer:x').replace('name: x', 'name: inner'),
    other: '',
  }
  const { kamelets, diagnostics } = await check('- from: { uri: "kamelet:outer", steps: [{ log: x }] }\n', {
    findKamelet: name => known[name],
  })
  expect(diagnostics).toEqual([])
  expect([...kamelets.keys()].sort()).toEqual(['inner', 'outer'])
})

test('what is wrong with a Kamelet is told with its name', async () => {
  const text =
    'kind: Kamelet\nmetadata: { name: bad }\nspec:\n  definition: {}\n  template:\n    from: { uri: "timer:x", steps: [{ to: "htp:x" }] }\n'
  const { diagnostics } = await check('- from: { uri: "kamelet:bad", steps: [{ log: x }] }\n', { findKamelet: () => text })
  expect(diagnostics.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'Kamelet bad.spec.template.from.steps[0].to KF_ROUTE_UNKNOWN_COMPONENT',
  ])
})

const PLUGGED = `- beans: [ { name: keys, type: acme.Keys } ]
- from:
    uri: acme:orders
    steps:
      - shelve: { steps: [ { log: a } ] }
      - setHeader: { name: a, dotPath: a.b }
      - setBody: { expression: { dotPath: { expression: a.b } } }
      - marshal: { netstring: {} }
      - to: salesforce:query
      - bindy: {}
      - to: timer:x
      - log: { message: x, mesage: y }
`

test('names that a declared plug-in may have are warnings, and everything else is wrong as ever', async () => {
  const told = async (properties: string, options: Partial<CheckOptions> = {}) =>
    (await check(PLUGGED, options, properties)).diagnostics.map(({ severity, code, at }) => `${at?.line} ${severity} ${code}`)
  const undeclared = [
    '1 KF_ROUTE_BEAN',
    '3 KF_ROUTE_UNKNOWN_COMPONENT',
    '5 KF_ROUTE_UNKNOWN_STEP',
    '6 KF_FIELD_UNKNOWN',
    '7 KF_ROUTE_UNKNOWN_LANGUAGE',
    '8 KF_FIELD_UNKNOWN',
    '9 KF_ROUTE_UNSUPPORTED',
    '10 KF_ROUTE_UNKNOWN_STEP',
  ]
  const others = ['11 error KF_ROUTE_DIRECTION', '12 error KF_FIELD_UNKNOWN']
  const as = (severity: string) => undeclared.map(each => each.replace(' ', ` ${severity} `))
  const sorted = (all: readonly string[]) => [...all].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  expect(sorted(await told(''))).toEqual([...as('error'), ...others])
  expect(sorted(await told('kafila.plug-ins=kafila-connector-acme, ./mine.ts\n'))).toEqual([...as('warning'), ...others])
  // whose declarations are in the catalog, and do not have these
  const knownPlugIns = ['kafila-connector-acme']
  expect(sorted(await told('kafila.plug-ins=kafila-connector-acme\n', { knownPlugIns }))).toEqual([...as('error'), ...others])
  const { diagnostics } = await check(PLUGGED, { knownPlugIns }, 'kafila.plug-ins=kafila-connector-acme,./mine.ts\n')
  expect(diagnostics.find(({ at }) => at?.line === 5)?.message).toBe(
    'unknown step `shelve`: not checked, as ./mine.ts, which is not known here, may declare it; the pods check it when they start',
  )
})
