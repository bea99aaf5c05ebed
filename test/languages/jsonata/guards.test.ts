import { describe, expect, test } from 'vitest'
import { compileJsonata } from '../../../src/languages/jsonata/expression.ts'
import { evaluate, failureOf } from './evaluate.ts'

describe('limits', () => {
  const endless = '( $inf := function(){$inf()}; $inf())'

  test('recursion that is too deep is D1011 at the inner call', () => {
    const failure = failureOf(() => evaluate('($inf := function($n){$n+$inf($n-1)};  $inf(5))', undefined, { limits: { depth: 300 } }))
    expect(failure).toMatchObject({ code: 'D1011', token: 'inf', position: 30 })
  })

  test('recursion without end is D1011 before the stack is used up, or when it is', () => {
    expect(failureOf(() => evaluate('($inf := function($n){$n+$inf($n-1)};  $inf(5))'))).toMatchObject({ code: 'D1011' })
    expect(
      failureOf(() => evaluate('($inf := function($n){$n+$inf($n-1)};  $inf(5))', undefined, { limits: { depth: 1e9 } })),
    ).toMatchObject({ code: 'D1011' })
  })

  test('tail calls without end are D1012 when the time is up', () => {
    expect(failureOf(() => evaluate(endless, undefined, { limits: { timeoutMs: 50 } }))).toMatchObject({ code: 'D1012', token: 'inf' })
  })

  test('loops are D1012 when the time is up, however few items each of them has', () => {
    const text = '$sum([1..2000].($x := $; [1..2000].($y := $; $count([1..2000][$ > $x + $y]))))'
    expect(failureOf(() => evaluate(text, undefined, { limits: { timeoutMs: 50 } }))).toMatchObject({ code: 'D1012' })
  })

  test('tail calls may go as deep as they like', () => {
    expect(evaluate('($down := function($n){ $n = 0 ? "done" : $down($n - 1) }; $down(100000))')).toBe('done')
  })

  test('the Ackermann function is computed within a depth of 500, and cut off for larger arguments', () => {
    const ackermann = (m: number, n: number) =>
      `($ack := function($m, $n) { $m = 0 ? $n + 1 : $n = 0 ? $ack($m - 1, 1) : $ack($m - 1, $ack($m, $n - 1)) }; $ack(${m}, ${n}))`
    expect(evaluate(ackermann(3, 4), undefined, { limits: { depth: 500 } })).toBe(125)
    expect(failureOf(() => evaluate(ackermann(4, 4), undefined, { limits: { depth: 500 } }))).toMatchObject({ code: 'D1011', token: 'ack' })
  })

  test.each(['[0..1001]', '[0..100].([0..100]) ~> $count()', '$append([0..600], [0..600]) ~> $count()', '$pad("x", 100000)'])(
    'sequences longer than allowed are D2015: %s',
    text => {
      expect(failureOf(() => evaluate(text, undefined, { limits: { sequence: 1000 } }))).toMatchObject({ code: 'D2015' })
    },
  )
})

describe('what objects inherit', () => {
  test.each(['foo.__proto__', 'foo.constructor', 'foo.toString', 'foo.__proto__.constructor', '$lookup(foo, "constructor")', '__proto__'])(
    'is out of reach: %s',
    text => {
      expect(evaluate(text, { foo: { bar: 'baz' } })).toBeUndefined()
    },
  )

  test('is out of reach in instances of classes, too', () => {
    class Order {
      readonly id = 1
      get secret() {
        return 'hidden'
      }
    }
    expect(evaluate('[id, secret]', new Order())).toEqual([1])
  })

  test('cannot be called', () => {
    expect(failureOf(() => evaluate('foo.toString()', { foo: { bar: 'baz' } }))).toMatchObject({ code: 'T1006', position: 13 })
    expect(failureOf(() => evaluate('{} ~> | __lookupGetter__("__proto__")() | {"is_admin": true} |'))).toMatchObject({
      code: 'T1006',
      position: 25,
    })
  })

  test.each(['{} ~> | __proto__ | {"is_admin": true} |', '{} ~> | constructor | {"is_admin": true} |'])('cannot be changed: %s', text => {
    expect(evaluate(text)).toEqual({})
    expect(({} as Record<string, unknown>)['is_admin']).toBeUndefined()
  })

  test.each([
    '{"__proto__": {"is_admin": true}}',
    '$merge([{"__proto__": {"is_admin": true}}])',
    '{} ~> |$|{"__proto__": {"is_admin": true}}|',
  ])('is not replaced by a property called __proto__: %s', text => {
    const result = evaluate(text) as object
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
    expect(JSON.stringify(result)).toBe('{"__proto__":{"is_admin":true}}')
  })

  test.each(['{"_jsonata_lambda": true}', '{"_jsonata_function": true}'])('objects cannot pose as functions: %s', text => {
    expect(failureOf(() => evaluate(text))).toMatchObject({ code: 'D1013' })
    expect(failureOf(() => evaluate('f()', { f: JSON.parse(text) }))).toMatchObject({ code: 'T1006' })
  })
})

describe('one expression, many evaluations', () => {
  test('leave their input as it is', () => {
    const input = { empty: [], one: [{ a: 1 }], list: [3, 1, 2] }
    const before = structuredClone(input)
    for (const text of [
      'empty{"a": b}',
      'one[]',
      'one.a[]',
      'list^($)',
      '$sort(list)',
      '$reverse(list)',
      '$append(list, 4)',
      '$ ~> |one|{"a": 2}|',
      'one@$o.a',
      'list#$i[$i > 0]',
      '{"f": one, "g": f()}',
    ]) {
      try {
        evaluate(text, input)
      } catch {
        // the last one fails: not even that may leave a mark
      }
      expect(input, text).toStrictEqual(before)
    }
  })

  test('give plain arrays and objects, without marks of their own', () => {
    const result = evaluate('{"kept": a[], "many": b.c, "distinct": $distinct(b.c), "made": b.[c, 1], "range": [1..3]}', {
      a: [1],
      b: [{ c: 1 }, { c: 2 }],
    })
    expect(result).toStrictEqual({
      kept: [1],
      many: [1, 2],
      distinct: [1, 2],
      made: [
        [1, 1],
        [2, 1],
      ],
      range: [1, 2, 3],
    })
    const arrays = Object.values(result as Record<string, unknown[]>)
    expect(arrays.map(each => Reflect.ownKeys(each).filter(key => typeof key === 'symbol' || !/^(\d+|length)$/.test(key)))).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
  })

  test('do not see what an earlier one kept: a kept single item counts as an array from then on', () => {
    const kept = evaluate('{"a": a[]}', { a: 1 })
    expect(kept).toEqual({ a: [1] })
    expect(evaluate('a', kept)).toEqual([1])
  })

  test('may run inside each other', () => {
    const expression = compileJsonata('n = 0 ? "end" : $again({"n": n - 1})', {
      bound: { again: (input: unknown) => expression.evaluate(input) },
    })
    expect(expression.evaluate({ n: 20 })).toBe('end')
  })

  test('have a time of their own that stands still', () => {
    const expression = compileJsonata('{"now": $now(), "delay": $sum([1..10000]), "later": $now(), "millis": $millis()}')
    const time = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
    const now = '2026-01-02T03:04:05.678Z'
    expect(expression.evaluate(undefined, [], time)).toMatchObject({ now, later: now, millis: time })
    expect(expression.evaluate(undefined, [], time + 1)).toMatchObject({ millis: time + 1 })
  })
})

describe('predicates behind a block', () => {
  test('apply to its result in the tail of a function, too', () => {
    expect(evaluate('$map([[1,2,3],[4,5]], function($x){ ($filter($x, function($y){$y > 1}))[0] })')).toEqual([2, 4])
    expect(evaluate('$map([[1,1],[4,5]], function($x){ (true ? $distinct($x))[-1] })')).toEqual([1, 5])
  })
})

describe('values of the runtime', () => {
  test('whole doubles, large integers and dates count as numbers', () => {
    class Double extends Number {}
    const input = { price: new Double(12), big: 12345678901234567890n, at: new Date(5) }
    expect(evaluate('[price > 10, price + 1, $sum([price, price]), price = 12, $type(price), big > 1, at + 1]', input)).toEqual([
      true,
      13,
      24,
      true,
      'number',
      true,
      6,
    ])
    expect(evaluate('price', input)).toBe(input.price)
    expect(evaluate('"" & big', input)).toBe('12345678901234567890')
  })

  test('maps count as objects', () => {
    const input = new Map<string, unknown>([
      ['2', 'x'],
      ['1', new Map([['a', 5]])],
    ])
    expect(evaluate('`1`.a', input)).toBe(5)
    expect(evaluate('[$keys(), *.a, $string($)]', input)).toEqual(['2', '1', 5, '{"1":{"a":5},"2":"x"}'])
    expect(evaluate('$', input)).toBe(input)
  })
})
