import fc from 'fast-check'
import { describe, it } from 'vitest'
import { isKafilaError } from '../../../src/core/errors.ts'
import { checkSimple, compileSimple, compileSimplePredicate } from '../../../src/languages/simple/index.ts'
import { contextOf, exchangeOf } from './run.ts'

const context = contextOf({ properties: { a: 'x' }, beans: { b: { m: () => 1 } } })
const messages = [
  { body: 'a,b', headers: { n: 7, s: 'x' } },
  { body: [1, null, 'x'], headers: { l: [] } },
  { body: { k: { v: [1] } } },
  { body: null },
]

/** Anything may be refused, or fail for a message, but only with errors that say what is wrong. */
function survives(text: string): void {
  guard(text, () => checkSimple(text, 'expression'))
  guard(text, () => checkSimple(text, 'predicate'))
  for (const compile of [compileSimple, compileSimplePredicate]) {
    const expression = guard(text, () => compile(text, {}, context))
    if (expression !== undefined) for (const message of messages) guard(text, () => expression(exchangeOf(message, context.services)))
  }
}

function guard<T>(text: string, run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (isKafilaError(error)) return undefined
    throw new Error(`${JSON.stringify(text)} failed in an unknown way`, { cause: error })
  }
}

const PIECES = [
  ...['${', '}', '$simple{', '$init{', '}init$', '$a', ':=', ';', '\n', ' ', '(', ')', '[', ']', ',', "'", '"', '\\', '?', '?.', '.', ':'],
  ...['~>', '?~>', '?:', ' ? ', ' : ', '==', '!=', '>', ' && ', ' || ', 'contains', 'in', 'is', 'range', 'regex', '++', '--', '!', '=~'],
  ...['body', 'header', 'headers', 'header.n', 'bodyAs', 'exchangeProperty.x', 'variable.v', 'null', 'true', '1', '2.5', 'abc', 'String'],
  ...[
    'uppercase',
    'replace',
    'substring',
    'split',
    'join',
    'sum',
    'iif',
    'forEach',
    'pad',
    'date:now',
    'range',
    'random',
    'collate',
    'sort',
  ],
  ...[
    '${body}',
    '${header.n}',
    '${header.l[0]}',
    'bean:b.m',
    'jq(.a)',
    'jsonpath($.a)',
    'type:',
    'ref:b',
    'properties:a',
    'exception',
    'hash',
  ],
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map(pieces => pieces.join('')) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map(pieces => `\${${pieces.join('')}}`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

describe('whatever is written', () => {
  it('is refused or evaluated, without a crash and without hanging', () => {
    fc.assert(fc.property(text, survives), { numRuns: 3000, endOnFailure: true })
  }, 60_000)

  it.each(['${', '$init{', '${a(', "'", '?:', '${body}?', '~>'])('may be repeated 2000 times: %j', piece => {
    survives(piece.repeat(2000))
  })
})
