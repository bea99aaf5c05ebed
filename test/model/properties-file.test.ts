import { expect, test } from 'vitest'
import { parseProperties } from '../../src/model/properties-file.ts'

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
