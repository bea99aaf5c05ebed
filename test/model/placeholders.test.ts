import { describe, expect, test } from 'vitest'
import { type Lookup, resolvePlaceholders, unresolvedOffset } from '../../src/model/placeholders.ts'
import { propertyLookup } from '../../src/runtime/properties.ts'

const values: Readonly<Record<string, string>> = {
  a: 'A',
  b: 'B',
  which: 'a',
  full: '{{a}} {{b}}',
  on: 'true',
  off: 'FALSE',
  word: 'hello',
  encoded: 'aGVsbG8=',
  loop: 'x{{loop}}',
  'a}b': 'braced',
  empty: '',
}
const lookup: Lookup = key => values[key]

describe('placeholders, as Camel 4.22 resolves them', () => {
  test.each([
    ['{{a}}', 'A'],
    ['x {{a}}{{b}} y', 'x AB y'],
    ['{{none:fallback}}', 'fallback'],
    ['{{none:}}', ''],
    ['{{none: x }}', ' x '],
    ['{{none:http://x:80}}', 'http://x:80'],
    ['{{none:{{a}}}}', 'A'],
    ['{{{{which}}}}', 'A'],
    ['{{{a}}}', '{A}'],
    ['{{full}}', 'A B'],
    ['{{full?nested=false}}', '{{a}} {{b}}'],
    ['{{full?nested=true}}', 'A B'],
    ['{{a}b}}', 'braced'],
    ['[{{empty:d}}]', '[]'],
    ['[{{?none}}]', '[]'],
    ['{{?none}}{{?none}}', ''],
    ['{{?none:x}}', 'x'],
    ['{{!on}}', 'false'],
    ['{{!off}}', 'true'],
    ['{{!word}}', 'hello'],
    ['{{!none:true}}', 'false'],
    ['{{base64:encoded}}', 'hello'],
    ['{{secret:changeme}}', 'changeme'],
    ['{{secret:name/key:changeme}}', 'changeme'],
    ['{{configmap:name/key:a:b}}', 'a:b'],
    ['\\{{a\\}}', '{{a}}'],
    ['\\{{a\\}} {{b}}', '{{a}} B'],
    ['x\\\\{{a}}y', 'x\\Ay'],
    ['{"a":{"b":1}}', '{"a":{"b":1}}'],
    ['a}}', 'a}}'],
    ['a\\}}', 'a\\}}'],
    ['{{a', 'A'],
  ])('%s gives %s', (text, expected) => {
    expect(resolvePlaceholders(text, lookup)).toBe(expected)
  })

  test.each(['{{?none}}', '{{!?none}}', '{{?!none}}'])('%s alone gives nothing at all', text => {
    expect(resolvePlaceholders(text, lookup)).toBeUndefined()
  })

  test.each([
    ['{{none}}', 'KF_ROUTE_PLACEHOLDER'],
    ['{{ a }}', 'KF_ROUTE_PLACEHOLDER'],
    ['{{!none}}', 'KF_ROUTE_PLACEHOLDER'],
    ['{{?env:none}}', 'KF_ROUTE_PLACEHOLDER'],
    ['x{{}}y', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['\\{{a}}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['a}}b{{a}}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['{{a}} }}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['{{a {{a}}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['{{loop}}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['{"a":{"b":"{{a}}"}}', 'KF_ROUTE_PLACEHOLDER_SYNTAX'],
    ['{{aws:secret}}', 'KF_ROUTE_UNSUPPORTED'],
    ['{{secret:name/key}}', 'KF_ROUTE_PLACEHOLDER_MOUNT'],
    ['{{?secret:name/key}}', 'KF_ROUTE_PLACEHOLDER_MOUNT'],
    ['{{configmap-binary:name/key}}', 'KF_ROUTE_PLACEHOLDER_MOUNT'],
    ['{{configmap:name}}', 'KF_ROUTE_UNSUPPORTED'],
  ])('%s is refused with %s', (text, code) => {
    expect(() => resolvePlaceholders(text, lookup)).toThrow(expect.objectContaining({ code }))
  })

  test('values that double without end are cut off', () => {
    const doubling: Lookup = key => (key === 'x30' ? 'end' : `{{x${Number(key.slice(1)) + 1}}}`.repeat(2))
    expect(() => resolvePlaceholders('{{x0}}', doubling)).toThrow(expect.objectContaining({ code: 'KF_ROUTE_PLACEHOLDER_SYNTAX' }))
  })

  test('a character of the resolved text is found where it was written', () => {
    const text = 'ab {{word}} \\{{x\\}} cd'
    // resolved: "ab hello {{x}} cd"
    expect(unresolvedOffset(text, lookup, 1)).toBe(1)
    expect(unresolvedOffset(text, lookup, 5)).toBe(3)
    expect(unresolvedOffset(text, lookup, 9)).toBe(text.indexOf('\\{{'))
    expect(unresolvedOffset(text, lookup, 15)).toBe(text.indexOf('cd'))
  })
})

describe('where values come from', () => {
  const env = { HOME: '/home/ann', MY_KEY: 'from the environment', FOO_SERVICE_HOST: '10.0.0.1', FOO_SERVICE_PORT: '80' }
  const properties = new Map([
    ['home', 'mine'],
    ['other', 'theirs'],
  ])
  const lookUp = propertyLookup(properties, env, name => (name === 'bean' ? { size: () => 3, colour: 'red' } : undefined))

  test.each([
    ['other', 'theirs'],
    ['home', '/home/ann'],
    ['my.key', 'from the environment'],
    ['my-key', 'from the environment'],
    ['env:HOME', '/home/ann'],
    ['env:home', '/home/ann'],
    ['service:foo', '10.0.0.1:80'],
    ['service.host:foo', '10.0.0.1'],
    ['service.port:foo', '80'],
    ['bean:bean.size', '3'],
    ['bean:bean.colour', 'red'],
    ['sys:user.dir', process.cwd()],
    ['user.dir', process.cwd()],
  ])('%s is %s', (key, expected) => {
    expect(lookUp(key)).toBe(expected)
  })

  test.each(['none', 'env:NONE', 'sys:other', 'service:bar', 'bean:bean.none'])('%s has no value', key => {
    expect(lookUp(key)).toBeUndefined()
  })

  test('a bean that is not there is an error, and so is one without a method', () => {
    expect(() => lookUp('bean:nobody.size')).toThrow(expect.objectContaining({ code: 'KF_ROUTE_UNKNOWN_BEAN' }))
    expect(() => lookUp('bean:nobody')).toThrow(expect.objectContaining({ code: 'KF_ROUTE_PLACEHOLDER_SYNTAX' }))
  })
})

test('what every object inherits is neither a property, nor a variable, nor a function', () => {
  const empty = propertyLookup(new Map(), process.env)
  for (const key of ['toString', 'constructor', 'constructor:x', 'env:toString', '__proto__', 'sys:constructor'])
    expect(empty(key), key).toBeUndefined()
})
