import { expect, test } from 'vitest'
import { problemsOf } from '../../src/catalog/check-plug-in.ts'
import { extendCatalog } from '../../src/catalog/extend-catalog.ts'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import type { PlugIn } from '../../src/kit/index.ts'
import { asPlugIn, defineFormat, defineLanguage, defineStep, integer } from '../../src/kit/index.ts'

const good = {
  name: 'countWords',
  summary: 'Counts words.',
  category: 'other',
  fields: {},
  examples: [],
  compile: () => () => undefined,
} as const

const told = (...plugIns: { name: string; plugIn: unknown }[]): string => {
  try {
    extendCatalog(builtInCatalog(), plugIns as { name: string; plugIn: PlugIn }[])
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('everything that is built in would pass as a plug-in', () => {
  expect(problemsOf(builtIn)).toEqual([])
})

test('all that is wrong with a declaration is told at once, each with the path to it', () => {
  const step = {
    name: 'count-words',
    sumary: 'x',
    category: 'misc',
    fields: { amount: 7, id: integer({ describe: '' }) },
    shorthand: 'x',
    examples: [{}],
  }
  expect(problemsOf({ steps: [step] } as never)).toMatchInlineSnapshot(`
    [
      "steps[0].name: expected a name in camelCase, of letters and digits",
      "steps[0].summary: expected a sentence",
      "steps[0].category: expected one of routing, transformation, error handling, flow control, endpoint, bean, observation, other",
      "steps[0].fields.amount: it is no field: make it by text({ … }), integer({ … }), expression({ … }) … of kafila/kit",
      "steps[0].fields.id: the name is taken: everything of this kind has such an option",
      "steps[0].fields.id.describe: expected a sentence",
      "steps[0].examples[0].title: expected a sentence",
      "steps[0].examples[0].yaml: expected a sentence",
      "steps[0].compile: expected a function",
      "steps[0].sumary: nothing is called so here; did you mean summary?",
      "steps[0].shorthand: there is no field x",
    ]
  `)
})

test('lists that are none, and entries that are no declarations, are named', () => {
  expect(problemsOf({ eips: [], steps: [null], languages: {} } as never)).toMatchInlineSnapshot(`
    [
      "eips: there is no such list; the lists are connectors, steps, languages, formats, beanTypes",
      "steps[0]: expected a declaration, an object",
      "languages: expected a list of declarations",
    ]
  `)
})

test('what is wrong with a connector is told', () => {
  const connector = { name: 'Acme', summary: 'x', syntax: 'acme:queue', path: {}, examples: [], sink: { fields: {} } }
  expect(problemsOf({ connectors: [connector] } as never)).toMatchInlineSnapshot(`
    [
      "connectors[0].name: expected a scheme: lower case letters, digits and dashes",
      "connectors[0].sink.open: expected a function",
      "connectors[0].syntax: expected it to begin with Acme:",
    ]
  `)
})

test('a name may not be one that is built in, or that another plug-in has', () => {
  const step = { ...good, name: 'filter' }
  expect(told({ name: 'kafila-plug-in-a', plugIn: { steps: [step] } })).toBe(
    'the plug-in kafila-plug-in-a cannot be used: the step filter is built in; choose another name',
  )
  const twice = [
    { name: 'kafila-plug-in-a', plugIn: { steps: [good] } },
    { name: 'kafila-plug-in-b', plugIn: { steps: [good] } },
  ]
  expect(told(...twice)).toContain('kafila-plug-in-b cannot be used: the step countWords is declared by kafila-plug-in-a too')
  expect(told(twice[0]!)).toBe('')
})

test.each([
  [
    'connectors',
    'the connector file is built in',
    { name: 'file', syntax: 'file:', path: {}, sink: { fields: {}, open: () => undefined } },
  ],
  ['languages', 'the language simple is built in', { name: 'simple', fields: {}, compile: () => () => 1 }],
  ['formats', 'the data format json is built in', { name: 'json', fields: {}, open: () => ({}) }],
  ['beanTypes', 'the bean type kafila.LmdbStore is built in', { names: ['kafila.LmdbStore'], fields: {}, create: () => ({}) }],
])('%s may not shadow', (list, message, declaration) => {
  const summary = list === 'beanTypes' ? { summary: 'x' } : { summary: 'x', examples: [] }
  expect(told({ name: 'p', plugIn: { [list]: [{ ...declaration, ...summary }] } })).toContain(message)
})

test('names that mean something else where they would stand are refused', () => {
  expect(told({ name: 'p', plugIn: { steps: [{ ...good, name: 'when' }] } })).toContain(
    'a step cannot be called when: it is a part of choice',
  )
  const language = defineLanguage({ name: 'name', summary: 'x', fields: {}, examples: [], compile: () => () => 1 })
  expect(told({ name: 'p', plugIn: { languages: [language] } })).toContain('a language cannot be called name: it is an option of set')
  const format = defineFormat({ name: 'description', summary: 'x', fields: {}, examples: [], open: () => ({}) as never })
  expect(told({ name: 'p', plugIn: { formats: [format] } })).toContain('a data format cannot be called description')
})

test('a name that Camel has, but Kafila only refuses, is free', () => {
  const [refused] = [...builtInCatalog().refusals.formats.keys()].filter(name => /^[a-z][A-Za-z0-9]*$/.test(name))
  const format = defineFormat({ name: refused!, summary: 'x', fields: {}, examples: [], open: () => ({}) as never })
  expect(told({ name: 'p', plugIn: { formats: [format] } })).toBe('')
})

test('a default export is a connector or has lists of declarations', () => {
  expect(asPlugIn(7)).toBeUndefined()
  expect(asPlugIn({})).toBeUndefined()
  expect(asPlugIn([good])).toBeUndefined()
  expect(asPlugIn(defineStep(good))).toBeUndefined()
  expect(asPlugIn({ steps: [good] })).toEqual({ steps: [good] })
})
