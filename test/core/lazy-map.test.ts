import { expect, test } from 'vitest'
import { LazyMap } from '../../src/core/lazy-map.ts'

function counting(): { map: LazyMap<object, string>; made: string[] } {
  const made: string[] = []
  const entries = ['a', 'b'].map(name => [name, name] as const)
  const make = (name: string) => {
    made.push(name)
    return { name }
  }
  return { map: new LazyMap(entries, make), made }
}

test('a value is made when it is first asked for, and once', () => {
  const { map, made } = counting()
  expect(map.get('b')).toBe(map.get('b'))
  expect(made).toEqual(['b'])
})

test('names are there without a value being made', () => {
  const { map, made } = counting()
  expect([...map.keys()]).toEqual(['a', 'b'])
  expect([map.size, map.has('a'), map.has('c'), map.get('c')]).toEqual([2, true, false, undefined])
  expect(made).toEqual([])
})

test('who goes over the values gets all of them in their order', () => {
  const { map } = counting()
  const names: string[] = []
  map.forEach((_, key) => {
    names.push(key)
  })
  expect(names).toEqual(['a', 'b'])
  expect([...map.values()]).toEqual([{ name: 'a' }, { name: 'b' }])
  expect([...map].map(([key]) => key)).toEqual(['a', 'b'])
})
