import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from '../../src/converters/json-read.ts'
import { isPlainJson } from '../../src/converters/plain-json.ts'

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`))
const numeral = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom(
    '0',
    '-0',
    '-0.0',
    '0.0',
    '-0.5',
    '1.50',
    '100.00',
    '1e0',
    '1E5',
    '-2.5e-3',
    '9007199254740993',
    '123456789012345',
    '1234567890123456',
  ),
  fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), digits(0, 17)).map(([minus, first, rest]) => `${minus ? '-' : ''}${first}${rest}`),
  fc.tuple(digits(0, 9), digits(1, 9)).map(([whole, part]) => `1${whole}.${part}`),
)
const string = fc
  .oneof(
    fc.string(),
    fc.constantFrom('1', '12', '1.0', 'a:1', '":1', '\\', 'a\\', '10:20:30', '-0', '[1.0', '{"1":2}', '3e5', '1234567890123456', ''),
  )
  .map(each => JSON.stringify(each))
const blank = fc.constantFrom('', '', '', ' ', '\n  ', '\t')

/** Texts of JSON, with numbers and blanks as nobody writes them. */
const { json } = fc.letrec<{ json: string }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4 },
    numeral,
    string,
    fc.constantFrom('true', 'false', 'null'),
    fc.tuple(blank, fc.array(tie('json'), { maxLength: 5 })).map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}]`),
    fc
      .tuple(blank, blank, fc.uniqueArray(fc.tuple(string, tie('json')), { maxLength: 9, selector: ([key]) => key }))
      .map(([gap, behind, entries]) => `{${entries.map(([key, value]) => `${gap}${key}${behind}:${gap}${value}`).join(',')}${gap}}`),
  ),
}))

/** The slow reader, which reads number by number. */
const bySlowReader = (text: string) => readJson(text, { failOnDuplicates: true })

test('JSON is read the same whichever way it is looked through', () => {
  fc.assert(
    fc.property(json, text => {
      expect(readJson(text)).toEqual(bySlowReader(text))
    }),
    { numRuns: 5000 },
  )
})

test('an object with long texts and few numbers is read the same', () => {
  const long = fc
    .tuple(string, numeral, json)
    .map(([key, number, value]) => `{${key}:${number},"text":"${'x'.repeat(150)}","more":${value}}`)
  fc.assert(
    fc.property(long, text => {
      expect(readJson(text)).toEqual(bySlowReader(text))
    }),
    { numRuns: 5000 },
  )
})

test.each([
  ['{"id":1,"amount":12.5,"price":10.10,"debt":-3}', true],
  ['{"hash":"3e4f","version":"1.0","at":"10:20","long":"12345678901234567"}', true],
  [`{"id":1,"text":"${'a'.repeat(200)}"}`, true],
  [`{"id":1.0,"text":"${'a'.repeat(200)}"}`, false],
  [`{"id":-0,"text":"${'a'.repeat(200)}"}`, false],
  ['{"1":2}', false],
  ['[1e3]', false],
  ['{"__proto__":1}', false],
])('%s: JSON.parse alone reads it: %s', (text, plain) => {
  expect(isPlainJson(text)).toBe(plain)
})
