import { expect, test } from 'vitest'
import { camelNames } from '../../src/catalog/camel-names.gen.ts'
import { builtIn } from '../../src/catalog/index.ts'
import { refusals } from '../../src/catalog/refusals.ts'
import { validateRoutes } from '../../src/index.ts'

/** Not of Camel's catalog as it is now: the language of a component, and a component of Camel 3. */
const BESIDE_CATALOG = ['jslt', 'rabbitmq']

const KINDS = ['steps', 'connectors', 'languages', 'formats'] as const

test.each(KINDS)('what is refused among %s is of Camel, said once, and not here', kind => {
  const names = refusals[kind].map(each => each.name)
  const camel: readonly string[] = camelNames[kind]
  const here = builtIn[kind].map(each => each.name)
  expect(names.filter(each => !camel.includes(each) && !BESIDE_CATALOG.includes(each))).toEqual([])
  expect(names.filter(each => here.includes(each))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

test('every language of Camel is here or refused with a reason', () => {
  const known = [...builtIn.languages.map(each => each.name), ...refusals.languages.map(each => each.name)]
  expect(camelNames.languages.filter(each => !known.includes(each))).toEqual([])
})

test('a refused step, language, data format and component are told by name, place and reason', async () => {
  const text = `- from:
    uri: direct:in
    steps:
      - transacted: {}
      - setBody: { groovy: "1 + 1" }
      - marshal: { jaxb: { contextPath: com.acme } }
      - to: jslt:map.json
`
  const found = await validateRoutes({ routes: [{ file: 'a.yaml', text }] })
  expect(found.map(each => `${each.code} ${each.at?.line}`)).toEqual([4, 5, 6, 7].map(line => `KF_ROUTE_UNSUPPORTED ${line}`))
  const reasons = ['transactions belong to resources', 'it runs Groovy code', 'annotated Java classes', 'no implementation of JSLT']
  expect(found.map((each, index) => each.message.includes(reasons[index]!))).toEqual([true, true, true, true])
})
