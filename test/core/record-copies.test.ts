import { expect, test } from 'vitest'
import { copyHeaders, copyOften, emptyHeaders, type HeaderRecord } from '../../src/core/headers.ts'
import { recordCopier } from '../../src/core/record-copies.ts'

function record(entries: readonly (readonly [string, unknown])[]): HeaderRecord {
  const made = emptyHeaders()
  for (const [name, value] of entries) made[name] = value
  return made
}

test('a copier copies what has a value, in its order, whatever the names are', () => {
  const entries: [string, unknown][] = [
    ['b', 1],
    ['a', null],
    ['__proto__', 'p'],
    ['constructor', 'c'],
    ['"]; throw 1 //', 'quotes'],
    ['line\u2028\n\\', 'breaks'],
    ['', 'nothing'],
  ]
  const source = record([...entries, ['removed', undefined]])
  const copy = recordCopier('headers', source)!(source)
  expect(Object.entries(copy)).toEqual(entries)
  expect(Object.getPrototypeOf(copy)).toBe(Object.getPrototypeOf(source))
})

test('copies are of the record that is given, and have nothing in common with it', () => {
  const source = record([['a', 1]])
  const copier = recordCopier('headers', source)!
  const copy = copier(source)
  copy['a'] = 2
  expect(source['a']).toBe(1)
  expect(copier(record([['a', 3]]))['a']).toBe(3)
})

test('very many names are left to the usual way', () => {
  expect(recordCopier('headers', record(Array.from({ length: 41 }, (_, i) => [`n${i}`, i])))).toBeUndefined()
})

test('only the record of which it was said is copied by the copier', () => {
  const source = record([['a', 1]])
  copyOften(source, () => record([['by', 'copier']]))
  expect(copyHeaders(source)['by']).toBe('copier')
  expect(copyHeaders(record([['a', 1]]))['a']).toBe(1)
})
