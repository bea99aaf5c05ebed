import { expect, test } from 'vitest'
import { parseProperties, propertyPlace } from '../../src/model/properties-file.ts'

// from the description of java.util.Properties.load
test.each<[string, string, Record<string, string>]>([
  ['a value behind an equals sign', 'Truth = Beauty', { Truth: 'Beauty' }],
  ['a value behind an equals sign with blanks before the key', '  Truth:Beauty', { Truth: 'Beauty' }],
  ['a value behind a colon', 'Truth                    :Beauty', { Truth: 'Beauty' }],
  ['a value behind a blank', 'Truth Beauty', { Truth: 'Beauty' }],
  ['a key alone', 'cheeses', { cheeses: '' }],
  ['an empty value', 'a=\nb:', { a: '', b: '' }],
  [
    'lines that go on',
    'fruits    apple, banana, pear, \\\n          cantaloupe, \\\n   kiwi',
    { fruits: 'apple, banana, pear, cantaloupe, kiwi' },
  ],
  ['a line that ends in two backslashes', 'a=b\\\\\nc=d', { a: 'b\\', c: 'd' }],
  ['a blank line that a line goes on to', 'a=b\\\n\nc=d', { a: 'b', c: 'd' }],
  ['a comment that ends in a backslash', '# a \\\nb=c', { b: 'c' }],
  ['comments of both kinds', '# a\n! b\n  # c\nd=e', { d: 'e' }],
  ['a comment mark in a value', 'a=b # c', { a: 'b # c' }],
  ['a comment mark in a line that goes on', 'a=b\\\n#c', { a: 'b#c' }],
  ['blanks at the end of a value', 'a=b  ', { a: 'b  ' }],
  ['an equals sign in a value', 'a=b=c:d', { a: 'b=c:d' }],
  ['separators in a key', 'a\\=b\\:c\\ d=e', { 'a=b:c d': 'e' }],
  ['escapes', 'a=\\t\\n\\r\\f\\u00e4\\\\\\q', { a: '\t\n\r\f\u00e4\\q' }],
  ['a key in another script', '\\u00e4=b', { ä: 'b' }],
  ['a key that is given twice', 'a=b\na=c', { a: 'c' }],
  ['a leading blank that is escaped', 'a=\\ b', { a: ' b' }],
  ['line ends of Windows and of old Macs', 'a=b\r\nc=d\re=f', { a: 'b', c: 'd', e: 'f' }],
  ['a line that goes on to Windows line ends', 'a=b\\\r\n  c', { a: 'bc' }],
  ['a backslash at the end of the file', 'a=b\\', { a: 'b' }],
  ['a placeholder', 'a={{b}} ${c}', { a: '{{b}} ${c}' }],
  ['a key like a prototype', '__proto__=a\nconstructor=b', JSON.parse('{"__proto__":"a","constructor":"b"}')],
])('%s', (_, text, expected) => {
  expect({ ...parseProperties(text) }).toEqual(expected)
})

test('the place of a key is that of its last line, behind comments, blanks and continued lines', () => {
  const text = '# a=1\n\na = 1\nlong=x\\\n  a=2\n  a: 3\nb\\ c=4\n'
  const place = (key: string) => propertyPlace({ file: 'f', text }, key)
  expect(place('a')).toEqual({ file: 'f', line: 6, column: 3, endLine: 6, endColumn: 4 })
  expect(place('long')).toMatchObject({ line: 4, column: 1, endColumn: 5 })
  expect(place('b c')).toMatchObject({ line: 7, endColumn: 5 })
  expect(place('c')).toBeUndefined()
})
