// Most of these are cases of the official implementation-tests.js, which the suite's files cannot express.
import { describe, expect, test } from 'vitest'
import { compileJsonata } from '../../../src/languages/jsonata/expression.ts'
import { evaluate, evaluateWith, failureOf } from './evaluate.ts'

const squareroot = (value: number) => Math.sqrt(value)
const even = (value: number) => value % 2 === 0
const numbers = { one: 1, four: 4, nine: 9, sixteen: 16 }

describe('functions of the host', () => {
  test('can be mapped, with and without a signature', () => {
    expect(evaluateWith({ squareroot }, '$map([1,4,9,16], $squareroot)')).toEqual([1, 2, 3, 4])
    expect(evaluateWith({ squareroot: { implementation: squareroot, signature: '<n:n>' } }, '$map([1,4,9,16], $squareroot)')).toEqual([
      1, 2, 3, 4,
    ])
  })

  test('can filter arrays and objects', () => {
    expect(evaluateWith({ even }, '$filter([1,4,9,16], $even)')).toEqual([4, 16])
    expect(evaluateWith({ even }, '$sift($$, $even)', numbers)).toEqual({ four: 4, sixteen: 16 })
    expect(evaluateWith({ squareroot }, '$each($$, $squareroot)', numbers)).toEqual([1, 2, 3, 4])
  })

  test('can be applied partially', () => {
    const substr = (text: string, start: number, length: number) => text.slice(start, start + length)
    expect(evaluateWith({ substr }, '($firstn := $substr(?, 0, ?); $first5 := $firstn(?, 5); $first5("Hello World"))')).toBe('Hello')
  })

  test('get functions of the expression as JavaScript functions', () => {
    const twice = (items: number[], pick: (items: number[]) => number) => 2 * pick(items)
    expect(evaluateWith({ twice }, '$twice([1,2,3], $sum)')).toBe(12)
    expect(evaluateWith({ twice }, '$twice([1,2,3], function($items){ $items[1] + $items[2] })')).toBe(10)
    expect(evaluateWith({ twice, second: (items: number[]) => 2 * items[1]! }, '$twice([1,2,3], $second)')).toBe(8)
  })

  test('may give functions', () => {
    const startsWith = (start: string) => (text: string) => text.startsWith(start)
    const text = '($hello := $startsWith("Hello"); [$hello("Hello, Bob"), $hello("Goodbye, Bill")])'
    expect(evaluateWith({ startsWith }, text)).toEqual([true, false])
  })

  test('may be generators, of which the first value counts', () => {
    function* more(value: number) {
      yield value + 10
    }
    function* list() {
      yield [1, 2, 3]
    }
    expect(evaluateWith({ more }, '$more(1)')).toBe(11)
    expect(evaluateWith({ list }, '$list().{"foo": "bar"}')).toEqual([{ foo: 'bar' }, { foo: 'bar' }, { foo: 'bar' }])
  })

  test('may be matchers in place of regular expressions', () => {
    const repeated = (character: string, times: number) => {
      const wanted = character.repeat(times)
      const match = (text: string, offset = 0): unknown => {
        const start = text.indexOf(wanted, offset)
        const end = start + wanted.length
        return start === -1 ? undefined : { match: wanted, start, end, groups: [], next: () => match(text, end) }
      }
      return match
    }
    const town = '"LLANFAIRPWLLGWYNGYLLGOGERYCHWYRNDROBWLLLLANTYSILIOGOGOGOCH"'
    const bound = { repeated }
    expect(evaluateWith(bound, `$match(${town}, $repeated("L", 2)).index`)).toEqual([0, 10, 18, 37, 39])
    expect(evaluateWith(bound, `$split(${town}, $repeated("L", 2))`)).toEqual([
      '',
      'ANFAIRPW',
      'GWYNGY',
      'GOGERYCHWYRNDROBW',
      '',
      'ANTYSILIOGOGOGOCH',
    ])
    expect(evaluateWith(bound, `$replace(${town}, $repeated("L", 2), "Ỻ")`)).toBe('ỺANFAIRPWỺGWYNGYỺGOGERYCHWYRNDROBWỺỺANTYSILIOGOGOGOCH')
    expect(evaluateWith(bound, `$contains(${town}, $repeated("L", 4))`)).toBe(true)
  })

  test('take the place of built-in functions of the same name', () => {
    expect(evaluateWith({ now: () => 'time for tea' }, '$now()')).toBe('time for tea')
  })

  test('clone for transformations where they are called so', () => {
    let count = 0
    const clone = (value: unknown) => {
      count++
      return structuredClone(value)
    }
    const input = { order: [{ id: 1, product: 'hat', nomatch: 1 }] }
    expect(evaluateWith({ clone }, '$ ~> |order|{"product":"blah"},"nomatch"|', input)).toEqual({ order: [{ id: 1, product: 'blah' }] })
    expect(count).toBe(1)
    expect(failureOf(() => evaluate('($clone := 5; $ ~> |order|{"a":1}|)', input))).toMatchObject({ code: 'T2013' })
  })

  test('that throw fail the evaluation with their text, and where they were called', () => {
    const boom = () => {
      throw new TypeError('Here is my message')
    }
    expect(failureOf(() => evaluateWith({ boom }, '$boom()'))).toMatchObject({ message: 'Here is my message', token: 'boom', position: 6 })
  })

  test('that throw what is no error pass it through: a step waits for a stream and runs again', () => {
    const suspension = { ready: () => Promise.resolve() }
    const wait = () => {
      throw suspension
    }
    expect(() => evaluateWith({ wait }, '[1].($wait())')).toThrow(expect.objectContaining(suspension))
  })

  test('that give a promise without being declared as async are refused', () => {
    expect(failureOf(() => evaluateWith({ later: () => Promise.resolve(1) }, '$later()'))['message']).toContain('must be declared as async')
  })
})

describe('asynchronous functions of the host', () => {
  const counter = async (count: number): Promise<object> => ({ value: count, inc: async () => counter(count + 1) })

  test('make the evaluation give a promise', async () => {
    expect(evaluateWith({ counter }, '$counter(5).value')).toBeInstanceOf(Promise)
    expect(await evaluateWith({ counter }, '$counter(0).inc().inc().value + 3')).toBe(5)
    expect(await evaluateWith({ counter }, '$counter(3).inc().value.$string()')).toBe('4')
  })

  test('change nothing where the expression does not use them', () => {
    expect(evaluateWith({ counter }, '1 + 2')).toBe(3)
  })

  test('fail the evaluation as synchronous ones do', async () => {
    await expect(evaluateWith({ counter }, '$counter(2).inc().foo().value')).rejects.toMatchObject({
      code: 'KF_EXPR_EVALUATION',
      details: { code: 'T1006' },
    })
  })

  test('can be evaluated several times at once', async () => {
    const slow = async (id: string) => `done:${id}`
    const expression = compileJsonata('{"id": $$.id, "delayed": $slow($$.id)}', {
      bound: { slow: { implementation: slow, signature: '<s:s>' } },
    })
    const results = await Promise.all(['a', 'b', 'c'].map(id => expression.evaluate({ id })))
    expect(results).toStrictEqual(['a', 'b', 'c'].map(id => ({ id, delayed: `done:${id}` })))
  })

  test('see and give plain values: no marks on arrays, ordinary objects, an untouched input', async () => {
    const input = { list: [], items: [{ tags: ['x'] }] }
    const before = structuredClone(input)
    const same = async (value: unknown) => value
    const result = await evaluateWith({ same }, '{"all": $same(items).tags[], "none": list{"a": b}}', input)
    expect(result).toStrictEqual({ all: ['x'], none: {} })
    expect(input).toStrictEqual(before)
  })
})
