// Cases of the official implementation-tests.js about regular expressions as functions.
import { expect, test } from 'vitest'
import { evaluate, failureOf } from './evaluate.ts'

test.each([
  ['/ab/ ("ab")', { match: 'ab', start: 0, end: 2, groups: [] }],
  ['/ab/ ()', undefined],
  ['/ab+/ ("ababbabbcc")', { match: 'ab', start: 0, end: 2, groups: [] }],
  ['/a(b+)/ ("ababbabbcc")', { match: 'ab', start: 0, end: 2, groups: ['b'] }],
  ['/a(b+)/ ("ababbabbcc").next()', { match: 'abb', start: 2, end: 5, groups: ['bb'] }],
  ['/a(b+)/ ("ababbabbcc").next().next()', { match: 'abb', start: 5, end: 8, groups: ['bb'] }],
  ['/a(b+)/ ("ababbabbcc").next().next().next()', undefined],
  ['/a(b+)/i ("Ababbabbcc")', { match: 'Ab', start: 0, end: 2, groups: ['b'] }],
])('a regular expression is a function that gives its first match: %s', (text, expected) => {
  expect(JSON.stringify(evaluate(text))).toBe(JSON.stringify(expected))
})

test.each([
  ['$match("test escape \\\\", /\\\\/)', { match: '\\', index: 12, groups: [] }],
  ['$match("ababbabbcc",/a(b+)/).index', [0, 2, 5]],
  ['$match("ababbabbcc",/a(b+)/, 1)', { match: 'ab', index: 0, groups: ['b'] }],
  ['$match("ababbabbcc",/a(b+)/, 0)', undefined],
  ['$match(nothing,/a(xb+)/)', undefined],
  ['$match("ababbabbcc",/a(xb+)/)', undefined],
])('$match gives all matches, at most as many as wanted: %s', (text, expected) => {
  expect(evaluate(text)).toEqual(expected)
})

test.each([
  ['$match("a, b, c, d", /ab/, -3)', { code: 'D3040', index: 3, value: -3 }],
  ['$match("a, b, c, d", /ab/, null)', { code: 'T0410', index: 3, value: null }],
  ['$match("a, b, c, d", /ab/, "2")', { code: 'T0410', index: 3, value: '2' }],
  ['$match("a, b, c, d", "ab")', { code: 'T0410', index: 2, value: 'ab' }],
  ['$match("a, b, c, d", true)', { code: 'T0410', index: 2, value: true }],
  ['$match(12345, 3)', { code: 'T0410', index: 1, value: 12345 }],
  ['$match(12345)', { code: 'T0410', index: 1 }],
])('$match refuses wrong arguments: %s', (text, expected) => {
  expect(failureOf(() => evaluate(text))).toMatchObject({ ...expected, position: 7, token: 'match' })
})

test.each([
  ['//', 'S0301', 1],
  ['/', 'S0302', 1],
  ['/\\/', 'S0302', 3],
  ['/\\\\\\/', 'S0302', 5],
])('a regular expression that does not end is an error of syntax: %s', (text, code, position) => {
  expect(failureOf(() => evaluate(text))).toMatchObject({ kafila: 'KF_EXPR_SYNTAX', code, position })
})

test('a match of nothing inside a text ends in D1004 instead of going on for ever', () => {
  expect(failureOf(() => evaluate('$replace("abc", /x*/, "y")'))).toMatchObject({ code: 'D1004', value: 'x*' })
})
